import type { Report } from "../contract/format.ts";
import { harOf, toHar } from "./har.ts";
import { htmlOf, toHtml } from "./html/html.ts";
import { jsonOf, toJson } from "./json/json.ts";
import { markdownOf, toMarkdown } from "./markdown/markdown.ts";
import { ndjsonOf, toNdjson } from "./ndjson.ts";
import type { Selection } from "./outline/selection.ts";
import { textOf, toText } from "./text/text.ts";

/** What a rendering may be given beside the report. */
export interface RenderOptions {
  /** For a terminal. */
  readonly color?: boolean;
  /** Absent: the report has all connections that there were. */
  readonly selection?: Selection;
}

/** One format in which a report leaves the tool. */
export interface Format {
  readonly id: "json" | "markdown" | "html" | "text" | "har" | "ndjson";
  /** As menus and help texts call it. */
  readonly name: string;
  /** Without the dot. */
  readonly extension: string;
  /** RFC 6838, without parameters: every format is UTF-8. */
  readonly mediaType: string;
  render(report: Report, options?: RenderOptions): string;
  /** The same text in pieces, about one for each connection: a file of thousands can be written while others work. */
  pieces(report: Report, options?: RenderOptions): Iterable<string>;
}

/** Every format, in the order of menus: for people first. */
export const formats: readonly Format[] = [
  {
    id: "markdown",
    name: "Markdown",
    extension: "md",
    mediaType: "text/markdown",
    render: toMarkdown,
    pieces: markdownOf,
  },
  { id: "html", name: "HTML", extension: "html", mediaType: "text/html", render: toHtml, pieces: htmlOf },
  { id: "text", name: "Text", extension: "txt", mediaType: "text/plain", render: toText, pieces: textOf },
  { id: "json", name: "JSON", extension: "json", mediaType: "application/json", render: toJson, pieces: jsonOf },
  { id: "har", name: "HAR", extension: "har", mediaType: "application/json", render: toHar, pieces: harOf },
  {
    id: "ndjson",
    name: "NDJSON",
    extension: "ndjson",
    mediaType: "application/x-ndjson",
    render: toNdjson,
    pieces: ndjsonOf,
  },
];
