import { visibleText } from "../../knowledge/text.ts";
import type { Initiator } from "../../upgrade/observation.ts";
import type { Actions } from "../actions.ts";
import { locationOf } from "../list/row-text.ts";
import { t } from "../text.ts";

/** A line of a script, which opens in Sources where the browser lets an extension do that. */
export function ScriptLink({ line, openSource }: { line: Initiator; openSource: Actions["openSource"] }) {
  const url = visibleText(line.url);
  if (openSource === null) return <span title={url}>{locationOf(line)}</span>;
  return (
    <button
      type="button"
      class="link-button"
      title={`${t("openSource")}\n${url}`}
      onClick={() => openSource(line.url, line.line, line.column)}
    >
      {locationOf(line)}
    </button>
  );
}
