import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import type { Layout } from "../store/settings.ts";
import type { Store } from "../store/store.ts";
import { Announcement, useAnnouncement } from "./Announcement.tsx";
import type { Actions } from "./actions.ts";
import { Comparison } from "./comparison/Comparison.tsx";
import { Detail } from "./detail/Detail.tsx";
import { Divider } from "./detail/Divider.tsx";
import { ExportLines } from "./exports/ExportLines.tsx";
import { Boundary } from "./faults/Boundary.tsx";
import { FaultLine, UnsavedLine } from "./faults/FaultLine.tsx";
import { DropZone } from "./imports/DropZone.tsx";
import { ImportLines } from "./imports/ImportLines.tsx";
import { ImportsBar } from "./imports/ImportsBar.tsx";
import { PasteDialog } from "./imports/PasteDialog.tsx";
import { KeysDialog } from "./keys/KeysDialog.tsx";
import type { Command } from "./keys/keys.ts";
import { MatchSteps } from "./keys/match-steps.ts";
import { useCommands } from "./keys/use-commands.ts";
import { List } from "./list/List.tsx";
import { ListState } from "./list/list-state.ts";
import { CaptureLine } from "./status/CaptureLine.tsx";
import { PassiveLimits } from "./status/PassiveLimits.tsx";
import { StatusBar } from "./status/StatusBar.tsx";
import { t } from "./text.ts";
import { Timeline } from "./timeline/Timeline.tsx";
import { SettingsPane } from "./toolbar/SettingsPane.tsx";
import { Toolbar } from "./toolbar/Toolbar.tsx";
import { useSize } from "./use-size.ts";
import "./panel.css";

/** Largest width of the panel at which the detail is below the list, in CSS pixels. */
const NARROW = 600;

/** A divider on its way is not kept at every pixel, in milliseconds. */
const SETTLED = 500;

/** The whole panel. */
export function Panel({ store, actions }: { store: Store; actions: Actions }) {
  const list = useMemo(() => new ListState(store), [store]);
  const steps = useMemo(() => new MatchSteps(store, list), [store, list]);
  const main = useRef<HTMLElement>(null);
  const isNarrow = useSignal(false);
  const isOpen = useSignal(false);
  // The share of the list, in percent, beside the detail and above it.
  const beside = useSignal(store.settings.peek().layout.beside);
  const above = useSignal(store.settings.peek().layout.above);
  const settings = useSignal(false);
  const keys = useSignal(false);
  const [announcement, announce] = useAnnouncement();
  useCommands((command) => runCommand(command, store, actions, keys));
  useSignalEffect(() => {
    store.filter.text.value;
    steps.forget();
  });
  useSignalEffect(() => {
    const columns = list.settings.value;
    const timeline = list.timeline.chosen.value;
    const layout = { columns, sort: list.sort.value, beside: beside.value, above: above.value, timeline };
    if (isSameLayout(layout, store.settings.peek().layout)) return;
    const timer = setTimeout(() => actions.rememberLayout(layout), SETTLED);
    return () => clearTimeout(timer);
  });
  useSize(main, (width) => {
    isNarrow.value = width <= NARROW;
    list.timeline.panelHeight.value = main.current?.parentElement?.clientHeight ?? 0;
  });

  const open = () => {
    isOpen.value = true;
  };
  const compare = () => {
    store.selection.compare();
    open();
  };
  const close = () => {
    if (!isOpen.value || store.selection.id.value === null) return false;
    isOpen.value = false;
    store.selection.stopComparing();
    main.current?.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
    return true;
  };
  const isShown = isOpen.value && store.selection.id.value !== null;
  useSignalEffect(() => {
    list.isBesideDetail.value = isOpen.value && store.selection.id.value !== null && !isNarrow.value;
  });
  const share = isNarrow.value ? above : beside;
  return (
    <DropZone store={store} actions={actions}>
      <header>
        <h1 class="hidden">{t("name")}</h1>
        <Boundary where="faultInToolbar" actions={actions}>
          <Toolbar
            store={store}
            actions={actions}
            announce={announce}
            announcement={<Announcement announcement={announcement} />}
            settings={settings}
            compare={compare}
            onStep={(direction) => steps.step(direction)}
          />
        </Boundary>
      </header>
      {settings.value && <SettingsPane store={store} actions={actions} timeline={list.timeline} />}
      <FaultLine store={store} actions={actions} />
      <UnsavedLine store={store} />
      <CaptureLine store={store} actions={actions} />
      <ImportLines store={store} actions={actions} />
      <ExportLines store={store} actions={actions} announce={announce} />
      <ImportsBar store={store} />
      {list.timeline.isShown.value && (
        <Boundary where="faultInTimeline" actions={actions}>
          <Timeline store={store} list={list} onOpen={open} />
        </Boundary>
      )}
      <main
        ref={main}
        class={isNarrow.value ? "main narrow" : "main"}
        style={isShown ? `--share:${share.value}%` : "--share:100%"}
      >
        <Boundary where="faultInList" actions={actions}>
          <List
            store={store}
            actions={actions}
            state={list}
            onOpen={open}
            onClose={close}
            onCompare={compare}
            announce={announce}
          />
        </Boundary>
        {isShown && (
          <>
            <Divider share={share} isNarrow={isNarrow.value} container={main} />
            {store.selection.compared.value === null ? (
              <Detail store={store} actions={actions} onClose={close} />
            ) : (
              <Boundary where="faultInDetail" actions={actions}>
                <Comparison store={store} actions={actions} onClose={close} />
              </Boundary>
            )}
          </>
        )}
      </main>
      <PassiveLimits store={store} actions={actions} />
      <StatusBar store={store} actions={actions} />
      {store.pasting.isOpen.value && <PasteDialog store={store} actions={actions} />}
      {keys.value && (
        <KeysDialog
          canCountLive={store.hasDebugger}
          onClose={() => {
            keys.value = false;
          }}
        />
      )}
    </DropZone>
  );
}

function runCommand(command: Command, store: Store, actions: Actions, keys: Signal<boolean>): void {
  const { kind } = store.capture.peek();
  if (command === "live") {
    if (!store.hasDebugger) return;
    if (kind === "live" || kind === "starting") actions.stopLive();
    else if (kind !== "dead") actions.startLive();
  } else if (command === "clear") actions.clear();
  else if (command === "keys") keys.value = true;
  else {
    const field = document.querySelector<HTMLInputElement>(".filter input");
    field?.focus();
    field?.select();
  }
}

function isSameLayout(a: Layout, b: Layout): boolean {
  return (
    JSON.stringify(a.columns) === JSON.stringify(b.columns) &&
    a.sort?.column === b.sort?.column &&
    a.sort?.descending === b.sort?.descending &&
    a.beside === b.beside &&
    a.above === b.above &&
    a.timeline === b.timeline
  );
}
