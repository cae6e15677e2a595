import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import schema from "../../src/report/schema.json" with { type: "json" };
import { har, START, socketEntry } from "./built-har.ts";
import { type FakeIo, fakeIo } from "./fake-io.ts";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats(ajv);
const isReport = ajv.compile(schema);

const messages = [
  { type: "send", time: START + 1, opcode: 1, data: "hello" },
  { type: "receive", time: START + 2, opcode: 1, data: "payload-of-a-message" },
  { type: "receive", time: START + 4.5, opcode: 2, data: "AAAA" },
];
const good = har([socketEntry({ messages })]);

async function explain(args: readonly string[], io: FakeIo): Promise<number> {
  return main(["explain", ...args], io);
}

/** The report that was printed. */
function printed(io: FakeIo): unknown {
  const report: unknown = JSON.parse(io.printed.join(""));
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  return report;
}

test("explains a HAR as JSON, by the schema", async () => {
  const io = fakeIo({ "a.har": good });
  expect(await explain(["a.har", "--format", "json"], io)).toBe(0);
  expect(printed(io)).toMatchObject({
    generatedAt: new Date((START + 4.5) * 1000).toISOString(),
    tool: { name: "upgrades", browser: "WebInspector 537.36" },
    page: { url: "https://example.com/" },
    capture: { source: "har", startedAt: new Date(START * 1000).toISOString(), lost: [] },
    redaction: { applied: true, items: [] },
    connections: [
      {
        id: "c1",
        url: "wss://example.com/live",
        transport: "http/1.1",
        status: 101,
        pending: false,
        initiator: { url: "https://example.com/app.js", line: 12, column: 9, function: "connect" },
        messages: { sent: { count: 1, bytes: 5 }, received: { count: 2, bytes: 23, text: 1, binary: 1 } },
        timing: { openedAt: null, handshakeMs: null, openMs: null },
      },
    ],
  });
  expect(io.notes).toEqual([]);
  expect(io.printed.join("")).not.toContain("payload-of-a-message");
});

test("prints Markdown when nothing else is asked for", async () => {
  const io = fakeIo({ "a.har": good });
  expect(await explain(["a.har"], io)).toBe(0);
  expect(io.printed.join("")).toMatch(/^# WebSocket handshake report\n[\s\S]*## c1 · `wss:\/\/example.com\/live`/);
});

test("the same file gives the same report", async () => {
  const [first, second] = [fakeIo({ "a.har": good }), fakeIo({ "a.har": good })];
  await explain(["a.har", "--format=json"], first);
  await explain(["a.har", "--format=json"], second);
  expect(first.printed).toEqual(second.printed);
});

test("reads standard input, with a byte order mark too", async () => {
  const io = fakeIo({}, `\ufeff${good}`);
  expect(await explain(["-", "--format", "json"], io)).toBe(0);
  expect(printed(io)).toMatchObject({ connections: [{ id: "c1" }] });
});

test("a refused handshake keeps the browser's status", async () => {
  const data = "Error during WebSocket handshake: Unexpected response code: 403";
  const entry = socketEntry({ status: 0, messages: [{ type: "error", time: START + 1, opcode: -1, data }] });
  const io = fakeIo({ "a.har": har([entry]) });
  expect(await explain(["a.har", "--format", "json"], io)).toBe(0);
  expect(printed(io)).toMatchObject({ connections: [{ state: "failed", status: 403 }] });
});

test("names entries that cannot be read", async () => {
  const io = fakeIo({ "a.har": har([socketEntry(), { request: 1 }, null]) });
  expect(await explain(["a.har", "--format", "json"], io)).toBe(0);
  expect(printed(io)).toMatchObject({ capture: { lost: ["2 entries of the HAR file could not be read."] } });
});

test.each([
  ["[]", []],
  ["no sockets", [{ request: { url: "https://example.com/" }, response: { status: 200 } }]],
])("a file without upgrades is no error: %s", async (_, entries) => {
  const io = fakeIo({ "a.har": har(entries) });
  expect(await explain(["a.har", "--format", "json"], io)).toBe(0);
  expect(printed(io)).toMatchObject({ connections: [], capture: { startedAt: null } });
  expect(io.notes).toEqual(["There are no WebSocket upgrades in this file."]);
});

describe("secrets", () => {
  const requestHeaders = [{ name: "Cookie", value: "sid=s3cr3t-session-81" }];
  const file = har([socketEntry({ url: "wss://example.com/live?token=acc355-token", requestHeaders })]);

  test.each(["json", "markdown"])("are masked in %s", async (format) => {
    const io = fakeIo({ "a.har": file });
    expect(await explain(["a.har", "--format", format], io)).toBe(0);
    expect(io.printed.join("")).not.toMatch(/s3cr3t-session-81|acc355-token/);
    expect(io.printed.join("")).toContain("<cookie sid #1>");
    expect(io.notes).toEqual([]);
  });

  test("stay with --no-redact, and it is said", async () => {
    const io = fakeIo({ "a.har": file });
    expect(await explain(["a.har", "--format", "json", "--no-redact"], io)).toBe(0);
    expect(printed(io)).toMatchObject({ redaction: { applied: false, items: [] } });
    expect(io.printed.join("")).toContain("s3cr3t-session-81");
    expect(io.notes).toEqual(["Nothing was redacted: the report may hold cookies and tokens."]);
  });
});

describe("--out", () => {
  test.each([
    [["--out", "r.md"], "r.md", /^# WebSocket/],
    [["--out", "r.json"], "r.json", /^\{\n {2}"format"/],
    [["--out", "r.json", "--format", "markdown"], "r.json", /^# WebSocket/],
  ])("%j", async (args, path, text) => {
    const io = fakeIo({ "a.har": good });
    expect(await explain(["a.har", ...args], io)).toBe(0);
    expect(io.files.get(path)).toMatch(text);
    expect(io.printed).toEqual([]);
  });
});

test("tells how it goes only when somebody watches", async () => {
  const io = fakeIo({ "a.har": good }, "", true);
  expect(await explain(["a.har"], io)).toBe(0);
  expect(io.notes).toEqual(["Explaining 1 upgrade…"]);
});

test.each([
  [[], "Which file? Name a HAR file, or - for standard input."],
  [["a.har", "b.har"], "One file at a time, please."],
  [["missing.har"], "missing.har does not exist."],
  [["folder/"], "folder/ is a directory, not a file."],
  [["locked"], "locked may not be opened: permission denied."],
  [["-"], "Standard input is empty."],
  [["text"], "text is not JSON, so it is not a HAR file."],
  [["other"], "other is not a HAR file: it has no log.entries list."],
  [["list"], "list is not a HAR file: it has no log.entries list."],
  [["null"], "null is not a HAR file: it has no log.entries list."],
  [["a.har", "--format", "pdf"], "There is no format pdf: choose markdown or json."],
  [["a.har", "--out", "nowhere/r.md"], "nowhere/r.md is in a directory that does not exist."],
])("%j is refused in one line", async (args, line) => {
  const files = { "a.har": good, text: "token=s3cr3t", other: '{"log":{}}', list: "[]", null: "null" };
  const io = fakeIo(files);
  expect(await explain(args, io)).toBe(2);
  expect(io.notes).toEqual([`upgrades explain: ${line}`]);
  expect(io.printed).toEqual([]);
});
