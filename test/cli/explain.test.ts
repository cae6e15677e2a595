import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { KINDS } from "../../src/sources/recognize.ts";
import { WHAT_TO_PASTE } from "../../src/sources/transcript/transcript.ts";
import { reportSchema } from "../docs/report-schema.ts";
import { har, START, socketEntry } from "./built-har.ts";
import { type FakeIo, fakeIo } from "./fake-io.ts";

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
formats(ajv);
const isReport = ajv.compile(reportSchema());

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

test("counts messages by name when it is asked to, and only then", async () => {
  const chat = har([
    socketEntry({
      messages: [
        { type: "send", time: START + 1, opcode: 1, data: '42["chat","hello"]' },
        { type: "receive", time: START + 2, opcode: 1, data: '42["chat","payload-of-a-message"]' },
      ],
    }),
  ]);
  const asked = fakeIo({ "a.har": chat });
  expect(await explain(["a.har", "--count-names", "--format", "json"], asked)).toBe(0);
  expect(printed(asked)).toMatchObject({
    connections: [
      { names: { counted: [{ kind: "event", name: "chat", sent: { count: 1 }, received: { count: 1 } }] } },
    ],
  });
  const readable = fakeIo({ "a.har": chat });
  await explain(["a.har", "--count-names", "--format", "text"], readable);
  expect(readable.printed.join("")).toContain("chat (event): 1 sent, 18 B; 1 received, 33 B");
  expect(readable.printed.join("")).not.toContain("payload-of-a-message");
  const unasked = fakeIo({ "a.har": chat });
  await explain(["a.har", "--format", "json"], unasked);
  expect(printed(unasked)).toMatchObject({ connections: [{ names: null }] });
});

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
  expect(io.printed.join("")).toMatch(/^# WebSocket handshake report\n[\s\S]*## c1: `wss:\/\/example.com\/live`/);
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
    expect(io.notes).toEqual(["Nothing was redacted: the report may contain cookies and tokens."]);
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
  const io = fakeIo({ "a.har": good }, "", { isWatched: true });
  expect(await explain(["a.har"], io)).toBe(0);
  expect(io.notes).toEqual(["Explaining 1 upgrade…"]);
});

