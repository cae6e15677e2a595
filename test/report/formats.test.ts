import { describe, expect, test } from "vitest";
import { buildReport } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { requestExplanations } from "../docs/samples/requests.ts";
import { explained, meta } from "./built.ts";
import { fullReport, HIDDEN, HOSTILE, KINDS, reportFullOf } from "./hostile.ts";

function rendered(id: string, report = fullReport(), color = false): string {
  const format = formats.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return format.render(report, { color });
}

/** The tags of a document with the names of their attributes: what a browser would make elements of. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z!][a-z0-9-]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = "", attributes = ""]) => `${name} ${attributes.replace(/="[^"]*"/g, "").trim()}`,
  );
}

describe("every format", () => {
  test.each(formats)("$id makes something of every kind, and of nothing", ({ render, id }) => {
    for (const [, built] of KINDS) expect(render(buildReport([explained(built)], meta())).length).toBeGreaterThan(100);
    const empty = render(buildReport([], meta({ page: null })));
    if (id === "ndjson") expect(empty).toBe("");
    else expect(empty).toMatch(/\n$/);
  });

  test("has an id, a name, an extension and a media type of its own", () => {
    for (const key of ["id", "name", "extension"] as const)
      expect(new Set(formats.map((one) => one[key])).size).toBe(6);
    for (const { mediaType } of formats) expect(mediaType).toMatch(/^[a-z]+\/[a-z-]+$/);
  });

  test.each(formats)("$id gives the same for the same report", ({ render }) => {
    expect(render(fullReport())).toBe(render(fullReport()));
  });

  const reports = [
    buildReport([], meta({ page: null })),
    buildReport([explained()], meta()),
    fullReport(),
    ...HOSTILE.map(reportFullOf),
    reportFullOf('\n  "connections": []\n    "entries": []'),
  ];

  test.each(formats)("$id comes in pieces that are the same text, each connection in one of its own", (format) => {
    for (const report of reports) expect([...format.pieces(report)].join("")).toBe(format.render(report));
    expect([...format.pieces(fullReport())].length).toBeGreaterThanOrEqual(KINDS.length);
  });

  test.each(["markdown", "text", "html"])("%s calls a verdict by its own word, not by its level", (id) => {
    const response = { status: 403, statusText: "Forbidden", headers: [] };
    const [connection] = buildReport([explained({ response })], meta()).connections;
    if (connection === undefined) throw new Error("no connection");
    const verdict = { level: "failed", headline: "Kept out", sentence: "A sentence." } as const;
    const text = rendered(id, { ...buildReport([], meta()), connections: [{ ...connection, verdict }] });
    expect(text).toContain("Kept out");
    expect(text).not.toMatch(/\bFailed\.(?:\*\*|<|\s)/);
  });

  test.each(["markdown", "text", "html"])("%s has no heading over the headers of a request that has none", (id) => {
    const [connection] = buildReport([explained()], meta()).connections;
    if (connection === undefined) throw new Error("no connection");
    const HEADING = /(?:Request headers|<h3>Request<)/;
    const without = { ...connection, handshake: { ...connection.handshake, request: { headers: [] } } };
    expect(rendered(id, { ...buildReport([], meta()), connections: [connection] })).toMatch(HEADING);
    expect(rendered(id, { ...buildReport([], meta()), connections: [without] })).not.toMatch(HEADING);
  });

  test.each(["json", "har"])("%s is what JSON itself makes of it, two spaces a level", (id) => {
    for (const report of reports) {
      const text = rendered(id, report);
      expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    }
  });
});

describe("the checks of a WebSocket's handshake", () => {
  // HTML writes the apostrophe as a reference.
  const HEADING = /^(?:### |<h3>)?Checks\b/m;
  const NOT_FOR_IT = /the rules of the WebSocket handshake do not apply to it/;

  test.each(["markdown", "html", "text"])("are left out of %s for what is no WebSocket", (id) => {
    const explanations = requestExplanations();
    expect(new Set(explanations.map(({ upgrade }) => upgrade.kind)).size).toBeGreaterThan(3);
    for (const explanation of explanations) {
      const text = rendered(id, buildReport([explanation], meta()));
      expect(text).not.toMatch(HEADING);
      expect(text).not.toMatch(NOT_FOR_IT);
    }
    expect(rendered(id, buildReport([explained()], meta()))).toMatch(HEADING);
  });

  test("stand in JSON whatever it is", () => {
    for (const explanation of requestExplanations())
      expect(buildReport([explanation], meta()).connections[0]?.checks).toHaveLength(10);
  });
});

describe("HTML", () => {
  const html = rendered("html");

  test("needs nothing else and may do nothing", () => {
    expect(html).toMatch(
      /<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/=]{44}&#39;/,
    );
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    expect(html).not.toMatch(/<script|<img|<iframe|\sstyle=|\son[a-z]+=|@import|url\(/i);
    const addresses = [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, address]) => address ?? "");
    expect(addresses.filter((address) => !/^(https:\/\/|#|data:,$)/.test(address))).toEqual([]);
  });

  test("says what the panel says: verdict, drawing, why pending, causes, checks, headers", () => {
    for (const words of [
      "Open for 14 min 59 s. Pending only means that it has not closed",
      "Why DevTools says Pending",
      "GET /live · Upgrade: websocket",
      "101 Switching Protocols · accept verified ✓",
      "Why it may have happened",
      "Sec-WebSocket-Accept",
      "Gaps in the capture",
    ])
      expect(html).toContain(words);
    expect(html.match(/<svg /g)).toHaveLength(KINDS.length);
  });

  test.each(HOSTILE)("hostile text is text: %j", (text) => {
    const hostile = rendered("html", reportFullOf(text));
    // Links to standards are left out when their text is not https; everything else has the same elements.
    const benign = rendered("html", reportFullOf("text"));
    const elements = (tags: string[]) => tags.filter((tag) => !/^\/?(a|code|span)\b/.test(tag));
    expect(elements(tagsOf(hostile))).toEqual(elements(tagsOf(benign)));
    expect(hostile.replace(/<pre>[\s\S]*?<\/pre>/g, "")).not.toContain("alert(1)>");
    expect(hostile).not.toMatch(HIDDEN);
  });
});

describe("text", () => {
  test.each(HOSTILE)("has no character that moves the cursor or turns the text: %j", (text) => {
    expect(rendered("text", reportFullOf(text))).not.toMatch(HIDDEN);
  });

  test("a line break of a server makes no line of its own", () => {
    const lines = rendered("text", reportFullOf("x\nFORGED: yes")).split("\n");
    // Configuration alone may have several lines, and they stand below their heading, further in.
    expect(lines.filter((line) => /^\s{0,3}FORGED/.test(line))).toEqual([]);
  });

  test("colors are marks around the same text", () => {
    const colored = rendered("text", fullReport(), true);
    expect(colored).toContain("\u001b[32mHealthy.");
    expect(colored.replace(/\p{Cc}\[\d+m/gu, "")).toBe(rendered("text"));
  });
});

describe("Markdown", () => {
  test.each(HOSTILE)("has no raw HTML: %j", (text) => {
    const markdown = rendered("markdown", reportFullOf(text));
    const prose = markdown
      .replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, "")
      .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "");
    expect(prose.match(/(?<!\\)</g)).toBe(null);
  });
});

describe("HAR", () => {
  test.each(HOSTILE)("stays JSON with all its entries: %j", (text) => {
    const { log } = JSON.parse(rendered("har", reportFullOf(text)));
    expect(log.entries).toHaveLength(KINDS.length);
    for (const entry of log.entries) expect(entry._webSocketMessages).toEqual([]);
  });

  test("has what HAR 1.2 asks for", () => {
    const { log } = JSON.parse(rendered("har"));
    expect(log).toMatchObject({
      version: "1.2",
      creator: { name: "Upgrades", version: "0.1.0" },
      pages: [{ id: "page_1" }],
    });
    for (const entry of log.entries) {
      expect(entry).toMatchObject({
        pageref: "page_1",
        startedDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        time: expect.any(Number),
        request: {
          method: "GET",
          url: expect.stringMatching(/^wss?:/),
          httpVersion: "HTTP/1.1",
          cookies: [],
          headersSize: -1,
          bodySize: 0,
        },
        response: {
          httpVersion: "HTTP/1.1",
          cookies: [],
          content: { size: 0, mimeType: "x-unknown" },
          redirectURL: "",
        },
        cache: {},
        timings: { send: 0, wait: expect.any(Number), receive: expect.any(Number) },
        _upgrades: { verdict: { level: expect.any(String) } },
      });
    }
  });

  test("a masked URL is still a URL", () => {
    const report = buildReport(
      [explained({ url: "wss://u:p4ssw0rd-x@example.com/live?token=acc355-token&b=2" })],
      meta(),
    );
    const { log } = JSON.parse(rendered("har", report));
    const url = new URL(log.entries[0].request.url);
    expect([url.host, url.searchParams.get("token"), url.searchParams.get("b"), url.hash]).toEqual([
      "example.com",
      "<token #1>",
      "2",
      "",
    ]);
  });
});

describe("NDJSON", () => {
  test.each(HOSTILE)("is one line a connection, each with the same keys: %j", (text) => {
    const lines = rendered("ndjson", reportFullOf(text)).split("\n");
    expect(lines.pop()).toBe("");
    expect(lines).toHaveLength(KINDS.length);
    const keys = lines.map((line) => Object.keys(JSON.parse(line)).join(" "));
    expect(new Set(keys).size).toBe(1);
    for (const line of lines) {
      const values: unknown[] = Object.values(JSON.parse(line));
      expect(values.filter((value) => typeof value === "object" && value !== null && !Array.isArray(value))).toEqual(
        [],
      );
    }
  });
});

describe("JSON", () => {
  test.each(HOSTILE)("comes back as it was: %j", (text) => {
    const report = reportFullOf(text);
    expect(readReport(JSON.parse(rendered("json", report)))).toEqual(JSON.parse(JSON.stringify(report)));
  });
});
