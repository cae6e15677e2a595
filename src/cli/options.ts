import { type ParseArgsConfig, parseArgs } from "node:util";
import leven from "leven";
import { visibleText } from "../knowledge/text.ts";
import { Refusal } from "./command.ts";

/** What options take, where it is not a value of any kind. */
const TAKES: Readonly<Record<string, string>> = {
  "--only": "failed or attention",
  "--fail-on": "failed or attention",
  "--format": "markdown, html, text, json, har or ndjson",
  "--out": "a file name",
  "--junit": "a file name",
  "--sarif": "a file name",
  "--expect": "a file name",
  "--screenshot": "a file name",
  "--root": "a folder",
  "--allow": "an origin or a host",
  "--for": "a time such as 500ms, 10s or 2m",
  "--top": "a number",
};

/**
 * Reads options and operands; `--help` is always known.
 *
 * @throws Refusal in one line for an option that does not exist or lacks its value
 */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /^Unknown option '(--[^']+)'/.exec(error instanceof Error ? error.message : "")?.[1];
    if (unknown !== undefined) {
      const [best] = [...Object.keys(options), "help"]
        .map((name) => ({ name: `--${name}`, steps: leven(unknown, `--${name}`) }))
        .sort((one, other) => one.steps - other.steps);
      const meant = best !== undefined && best.steps <= 3 ? ` Did you mean ${best.name}?` : "";
      throw new Refusal(`There is no option ${visibleText(unknown)}.${meant}`);
    }
    const [, lacking] =
      /^Option '(?:-\w, )?(--[\w-]+) <value>' argument (?:missing|is ambiguous)/.exec(
        error instanceof Error ? error.message : "",
      ) ?? [];
    if (lacking !== undefined)
      throw new Refusal(`${lacking} takes ${TAKES[lacking] ?? "a value"}, and none was given.`);
    // Node explains at length; its first sentence says what is wrong.
    const [sentence = ""] = (error instanceof Error ? error.message : "").split(/\.\s|\n/);
    throw new Refusal(`${visibleText(sentence).replace(/\.$/, "")}.`);
  }
}
