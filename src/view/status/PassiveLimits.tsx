import { useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { useFocusBack } from "../use-focus-back.ts";

/** What the list cannot have while the debugger does not count, and the way to have it: one quiet line below the list. */
export function PassiveLimits({ store, actions }: { store: Store; actions: Actions }) {
  if (!store.hasPage) return null;
  if (!store.hasDebugger) return <aside class="passive-limits">{t("passiveLimitsFirefox")}</aside>;
  const capture = store.capture.value;
  if (capture.kind === "live" || capture.kind === "starting" || capture.kind === "dead") return null;
  // Live counts could add nothing.
  if (capture.kind === "refused" && capture.seesNothing === true) return null;
  return <Limits actions={actions} />;
}

function Limits({ actions }: { actions: Actions }) {
  const limits = useRef<HTMLElement>(null);
  useFocusBack(limits, ".live-button");
  return (
    <aside class="passive-limits" ref={limits}>
      {t("passiveLimits")}{" "}
      <button type="button" class="link-button" onClick={() => actions.startLive()}>
        {t("passiveLimitsLive")}
      </button>
    </aside>
  );
}
