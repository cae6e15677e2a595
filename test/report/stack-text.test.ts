import { expect, test } from "vitest";
import { stackText } from "../../src/report/stack-text.ts";

const frame = (url: string, name: string | null = null) => ({ url, line: 12, column: 9, function: name });

test("reads as the stack of an error, with what had scheduled the calls", () => {
  const parts = [
    { asyncCause: null, frames: [frame("https://a.example/io.js", "open"), frame("https://a.example/app.js")] },
    { asyncCause: "setTimeout", frames: [frame("", "start")] },
    { asyncCause: "", frames: [frame("https://a.example/main.js", "main")] },
  ];
  expect(stackText({ initiator: null, stack: { parts, isCut: true } })).toBe(
    [
      "    at open (https://a.example/io.js:12:9)",
      "    at https://a.example/app.js:12:9",
      "    --- setTimeout ---",
      "    at start (<anonymous>:12:9)",
      "    --- async ---",
      "    at main (https://a.example/main.js:12:9)",
      "    …",
    ].join("\n"),
  );
});

test("is the one line that is known without a stack, and nothing without any", () => {
  expect(stackText({ initiator: { url: "https://a.example/app.js", line: 3, column: null, function: "join" } })).toBe(
    "    at join (https://a.example/app.js:3)",
  );
  expect(stackText({ initiator: null })).toBeNull();
});

test("holds no secret, no script and nothing that hides", () => {
  const secrets = ["s3cr3t-t0ken-9f8e7d6c", "hunter2", "alert(1)"];
  const frames = [
    frame("https://a.example/app.js?access_token=s3cr3t-t0ken-9f8e7d6c", "connect"),
    frame("https://me:hunter2@a.example/app.js", "x\u202Ey\nz"),
    frame("data:text/javascript,alert(1)//s3cr3t-t0ken-9f8e7d6c"),
  ];
  const text = stackText({ initiator: null, stack: { parts: [{ asyncCause: null, frames }], isCut: false } }) ?? "";
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text.split("\n")).toHaveLength(3);
  expect(text).not.toContain("\u202E");
  expect(text).toContain("a.example/app.js");
});
