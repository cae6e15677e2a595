import type { CaptureState } from "../../../src/store/capture-state.ts";
import { defaultSettings } from "../../../src/store/settings.ts";
import { Store } from "../../../src/store/store.ts";
import { t } from "../../../src/view/text.ts";
import { crowd, cut, drop, loop } from "../timeline/patterns.ts";
import { addFiles } from "./files.ts";
import { kinds, many, of, usual } from "./fixtures.ts";
import { recorded } from "./recorded.ts";

/**
 * A store in the state that an address asks for: ?fixture=many&capture=canceled&files=failed&export=made
 *
 * @param now epoch milliseconds
 */
export function storeFor(wanted: URLSearchParams, now: number): Store {
  const fixture = wanted.get("fixture") ?? "usual";
  const store = (fixtures(now)[fixture] ?? (() => usual(now)))();
  store.now.value = now;
  store.capture.value = captures(now)[wanted.get("capture") ?? "live"] ?? { kind: "passive" };
  store.settings.value = {
    ...defaultSettings,
    live: wanted.has("first") ? null : true,
    otherPending: fixture === "kinds" && !wanted.has("few"),
  };
  const exporting = { format: "Markdown", connections: 10_000, share: 0.43 };
  if (wanted.get("export") === "made") store.exports.progress.value = exporting;
  if (wanted.get("export") === "waiting") store.exports.waiting.value = { format: "Markdown", text: "# Report" };
  if (wanted.has("files")) addFiles(store, now, wanted.get("files") ?? "");
  return store;
}

function fixtures(now: number): Readonly<Record<string, () => Store>> {
  return {
    empty: () => new Store(),
    recorded: () => recorded(now),
    many: () => many(now),
    kinds: () => kinds(now),
    loop: () => of(loop(now), now),
    drop: () => of(drop(now), now),
    cut: () => of(cut(now), now),
    crowd: () => of(crowd(now, 10_000), now),
  };
}

function captures(now: number): Readonly<Record<string, CaptureState>> {
  return {
    passive: { kind: "passive" },
    starting: { kind: "starting" },
    live: { kind: "live", since: now },
    canceled: { kind: "canceled" },
    refused: { kind: "refused", why: t("refusedRestricted") },
    restricted: { kind: "refused", why: t("stoppedRestricted"), seesNothing: true },
    policy: { kind: "refused", why: t("refusedPolicy") },
    stopped: { kind: "refused", why: t("stoppedTargetClosed") },
    dead: { kind: "dead", why: t("deadReloaded") },
  };
}
