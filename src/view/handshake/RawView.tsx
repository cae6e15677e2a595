import type { Upgrade } from "../../upgrade/upgrade.ts";
import { CopyMasked } from "../CopyMasked.tsx";
import { t } from "../text.ts";
import { rawHandshake } from "./raw.ts";

/** Both sides as plain text. */
export function RawView({ upgrade, copy }: { upgrade: Upgrade; copy: (text: string) => Promise<void> }) {
  const raw = rawHandshake(upgrade, false);
  const masked = rawHandshake(upgrade, true);
  return (
    <>
      <p class="note">{t("rawHint")}</p>
      <div class="sides">
        <Side title={t("request")} text={raw.request} masked={masked.request} none={t("requestNone")} copy={copy} />
        <Side
          title={t("response")}
          text={raw.response}
          masked={masked.response}
          none={t("responseNever")}
          copy={copy}
        />
      </div>
    </>
  );
}

function Side({
  title,
  text,
  masked,
  none,
  copy,
}: {
  title: string;
  text: string | null;
  masked: string | null;
  none: string;
  copy: (text: string) => Promise<void>;
}) {
  return (
    <section class="side" aria-label={title}>
      <div class="side-head">
        <h2>{title}</h2>
        {text !== null && masked !== null && (
          <CopyMasked masked={() => copy(masked)} unmasked={masked === text ? null : () => copy(text)} />
        )}
      </div>
      {text === null ? (
        <p class="side-none">{none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre class="raw" tabIndex={0}>
          {text}
        </pre>
      )}
    </section>
  );
}
