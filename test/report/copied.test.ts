import { describe, expect, test } from "vitest";
import { buildReport } from "../../src/report/build/report.ts";
import { type CopiedPart, copiedText } from "../../src/report/copied.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { reproductions } from "../../src/report/reproduce/reproduce.ts";
import { KEY } from "../story.ts";
import { explained, explainedUpgrade, goodAnswer, meta, observationsOf, requestHeaders, upgradesOf } from "./built.ts";

const SECRET = "kJ8s7dHq2mZx9PwL4vTb";

const built = {
  url: `wss://example.com/live?token=${SECRET}`,
  request: requestHeaders(["Cookie", `sid=${SECRET}`], ["X-Line", "a\nb"]),
  response: goodAnswer(["Set-Cookie", `sid=${SECRET}`]),
};
const report = redact(buildReport([explained(built)], meta()));
const PARTS: readonly CopiedPart[] = [
  "url",
  "request-headers",
  "response-headers",
  "explanation",
  ...reproductions.map(({ id }) => id),
];

describe("a copied part", () => {
  test.each(PARTS)("%s has no secret", (part) => {
    const text = copiedText(report, part);
    expect(text).not.toBeNull();
    expect(text).not.toContain(SECRET);
  });

  test("is what its name says", () => {
    expect(copiedText(report, "url")).toBe("wss://example.com/live?token=<token #1>");
    expect(copiedText(report, "request-headers")?.split("\n")).toEqual(
      expect.arrayContaining(["Host: example.com", `Sec-WebSocket-Key: ${KEY}`]),
    );
    expect(copiedText(report, "response-headers")).toMatch(/^101 Switching Protocols\nUpgrade: websocket\n/);
    expect(copiedText(report, "explanation")).toMatch(/^Healthy\. .+\.$/s);
  });

  test("of several is one line each", () => {
    const two = upgradesOf([
      ...observationsOf({ url: "wss://example.com/a" }, "1"),
      ...observationsOf({ url: "wss://example.com/b" }, "2"),
    ]);
    const both = redact(buildReport(two.map(explainedUpgrade), meta()));
    expect(copiedText(both, "url")).toBe("wss://example.com/a\nwss://example.com/b");
  });

  test("that was not seen is none", () => {
    const waiting = redact(buildReport([explained({ response: null })], meta()));
    expect(copiedText(waiting, "response-headers")).toBeNull();
  });
});
