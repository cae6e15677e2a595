import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";

/** What the list cannot have while the debugger does not count, and the way to have it: one quiet line below the list. */
export function PassiveLimits({ store, actions }: { store: Store; actions: Actions }) {
  if (!store.hasDebugger) return <p class="passive-limits">{t("passiveLimitsFirefox")}</p>;
  const { kind } = store.capture.value;
  if (kind === "live" || kind === "starting" || kind === "dead") return null;
  return (
    <p class="passive-limits">
      {t("passiveLimits")}{" "}
      <button type="button" class="link-button" onClick={() => actions.startLive()}>
        {t("passiveLimitsLive")}
      </button>
    </p>
  );
}
