import type { Store, Tab } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { ExplanationTab } from "../explanation/ExplanationTab.tsx";
import { Boundary } from "../faults/Boundary.tsx";
import { HandshakeTab } from "../handshake/HandshakeTab.tsx";
import { Icon } from "../Icon.tsx";
import { MessagesTab } from "../messages/MessagesTab.tsx";
import { type MessageKey, t } from "../text.ts";
import { TimingTab } from "../timing/TimingTab.tsx";
import { FromFile } from "./FromFile.tsx";
import "./detail.css";

const TABS: readonly (readonly [Tab, MessageKey])[] = [
  ["explanation", "tabExplanation"],
  ["handshake", "tabHandshake"],
  ["messages", "tabMessages"],
  ["timing", "tabTiming"],
];

/** What is known of the selected upgrade, in four tabs. */
export function Detail({ store, actions, onClose }: { store: Store; actions: Actions; onClose: () => void }) {
  const tab = store.tab.value;
  const id = store.selection.id.value;
  return (
    <section
      class="detail"
      aria-label={t("detail")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        onClose();
        event.preventDefault();
        // DevTools would open its drawer.
        event.stopPropagation();
      }}
    >
      <div class="tab-bar">
        <TabList store={store} />
        <button type="button" class="tool" aria-label={t("detailClose")} title={t("detailClose")} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <div
        key={`${id} ${tab}`}
        class="tab-panel"
        role="tabpanel"
        id="tab-panel"
        aria-labelledby={`tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <FromFile store={store} />
        <Boundary where="faultInDetail" actions={actions}>
          <Content store={store} actions={actions} />
        </Boundary>
      </div>
    </section>
  );
}

function TabList({ store }: { store: Store }) {
  const tab = store.tab.value;
  const onKeyDown = (event: KeyboardEvent) => {
    const at = TABS.findIndex(([id]) => id === tab);
    const to = {
      ArrowRight: (at + 1) % TABS.length,
      ArrowLeft: (at || TABS.length) - 1,
      Home: 0,
      End: TABS.length - 1,
    };
    const next = Object.entries(to).find(([key]) => key === event.key)?.[1];
    const chosen = next === undefined ? undefined : TABS[next];
    if (chosen === undefined) return;
    store.tab.value = chosen[0];
    document.getElementById(`tab-${chosen[0]}`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t("detail")} onKeyDown={onKeyDown}>
      {TABS.map(([id, name]) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === tab}
          aria-controls="tab-panel"
          tabIndex={id === tab ? 0 : -1}
          onClick={() => {
            store.tab.value = id;
          }}
        >
          {t(name)}
        </button>
      ))}
    </div>
  );
}

function Content({ store, actions }: { store: Store; actions: Actions }) {
  const explanation = store.explanation.value;
  if (explanation === null) return null;
  const from = store.fileOf(explanation.upgrade.id);
  // Nothing in a file goes on, also where it was live when it was saved.
  const upgrade = from === null ? explanation.upgrade : { ...explanation.upgrade, fromFile: true };
  const now = store.nowOf(upgrade.id);
  switch (store.tab.value) {
    case "explanation":
      return <ExplanationTab store={store} actions={actions} explanation={explanation} />;
    case "handshake":
      return (
        <HandshakeTab
          explanation={explanation}
          actions={actions}
          openSource={from === null ? actions.openSource : null}
        />
      );
    case "messages":
      return <MessagesTab explanation={explanation} upgrade={upgrade} now={now} capture={store.capture.value} />;
    case "timing":
      return <TimingTab upgrade={upgrade} now={now} isTranscript={from?.reading.source === "transcript"} />;
  }
}
