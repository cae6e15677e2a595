import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognise.ts";

/** The text of every transcript of the field, by its name. */
const TEXTS: readonly (readonly [file: string, text: string])[] = ["cases", "pasted/files", "reported/files"].flatMap(
  (folder) =>
    readdirSync(join(import.meta.dirname, folder))
      .filter((file) => file.endsWith(".txt"))
      .map((file) => [file, readFileSync(join(import.meta.dirname, folder, file), "utf8")] as const),
);

/** What is said of a text, without its words: level, diagnosis, and the first cause with its likelihood. */
function said(text: string): readonly unknown[] {
  return explainReading(readText(text), 0).map(({ verdict, diagnosis }) => {
    const [cause] = diagnosis?.causes ?? [];
    return [verdict.level, diagnosis?.id ?? null, cause?.id ?? null, cause?.likelihood ?? null];
  });
}

/** The same as one line; what cannot be read says so. */
function told(text: string): string {
  try {
    return JSON.stringify(said(text));
  } catch (error) {
    return String(error);
  }
}

const isMarked = (text: string) => /^> [A-Z]+ \S+ HTTP/m.test(text) && !/^> >/m.test(text) && !/^\d{4}-/m.test(text);
const isFenced = (text: string) => /^\s*```/m.test(text);

/** What changes nothing of what is true of a text, and on which it can be done. */
const WAYS: readonly (readonly [name: string, fits: (text: string) => boolean, change: (text: string) => string])[] = [
  ["with CRLF", () => true, (text) => text.replaceAll("\n", "\r\n")],
  [
    "in a fence with words around it",
    (text) => !isFenced(text),
    (text) => `Hello,\n\n~~~sh\n${text}\n~~~\nAny idea?\n`,
  ],
  ["quoted", (text) => !isFenced(text), (text) => text.replace(/^/gm, "> ")],
  ["indented by a tab", () => true, (text) => text.replace(/^/gm, "\t")],
  ["with spaces at the ends of lines", (text) => !isFenced(text), (text) => text.replace(/$/gm, "  ")],
  ["with the times of --trace-time", isMarked, (text) => text.replace(/^(?=[<>*] )/gm, "10:15:32.123456 ")],
  ["indented as code", () => true, (text) => text.replace(/^(?=.)/gm, "    ")],
  [
    "in the colors of a terminal",
    (text) => !isFenced(text),
    (text) => text.replace(/^(.+)$/gm, "\u001b[1;31m$1\u001b[0m"),
  ],
  [
    "between sentences",
    (text) => !isFenced(text),
    (text) => `Hello, since the update I see this:\n\n${text}\n\nAny idea what that means? Thanks in advance!\n`,
  ],
  [
    "in a fence and quoted",
    (text) => !isFenced(text),
    (text) => `Hi!\n\n\`\`\`\n${text}\n\`\`\`\n`.replace(/^/gm, "> "),
  ],
  ["with the times of a log", isMarked, (text) => text.replace(/^/gm, "2026-03-02T09:00:00.123Z ")],
  [
    "with typographic quotation marks",
    (text) => /^.{0,40}WebSocket connection to '/.test(text),
    (text) => text.replace(/(WebSocket connection to )'([^'\n]*)'/g, "$1‘$2’"),
  ],
  ["with a container's name", (text) => isMarked(text), (text) => text.replace(/^/gm, "web-1  | ")],
  [
    "of other versions",
    () => true,
    (text) =>
      text
        .replace(/\bcurl\/\d[\d.]*/g, "curl/8.11.1")
        .replace(/\bnginx\/\d[\d.]*/g, "nginx/1.26.3")
        .replace(/\bExpress\/\d[\d.]*/g, "Express/5.0.0"),
  ],
  [
    "with names of headers in small letters",
    isMarked,
    (text) => text.replace(/^([<>] )([\w-]+):/gm, (_, mark, name) => `${mark}${name.toLowerCase()}:`),
  ],
];

describe.each(WAYS)("a transcript %s", (_, fits, change) => {
  it("is told the same", () => {
    const fitting = TEXTS.filter(([, text]) => fits(text));
    expect(fitting.length).toBeGreaterThan(10);
    const wrong = fitting.filter(([, text]) => told(change(text)) !== told(text));
    expect(wrong.map(([file]) => file)).toEqual([]);
  });
});

/** The exchanges of a text as a tool that saw the wire would save them. */
function harOf(text: string, content: (body: string) => Readonly<Record<string, unknown>>): string | null {
  const { upgrades } = readText(text);
  const named = (headers: readonly (readonly [string, string])[]) => headers.map(([name, value]) => ({ name, value }));
  const entries = upgrades.flatMap(({ url, request, response, error, client, close }, at) =>
    url === null || request === null || response === null || error !== null || client === undefined || close !== null
      ? []
      : [
          {
            startedDateTime: `2026-03-02T09:0${at}:00.000Z`,
            time: 12,
            request: {
              method: request.method ?? "GET",
              url: url.replace(/^ws/, "http"),
              httpVersion: `HTTP/${request.httpVersion ?? "1.1"}`,
              headers: named(request.headers),
            },
            response: {
              status: response.status,
              statusText: response.statusText,
              httpVersion: `HTTP/${response.httpVersion ?? "1.1"}`,
              headers: named(response.headers),
              content: response.body === undefined ? { mimeType: "" } : content(response.body),
            },
            timings: { send: 1, wait: 10, receive: 1 },
          },
        ],
  );
  // A response without any header is one whose headers a HAR did not keep.
  if (upgrades.some(({ response }) => response?.headers.length === 0)) return null;
  if (entries.length === 0 || entries.length < upgrades.length || upgrades.some((one) => one.response?.logLine))
    return null;
  return JSON.stringify({ log: { version: "1.2", creator: { name: "mitmproxy", version: "12" }, entries } });
}

describe("the same exchange in a HAR", () => {
  const gzipped = (body: string) => ({
    mimeType: "",
    encoding: "base64",
    text: gzipSync(body).toString("base64"),
  });
  it.each([
    ["with its body as text", (body: string) => ({ mimeType: "", text: body })],
    [
      "with its body in base64",
      (body: string) => ({ mimeType: "", encoding: "base64", text: Buffer.from(body).toString("base64") }),
    ],
    ["with its body compressed", gzipped],
  ])("is told the same %s", (_, content) => {
    let fitting = 0;
    for (const [file, text] of TEXTS) {
      // What a command says of itself, a HAR does not have.
      if (/^\$ |^[#>] (?:curl|wscat|websocat)/m.test(text)) continue;
      // A HAR names the scheme, of which a redirect tells more.
      if (readText(text).upgrades.some(({ isSchemeGuessed, response }) => isSchemeGuessed && response?.status === 301))
        continue;
      const har = harOf(text, content);
      if (har === null) continue;
      fitting++;
      expect(said(har), file).toEqual(said(text));
    }
    expect(fitting).toBeGreaterThan(20);
  });
});
