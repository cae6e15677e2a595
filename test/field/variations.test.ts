import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readText } from "../../src/sources/recognize.ts";
import { isRefusal, said, TEXTS, told } from "./said.ts";
import { WAYS } from "./ways.ts";

/** What is told of each text as it is, asked once. */
const plain = new Map(TEXTS.map(([file, text]) => [file, told(text)]));

describe.each(WAYS.map((way) => [way.name, way] as const))(
  "a transcript %s",
  (_, { fits, change, mayRefuse = false }) => {
    it("is told the same", () => {
      const fitting = TEXTS.filter(([, text]) => fits(text));
      expect(fitting.length).toBeGreaterThan(5);
      const wrong = fitting.filter(([file, text]) => {
        const changed = told(change(text));
        return changed !== plain.get(file) && !(mayRefuse && isRefusal(changed));
      });
      expect(wrong.map(([file]) => file)).toEqual([]);
    });
  },
);

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
