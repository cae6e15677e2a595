import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { Icon } from "../Icon.tsx";
import { type MessageKey, t } from "../text.ts";
import { faultDetails } from "./details.ts";
import "./faults.css";

/**
 * Keeps a fault of one part of the panel in that part. What was captured is in the store, which no fault of the drawing reaches.
 *
 * @param where the name of the part
 */
export function Boundary({
  where,
  actions,
  children,
}: {
  where: MessageKey;
  actions: Pick<Actions, "copyText" | "about">;
  children: ComponentChildren;
}) {
  const [error, reset] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  return (
    <div class="fault" role="alert">
      <Icon name="warning" size={20} tone="warning" />
      <h2>{t("faultTitle", t(where))}</h2>
      <p>{t("faultText")}</p>
      <p class="fault-buttons">
        <button type="button" class="tonal" onClick={reset}>
          <Icon name="reload" size={14} />
          {t("faultReload")}
        </button>
        <CopyButton copy={() => actions.copyText(faultDetails(error, where, actions.about()))} name={t("faultCopy")} />
      </p>
    </div>
  );
}
