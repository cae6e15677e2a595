import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Report } from "../../src/report/contract/format.ts";
import { toHar } from "../../src/report/formats/har.ts";
import { toHtml } from "../../src/report/formats/html/html.ts";
import { toJson } from "../../src/report/formats/json/json.ts";
import { toMarkdown } from "../../src/report/formats/markdown/markdown.ts";
import { toNdjson } from "../../src/report/formats/ndjson.ts";
import { toText } from "../../src/report/formats/text/text.ts";
import { readHar } from "../../src/sources/recognize.ts";
import { HIDDEN } from "../report/hostile.ts";
import { parseReport } from "../report/parse-report.ts";

/** Elements that a report is made of; whatever else is there, a stranger put there. */
const ELEMENTS: ReadonlySet<string> = new Set(
  (
    "html head meta title style body header main section article nav footer h1 h2 h3 h4 p a code pre strong em span div " +
    "ul ol li dl dt dd table caption thead tbody tr th td details summary svg g line path circle rect text title tspan " +
    "polygon polyline figure figcaption small link base"
  ).split(" "),
);

/**
 * Renders a report in every format, and reads each as a stranger would.
 *
 * @param keepsSchema false for a report of another version, whose ids the schema of this one need not know
 * @throws Error that names the format and what is broken
 */
export function checkOutputs(report: Report, keepsSchema = true): void {
  sees("JSON", () => void (keepsSchema ? parseReport(toJson(report)) : JSON.parse(toJson(report))));
  sees("HAR", () => checkHar(report));
  sees("NDJSON", () => checkNdjson(report));
  sees("HTML", () => checkHtml(toHtml(report)));
  sees("Markdown", () => checkMarkdown(toMarkdown(report)));
  sees("text", () => checkHidden(toText(report)));
}

function sees(format: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error(`${format}: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function checkHar(report: Report): void {
  const parsed = JSON.parse(toHar(report));
  if (parsed.log.version !== "1.2") throw new Error("no version");
  const { length } = parsed.log.entries;
  if (length !== report.connections.length) throw new Error(`${length} entries`);
  readHar(parsed);
}

function checkNdjson(report: Report): void {
  const lines = toNdjson(report).split("\n").slice(0, -1);
  if (lines.length !== report.connections.length) throw new Error(`${lines.length} lines`);
  for (const line of lines) JSON.parse(line);
}

/** No script, no handler, no element of a stranger, no address but https, and nothing that a parser has to repair. */
function checkHtml(text: string): void {
  checkHidden(text);
  const problems: string[] = [];
  const document = parse(text, {
    onParseError: ({ code, startLine }) => problems.push(`${code} in line ${startLine}`),
  });
  const pending: DefaultTreeAdapterTypes.Node[] = [document];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ("childNodes" in node) pending.push(...node.childNodes);
    if (node.nodeName === "#comment") problems.push("a comment");
    if (!("tagName" in node)) continue;
    if (!ELEMENTS.has(node.tagName)) problems.push(`<${node.tagName}>`);
    if (node.tagName === "style" && node.parentNode?.nodeName !== "head") problems.push("<style> outside of the head");
    for (const { name, value } of node.attrs) {
      if (/^on|^style$|^srcdoc$|^formaction$/i.test(name)) problems.push(`${name} of <${node.tagName}>`);
      if (/^(?:href|src|xlink:href)$/.test(name) && !/^(?:https:\/\/|#|data:,$)/.test(value))
        problems.push(`${name}=${value}`);
    }
  }
  if (problems.length > 0) throw new Error([...new Set(problems)].join("; "));
}

/** Outside of code, where it is read to the letter, nothing may begin an element. */
function checkMarkdown(text: string): void {
  checkHidden(text);
  const prose = text
    .replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, "")
    // A backtick after a backslash begins no code (CommonMark §2.4), nor does one that nothing ends.
    .replace(/\\[\\`]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|`+/g, "");
  const [found] = prose.match(/(?<!\\)<.{0,40}/) ?? [];
  if (found !== undefined) throw new Error(`raw ${found}`);
}

function checkHidden(text: string): void {
  const [found] = HIDDEN.exec(text) ?? /\p{Surrogate}|\p{Noncharacter_Code_Point}/u.exec(text) ?? [];
  if (found !== undefined) throw new Error(`hidden character ${JSON.stringify(found)}`);
}
