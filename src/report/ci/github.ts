import { visibleText } from "../../knowledge/text.ts";
import type { Problem } from "./problems.ts";

/** Annotations that GitHub shows of one step and level; the rest are lost there, so the last says how many there are. */
const MOST_SHOWN = 10;

/**
 * Workflow commands that annotate a run
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands), a line each.
 */
export function toAnnotations(problems: readonly Problem[]): string {
  const shown = problems.length > MOST_SHOWN ? problems.slice(0, MOST_SHOWN - 1) : problems;
  const left = problems.length - shown.length;
  return [
    ...shown.map(({ level, rules, where, message, advice, file }) => {
      const title = `${where} (${rules.join(", ")})`;
      const at = file === null ? "" : `file=${property(file)},`;
      return `::${level} ${at}title=${property(title)}::${data([message, advice].filter(Boolean).join("\n"))}\n`;
    }),
    ...(left > 0 ? [`::error title=Upgrades::${left} more problems are in the report.\n`] : []),
  ].join("");
}

/** Nothing that a page or a server wrote can begin a command of its own: line feeds are encoded. */
function data(text: string): string {
  const lines = text.split("\n").map(visibleText).join("\n");
  return lines.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