describe("the format", () => {
  test.each([
    ["r.md", /^# WebSocket/],
    ["r.html", /^<!doctype html>/],
    ["r.txt", /^WebSocket handshake report\n/],
    ["r.json", /^\{\n {2}"format"/],
    ["r.har", /^\{\n {2}"log"/],
    ["r.ndjson", /^\{"report_generated_at"/],
    ["R.HTML", /^<!doctype html>/],
  ])("follows the name %s", async (out, beginning) => {
    const io = fakeIo({ "a.har": good });
    expect(await explain(["a.har", "--out", out], io)).toBe(0);
    expect(io.files.get(out)).toMatch(beginning);
  });

  test("is text on a terminal, with colors only where it may have them", async () => {
    const [plain, colored] = [true, true].map((isTerminal, i) =>
      fakeIo({ "a.har": good }, "", { isTerminal, hasColor: i === 1 }),
    );
    for (const io of [plain, colored]) if (io !== undefined) expect(await explain(["a.har"], io)).toBe(0);
    expect(plain?.printed.join("")).toMatch(/^WebSocket handshake report\n/);
    expect(colored?.printed.join("")).toContain("\u001b[1mWebSocket handshake report\u001b[0m");
  });

  test("has no colors in a file", async () => {
    const io = fakeIo({ "a.har": good }, "", { isTerminal: true, hasColor: true });
    await explain(["a.har", "--out", "r.txt"], io);
    expect(io.files.get("r.txt")).not.toContain("\u001b");
  });
});

const refused = har([
  socketEntry({
    url: "wss://example.com/refused",
    status: 0,
    messages: [
      {
        type: "error",
        time: START + 1,
        opcode: -1,
        data: "Error during WebSocket handshake: Unexpected response code: 403",
      },
    ],
  }),
]);

describe("several files", () => {
  test("are one report, numbered through, each connection with its file", async () => {
    const io = fakeIo({ "a.har": good, "b.har": refused });
    expect(await explain(["a.har", "b.har", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({
      connections: [
        { id: "c1", url: "wss://example.com/live", file: "a.har" },
        { id: "c2", url: "wss://example.com/refused", file: "b.har", status: 403 },
      ],
    });
  });

  test.each([
    ["*.har", ["a.har", "b.har"]],
    ["logs/*.har", ["logs/c.har"]],
    ["**/*.har", ["a.har", "b.har", "logs/c.har", "logs/deep/d.har"]],
    ["logs/**/?.har", ["logs/c.har", "logs/deep/d.har"]],
  ])("by the pattern %s", async (pattern, paths) => {
    const names = ["a.har", "b.har", "logs/c.har", "logs/deep/d.har", "logs/.hidden.har", "notes.txt"];
    const io = fakeIo(Object.fromEntries(names.map((name) => [name, good])));
    expect(await explain([pattern, "--format", "ndjson"], io)).toBe(0);
    const files = io.printed
      .join("")
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line).file);
    expect(files).toEqual(paths.length === 1 ? [null] : paths);
  });

  test("two connections stay two, though one Sec-WebSocket-Key stands in both files, or twice in one", async () => {
    const io = fakeIo({ "a.har": har([socketEntry(), socketEntry()]), "b.har": good });
    expect(await explain(["a.har", "b.har", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({
      connections: [
        { id: "c1", file: "a.har" },
        { id: "c2", file: "a.har" },
        { id: "c3", file: "b.har", messages: { received: { count: 2 } } },
      ],
    });
  });

  test("one that cannot be read is told in one line, the others are explained", async () => {
    const io = fakeIo({ "a.har": good, broken: '{"log":{"entries":[{' });
    expect(await explain(["broken", "missing", "none/*.har", "a.har", "--format", "json"], io)).toBe(2);
    expect(io.notes).toEqual([
      "upgrades explain: broken: It starts as a HAR file, but is truncated or malformed.",
      "upgrades explain: missing does not exist.",
      "upgrades explain: No file matches none/*.har.",
    ]);
    expect(printed(io)).toMatchObject({ connections: [{ id: "c1", file: null }] });
  });
});

describe("--only and --fail-on", () => {
  test("--only failed leaves out the rest", async () => {
    const io = fakeIo({ "a.har": good, "b.har": refused });
    expect(await explain(["a.har", "b.har", "--only", "failed", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({ connections: [{ id: "c2" }] });
  });

  test.each([
    [["a.har"], 0],
    [["b.har"], 1],
    [["a.har", "b.har"], 1],
    [["b.har", "missing"], 2],
  ])("--fail-on failed, %j: exit %d", async (paths, code) => {
    const io = fakeIo({ "a.har": good, "b.har": refused });
    expect(await explain([...paths, "--fail-on", "failed"], io)).toBe(code);
    expect(io.printed.join("")).toContain("# WebSocket handshake report");
  });

  test("--only does not hide from --fail-on", async () => {
    const io = fakeIo({ "b.har": refused });
    expect(await explain(["b.har", "--only", "attention", "--fail-on", "attention"], io)).toBe(1);
  });
});

describe("what it reads, by content", () => {
  const answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

  test("a raw transcript", async () => {
    const request =
      "GET /live HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    const io = fakeIo({}, request + answer);
    expect(await explain(["-", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({
      capture: { source: "transcript" },
      connections: [{ url: "ws://example.com/live", status: 101, timing: { requestSentAt: null } }],
    });
  });

  test("one that a Windows shell wrote as UTF-16", async () => {
    const bytes = new Uint8Array([0xff, 0xfe, ...Buffer.from(answer, "utf16le")]);
    const io = fakeIo({ "curl.txt": bytes });
    expect(await explain(["curl.txt", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({ connections: [{ status: 101 }] });
  });

  test("its own report, again and again to the same end", async () => {
    const io = fakeIo({ "b.har": refused });
    expect(await explain(["b.har", "--out", "one.json"], io)).toBe(0);
    expect(await explain(["one.json", "--out", "two.json"], io)).toBe(0);
    expect(io.files.get("two.json")).toBe(io.files.get("one.json"));
  });

  test("its own HAR, with the browser's message", async () => {
    const io = fakeIo({ "b.har": refused });
    await explain(["b.har", "--out", "one.har"], io);
    expect(await explain(["one.har", "--format", "json"], io)).toBe(0);
    expect(printed(io)).toMatchObject({ connections: [{ status: 403, diagnosis: { id: "forbidden" } }] });
  });
});

test.each([
  [[], "Which file? Name at least one, or - for standard input."],
  [["missing.har"], "missing.har does not exist."],
  [["folder/"], "folder/ is a directory: name a file in it."],
  [["none/*.har"], "No file matches none/*.har."],
  [
    ["*.{har,zip}"],
    "No file matches *.{har,zip}. Patterns have * for any characters, ? for one and ** for any folders.",
  ],
  [["locked"], "locked cannot be opened: permission denied."],
  [["-"], "Standard input: It is empty."],
  [["text"], `text: It is ${KINDS}. ${WHAT_TO_PASTE}.`],
  [["other"], "other: It is not a HAR file: it has no log.entries list."],
  [["list"], `list: It is ${KINDS}. ${WHAT_TO_PASTE}.`],
  [["null"], `null: It is ${KINDS}. ${WHAT_TO_PASTE}.`],
  [
    ["newer"],
    "newer: This report is of version 2; only version 1 can be read here. A newer version of Upgrades can read it.",
  ],
  [["half"], "half: This report violates its own format at generatedAt."],
  [["a.har", "--format", "pdf"], "There is no format pdf: choose markdown, html, text, json, har or ndjson."],
  [["a.har", "--only", "open"], "--only takes failed or attention, not open."],
  [["a.har", "--fail-on", "x"], "--fail-on takes failed or attention, not x."],
  [["a.har", "--out", "nowhere/r.md"], "nowhere/r.md is in a directory that does not exist."],
])("%j is refused in one line", async (args, line) => {
  const files = {
    "a.har": good,
    text: "token=s3cr3t",
    other: '{"log":{}}',
    list: "[]",
    null: "null",
    newer: '{"format":"upgrades-handshake-report","version":2}',
    half: '{"format":"upgrades-handshake-report","version":1}',
  };
  const io = fakeIo(files);
  expect(await explain(args, io)).toBe(2);
  expect(io.notes).toEqual([`upgrades explain: ${line}`]);
  expect(io.printed).toEqual([]);
});

test.each(["text", "markdown", "html"])(
  "says nothing of DevTools' columns about a run of wscat: %s",
  async (format) => {
    const io = fakeIo({ "a.txt": "$ wscat -c ws://localhost:10000/\nerror: Unexpected server response: 403\n" });
    expect(await explain(["a.txt", "--format", format], io)).toBe(0);
    expect(io.printed.join("")).toContain("403 Forbidden");
    expect(io.printed.join("")).not.toMatch(/Pending|DevTools/);
  },
);

describe("--only", () => {
  test.each(["text", "markdown", "html"])(
    "says in %s that nothing failed, and not that nothing was seen",
    async (format) => {
      const io = fakeIo({ "a.har": good });
      expect(await explain(["a.har", "--only", "failed", "--format", format], io)).toBe(0);
      const text = io.printed.join("").replaceAll("\\", "");
      expect(text).toContain("The one upgrade that was seen did not fail (--only failed).");
      expect(text).toMatch(/Upgrades.{1,20}0 of 1 \(--only failed\)/);
      expect(text).not.toContain("No WebSocket upgrade was seen");
    },
  );

  test.each(["json", "har", "ndjson"])("says it beside %s, which has no sentences", async (format) => {
    const io = fakeIo({ "a.har": har([socketEntry({ messages }), socketEntry({ messages })]) });
    expect(await explain(["a.har", "--only", "attention", "--format", format], io)).toBe(0);
    expect(io.notes).toEqual(["None of the 2 upgrades failed or needs attention (--only attention)."]);
  });
});

test("refuses a file whose ending no format has", async () => {
  for (const out of ["x.pdf", "dir.d/x.docx"]) {
    const io = fakeIo({ "a.har": good });
    expect(await explain(["a.har", "--out", out], io)).toBe(2);
    expect(io.notes.join()).toContain(`${out}: use .md, .html, .txt, .json, .har or .ndjson, or say which --format.`);
  }
  const io = fakeIo({ "a.har": good });
  expect(await explain(["a.har", "--out", "report-1.0"], io)).toBe(0);
});

test("takes the time of a transcript from its response's Date header", async () => {
  const curl = (date: string) =>
    `> GET /ws HTTP/1.1\n> Host: a.test\n> Upgrade: websocket\n> Connection: Upgrade\n> \n< HTTP/1.1 403 Forbidden\n${date}< Content-Length: 0\n< \n`;
  const made = async (text: string, now: number) => {
    const io = { ...fakeIo({ "a.txt": text }), now: () => now };
    expect(await explain(["a.txt", "--format", "json"], io)).toBe(0);
    return JSON.parse(io.printed.join(""));
  };
  const dated = curl("< Date: Sun, 29 Nov 2026 10:00:00 GMT\n");
  expect(await made(dated, 1)).toMatchObject({ generatedAt: "2026-11-29T10:00:00.000Z" });
  expect(await made(dated, 2)).toEqual(await made(dated, 1));
  for (const date of ["", "< Date: yesterday\n", "< Date: Sun, 99 Xyz 2026 10:00:00 GMT\n"])
    expect(await made(curl(date), 1000)).toMatchObject({ generatedAt: "1970-01-01T00:00:01.000Z" });
});
