import { useRef } from "preact/hooks";
import { MOST_SOCKETS } from "../../store/socket-gauge.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { bytes } from "../amounts.ts";
import { number, plural } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { useFocusBack } from "../use-focus-back.ts";
import { Announcer } from "./Announcer.tsx";
import "./status.css";

/** The line at the bottom: sums on the left, what the capture does on the right. */
export function StatusBar({ store, actions }: { store: Store; actions: Actions }) {
  const counts = store.counts.value;
  // What was open when a file was saved is not pending now.
  const pending = counts.pending - counts.saved;
  const listed = store.filter.shown.value.length;
  const words = store.settings.value.otherPending ? ENTRIES : UPGRADES;
  return (
    <footer class="status-bar">
      <span class="status-item">
        {listed === counts.all ? plural(counts.all, words.all) : plural(counts.all, words.some, number(listed))}
      </span>
      {pending > 0 && <span class="status-item">{plural(pending, "pendingCount")}</span>}
      {counts.failed > 0 && <span class="status-item tone-error">{plural(counts.failed, "failedCount")}</span>}
      <SocketGauge store={store} />
      <TotalsItem store={store} />
      <Gaps store={store} />
      <span class="status-space" />
      <Live store={store} actions={actions} />
      <Announcer store={store} />
    </footer>
  );
}

const UPGRADES = { all: "upgrades", some: "upgradesSome" } as const;

/** What is listed beside upgrades is none. */
const ENTRIES = { all: "entries", some: "entriesSome" } as const;

/** Told only near the limit: until then nobody need know it. */
function SocketGauge({ store }: { store: Store }) {
  const count = store.sockets.value;
  if (count === null) return null;
  const text = t("socketGauge", number(count), number(MOST_SOCKETS));
  return (
    <span class="status-item" title={t("socketGaugeHint")}>
      <meter class="socket-gauge" min={0} max={MOST_SOCKETS} value={count} aria-label={text} />
      {text}
    </span>
  );
}

function TotalsItem({ store }: { store: Store }) {
  const { sent, received, bytes: size, exact } = store.totals.value;
  if (sent + received === 0) return null;
  return (
    <span class="status-item status-totals">
      <span title={t("columnSent")}>
        <span class="arrow-sent">↑</span> {number(sent)}
      </span>
      <span title={t("columnReceived")}>
        <span class="arrow-received">↓</span> {number(received)}
      </span>
      <span class="status-bytes">
        {plural(sent + received, "messagesWord")} · {exact ? bytes(size) : t("atLeast", bytes(size))}
      </span>
    </span>
  );
}

function Gaps({ store }: { store: Store }) {
  const lost = store.lost.value;
  if (lost.length === 0) return null;
  return (
    <span class="status-item tone-warning" title={`${t("gapsHint")}:\n${lost.join("\n")}`}>
      <Icon name="warning" size={13} /> {plural(lost.length, "gaps")}
      <span class="hidden">
        {t("gapsHint")}: {lost.join(" ")}
      </span>
    </span>
  );
}

function Live({ store, actions }: { store: Store; actions: Actions }) {
  const { kind } = store.capture.value;
  if (kind === "starting") {
    return (
      <span class="status-item status-live">
        <span class="status-starting">{t("captureStarting")}</span>
      </span>
    );
  }
  return kind === "live" ? <Counting actions={actions} /> : null;
}

function Counting({ actions }: { actions: Actions }) {
  const item = useRef<HTMLSpanElement>(null);
  useFocusBack(item, ".live-button");
  return (
    <span class="status-item status-live" ref={item}>
      <span class="status-live-text">{t("captureLive")}</span>
      <button type="button" class="outlined" onClick={() => actions.stopLive()}>
        {t("captureStop")}
      </button>
    </span>
  );
}
