import { useSignal } from "@preact/signals";
import { libraryOf } from "../../knowledge/scripts/library.ts";
import { openingLine } from "../../knowledge/scripts/opening-line.ts";
import { visibleText } from "../../knowledge/text.ts";
import { stackText } from "../../report/stack-text.ts";
import { framesOf, type StackFrame } from "../../upgrade/call-stack.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { number } from "../format.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { ScriptLink } from "./ScriptLink.tsx";

/** How many calls are listed at once. */
const FEW = 12;

/** All calls that led to a connection, as Chrome's *Initiator* tab has them; nothing where no more than one is known. */
export function CallStack({
  upgrade,
  copy,
  openSource,
}: {
  upgrade: Upgrade;
  copy: (text: string) => Promise<void>;
  openSource: Actions["openSource"];
}) {
  const isWide = useSignal(false);
  const { stack } = upgrade;
  const count = framesOf(stack).length;
  if (stack === undefined || count < 2) return null;
  const own = openingLine(upgrade);
  let left = isWide.value ? count : FEW;
  return (
    <Section
      title={t("initiator")}
      end={<CopyButton copy={() => copy(stackText(upgrade) ?? "")} label={t("copyStack")} />}
    >
      <table class="stack">
        {stack.parts.map(({ asyncCause, frames }, part) => {
          const listed = frames.slice(0, left);
          left -= listed.length;
          return listed.length === 0 ? null : (
            <tbody key={part}>
              {asyncCause !== null && (
                <tr>
                  <th colSpan={2} scope="rowgroup">
                    {asyncCause === "" ? t("stackAsync") : t("stackAsyncBy", visibleText(asyncCause))}
                  </th>
                </tr>
              )}
              {listed.map((frame, i) => (
                <Call key={i} frame={frame} isOwn={frame === own} openSource={openSource} />
              ))}
            </tbody>
          );
        })}
      </table>
      {count > FEW && !isWide.value && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            isWide.value = true;
          }}
        >
          {t("stackAll", number(count))}
        </button>
      )}
      {stack.isCut && <p class="note">{t("stackCut", number(count))}</p>}
    </Section>
  );
}

function Call({ frame, isOwn, openSource }: { frame: StackFrame; isOwn: boolean; openSource: Actions["openSource"] }) {
  const library = libraryOf(frame.url);
  const note = isOwn && library === null ? t("stackOwn") : library === null ? null : visibleText(library);
  return (
    <tr class={isOwn ? "stack-own" : library === null ? "" : "stack-library"}>
      <td>
        <code>{frame.function === null ? t("stackAnonymous") : visibleText(frame.function)}</code>
      </td>
      <td>
        {frame.url === "" ? null : <ScriptLink line={frame} openSource={openSource} />}
        {note !== null && <span class="stack-note">{note}</span>}
      </td>
    </tr>
  );
}
