import { visibleText } from "../../knowledge/text.ts";
import { acceptSteps } from "../../upgrade/http/accept.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { OutcomeMark } from "../Outcome.tsx";
import { Disclosure } from "../Section.tsx";
import { t } from "../text.ts";

/** The accept computation step by step, so that it can be checked by hand. */
export function AcceptSteps({ upgrade }: { upgrade: Upgrade }) {
  if (upgrade.request === null) return null;
  const key = headerValue(upgrade.request.headers, "Sec-WebSocket-Key");
  if (key === null) {
    return (
      <Disclosure title={t("accept")}>
        <p class="prose">{t("acceptNone")}</p>
      </Disclosure>
    );
  }
  const steps = acceptSteps(key);
  const responseValue =
    upgrade.response === null ? null : headerValue(upgrade.response.headers, "Sec-WebSocket-Accept");
  const isRight = responseValue?.trim() === steps.accept;
  return (
    <Disclosure title={t("accept")}>
      <ol class="steps">
        <Step text={t("acceptKey")} value={steps.key} />
        <Step text={t("acceptGuid")} value={steps.concatenated} />
        <Step text={t("acceptSha1")} value={steps.sha1} />
        <Step text={t("acceptBase64")} value={steps.accept} />
        <li>
          <span class="step-text">
            <OutcomeMark outcome={responseValue === null ? "unknown" : isRight ? "pass" : "fail"} />
            {t(responseValue === null ? "acceptNotSeen" : isRight ? "acceptMatches" : "acceptDiffers")}
          </span>
          {responseValue !== null && !isRight && <code>{visibleText(responseValue)}</code>}
        </li>
      </ol>
    </Disclosure>
  );
}

function Step({ text, value }: { text: string; value: string }) {
  return (
    <li>
      <span class="step-text">{text}</span>
      <code>{visibleText(value)}</code>
    </li>
  );
}
