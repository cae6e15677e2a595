import { useSignal } from "@preact/signals";
import { failureOf } from "../../knowledge/diagnoses/browser-message.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { isOlderThanCapture, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { AcceptSteps } from "./AcceptSteps.tsx";
import { CallStack } from "./CallStack.tsx";
import { Checks } from "./Checks.tsx";
import { General } from "./General.tsx";
import { HeaderList } from "./HeaderList.tsx";
import { Negotiation } from "./Negotiation.tsx";
import { RawView } from "./RawView.tsx";
import "./handshake.css";

/** Request and answer, every header with its meaning and its check. */
export function HandshakeTab({
  explanation,
  actions,
  openSource,
}: {
  explanation: Explanation;
  actions: Actions;
  openSource: Actions["openSource"];
}) {
  const isRaw = useSignal(false);
  const { upgrade, headers, checks } = explanation;
  const copy = actions.copyText;
  const isChecked = knowledgeOf(upgrade.kind).checks.length > 0;
  return (
    <div class="handshake">
      <General
        upgrade={upgrade}
        copy={copy}
        copyUrl={() => actions.copyPart("url", [upgrade.id])}
        openSource={openSource}
      />
      <CallStack upgrade={upgrade} copy={copy} openSource={openSource} />
      <div class="switch-bar">
        <label class="checkbox" title={t("rawHint")}>
          <input
            type="checkbox"
            checked={isRaw.value}
            onChange={({ currentTarget }) => {
              isRaw.value = currentTarget.checked;
            }}
          />
          {t("raw")}
        </label>
      </div>
      {isRaw.value ? (
        <RawView upgrade={upgrade} copy={copy} />
      ) : (
        <div class="sides">
          <HeaderList
            title={t("request")}
            rows={headers.request}
            count={upgrade.request?.headers.length ?? null}
            none={whyNoRequest(upgrade)}
            checks={checks}
          />
          <HeaderList
            title={t("response")}
            rows={headers.response}
            count={upgrade.response?.headers.length ?? null}
            none={whyNoResponse(upgrade)}
            checks={checks}
          />
        </div>
      )}
      {isChecked && <Negotiation upgrade={upgrade} />}
      {isChecked && <Checks checks={checks} />}
      {isChecked && <AcceptSteps upgrade={upgrade} />}
    </div>
  );
}

function whyNoRequest(upgrade: Upgrade): string | null {
  if (upgrade.request !== null) return null;
  if (knowledgeOf(upgrade.kind).hidesHeaders) return t("cannotTransport");
  if (isOlderThanCapture(upgrade)) return t("requestOlder");
  return t(stateOf(upgrade) === "queued" ? "requestNone" : "requestFailed");
}

function whyNoResponse(upgrade: Upgrade): string | null {
  if (upgrade.response !== null) return null;
  if (isOlderThanCapture(upgrade)) return t("requestOlder");
  if (knowledgeOf(upgrade.kind).hidesHeaders) return t("cannotTransport");
  const { kind } = failureOf(upgrade);
  if (kind === "status" || kind === "header") return t("responseRefused");
  const state = stateOf(upgrade);
  return t(state === "requested" || state === "queued" ? "responseNone" : "responseNever");
}
