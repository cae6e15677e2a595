import { describe, expect, test } from "vitest";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { code, visibleText } from "../../src/knowledge/text.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { toMarkdown } from "../../src/report/formats/markdown/markdown.ts";
import { codeSpan, fenced, inline, link, table } from "../../src/report/formats/markdown/text.ts";
import { toText } from "../../src/report/formats/text/text.ts";
import { altered } from "../story.ts";
import { explained, goodAnswer, meta, requestHeaders } from "./built.ts";

const reference = { text: "RFC 6455 §4.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.1" };

/** Texts that a page or server might send to break out of the report. */
const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</details><!-- -->",
  "[click](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "a | b || c",
  "a\\|b",
  "`code`",
  "```\n# out\n```",
  "````",
  "line\n# heading\n\n- list",
  "line\r\n\r\n/close",
  "/close",
  "@octocat and @org/team",
  "see #1, org/repo#2, !3 and GH-4",
  "https://evil.example/?x www.evil.example me@evil.example",
  "**bold** _em_ ~~gone~~ $math$ :smile:",
  "&lt;b&gt; &#60;b&#62;",
  "\u202egnp.exe\u0000\u001b[31m",
  "# title",
  "1. one",
  "- one",
  "===",
  "| - |\n| - |",
  "\\",
  "trailing \\",
  "   ",
];

/** The lines that are in no fence (CommonMark §4.5). */
function outsideFences(markdown: string): string[] {
  let fence: string | null = null;
  const lines = markdown.split("\n").filter((line) => {
    const run = /^(`{3,})[a-z0-9+-]*$/.exec(line)?.[1];
    if (fence !== null) {
      if (line === fence) fence = null;
      return false;
    }
    if (run !== undefined) fence = run;
    return run === undefined;
  });
  expect(fence).toBeNull();
  return lines;
}

/** What is in no code span either (§6.1), with the backslash escapes taken out (§2.4). */
function alive(markdown: string): string {
  return outsideFences(markdown)
    .map((line) =>
      line.replace(/\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)(.*?[^`])\1(?!`)/g, (match) =>
        match.startsWith("\\") ? "" : "CODE",
      ),
    )
    .join("\n");
}

/** Our own links; nothing else may be a link. */
function withoutOurLinks(markdown: string): string {
  return markdown.replaceAll(`[RFC 6455 §4.1](${reference.url})`, "");
}

function hostileReport(text: string): string {
  const said: Partial<Explanation> = {
    verdict: { quotesDiagnosis: false, level: "failed", headline: "x", sentence: `${code(text)} was refused.` },
    checks: [
      { id: "status", asks: "?", outcome: "fail", summary: `It is ${code(text)}.`, evidence: [text], reference },
    ],
    diagnosis: {
      id: "bad-request",
      stage: "response-status",
      brief: code(text),
      summary: code(text),
      message: text,
      evidence: [text],
      reference,
      causes: [
        {
          id: "wrong-path",
          likelihood: "likely",
          title: code(text),
          why: code(text),
          evidence: [text],
          fix: { text: code(text), snippets: [{ for: "nginx", code: text }] },
        },
      ],
    },
    intermediaries: [
      {
        id: "nginx",
        name: "nginx",
        confidence: "certain",
        version: text,
        evidence: [text],
        hostResponse: null,
        behavior: "",
        timeouts: [],
        reference,
      },
    ],
    protocol: { id: "mqtt", name: "MQTT", evidence: [text], about: "", heartbeat: null, reference },
  };
  const explanation = explained(
    {
      url: `wss://example.com/${text}`,
      initiatorUrl: text,
      request: requestHeaders(["X-Foreign", text]),
      response: { ...goodAnswer(["Server", text]), statusText: text },
    },
    said,
  );
  const capture = { source: "har", startedAt: null, lost: [text] } as const;
  const report = meta({ page: text, capture, tool: { version: "0.1.0", browser: text } });
  return toMarkdown(buildReport([explanation], report));
}

describe("hostile text stays text", () => {
  test.each(HOSTILE)("in a whole report: %j", (text) => {
    const markdown = hostileReport(text);
    const rest = withoutOurLinks(alive(markdown));
    expect(rest).not.toMatch(/[<>`[\]~$@]/);
    expect(visibleText(rest.replaceAll("\n", ""))).toBe(rest.replaceAll("\n", ""));
    expect(rest).not.toMatch(/:\/\/|www\.|&\w|&#/);
    // Every heading is ours, and no line begins with anything that a list, a table or a quick action would be read from.
    for (const line of rest.split("\n")) {
      expect(line).toMatch(/^$|^#{1,4} \S|^- |^\| .* \|$|^\*\*|^[A-Z("C]/);
      expect(line).not.toMatch(/^\//);
    }
  });

  test.each(HOSTILE)("in a table every row has as many cells as the head: %j", (text) => {
    const rows = outsideFences(hostileReport(text)).filter((line) => line.startsWith("| "));
    const cells = rows.map((row) => row.replaceAll("\\|", "").split("|").length);
    expect(new Set(cells.filter((count) => count !== 4 && count !== 6))).toEqual(new Set());
  });
});

test.each([
  ["plain words", "plain words"],
  ["a_b*c", "a\\_b\\*c"],
  ["<b>", "\\<b\\>"],
  ["see [x](y)", "see \\[x\\](y)"],
  ["ask @you.", "ask `@you`."],
  ["(see #12)", "(see `#12`)"],
  ["at wss://a.example/b, then", "at `wss://a.example/b`, then"],
  ["got token=<token #1> there", "got `token=<token #1>` there"],
  ["1. one", "1\\. one"],
  ["- one", "\\- one"],
  ["net::ERR_FAILED", "net::ERR\\_FAILED"],
  ["two\nlines", "two\\\\u000alines"],
])("inline %j", (text, markdown) => {
  expect(inline(text)).toBe(markdown);
});

test.each([
  ["a", "`a`"],
  ["a`b", "``a`b``"],
  ["`a", "`` `a ``"],
  ["``", "``` `` ```"],
  [" a ", "`  a  `"],
  ["", "(empty)"],
  ["<token #1>", "`<token #1>`"],
])("code span %j", (text, markdown) => {
  expect(codeSpan(text)).toBe(markdown);
});

test.each([
  ["a", "nginx", "```nginx\na\n```"],
  ["```\nb\n```", "nginx", "````nginx\n```\nb\n```\n````"],
  ["a", "HTTP <b>", "```\na\n```"],
  ["\ta\u202e", "", "```\n\ta\\u202e\n```"],
])("fence around %j", (text, language, markdown) => {
  expect(fenced(text, language)).toBe(markdown);
});

test("only https addresses become links", () => {
  expect(link("RFC 6455 §4.1", reference.url)).toBe(`[RFC 6455 §4.1](${reference.url})`);
  for (const url of [
    "javascript:alert(1)",
    "http://a.example",
    "https://a.example/) [x](https://b.example",
    "https://a.example/<b>",
  ]) {
    expect(link("text", url)).toBe("text");
  }
});

test("pipes end no cell", () => {
  expect(table(["A"], [["`a|b`"], ["c"]])).toBe("| A |\n| --- |\n| `a\\|b` |\n| c |");
});

describe("a report reads well", () => {
  const explanation = explained(
    { closedAfter: 62_032.5, response: goodAnswer(["Server", "nginx/1.22.1"]) },
    {
      verdict: {
        quotesDiagnosis: false,
        level: "failed",
        headline: "Refused",
        sentence: "The server answered `GET /live` with 400.",
      },
      checks: [{ id: "accept", asks: "?", outcome: "not-observed", summary: "No response.", evidence: [], reference }],
      diagnosis: {
        id: "bad-request",
        stage: "response-status",
        brief: "400 Bad Request",
        summary: "The response was 400.",
        message: "Unexpected response code: 400",
        evidence: ["status 400"],
        reference,
        causes: [
          {
            id: "upgrade-not-forwarded",
            likelihood: "likely",
            title: "The proxy did not forward `Upgrade`",
            why: "nginx does not by default.",
            evidence: ["response header Server: nginx/1.22.1"],
            fix: { text: "Forward it.", snippets: [{ for: "nginx", code: "proxy_http_version 1.1;" }] },
          },
        ],
      },
      intermediaries: [
        {
          id: "nginx",
          name: "nginx",
          confidence: "certain",
          version: "1.22.1",
          evidence: ["Server: nginx/1.22.1"],
          hostResponse: null,
          behavior: "",
          timeouts: [],
          reference,
        },
      ],
      protocol: {
        id: "socket.io",
        name: "Socket.IO v3+",
        evidence: ["query EIO=4"],
        about: "",
        heartbeat: { by: "server", intervalMs: 25_000, visible: true, form: "" },
        reference,
      },
    },
  );
  const capture = { source: "debugger", startedAt: null, lost: ["Live counting stopped at 14:02."] } as const;
  const markdown = toMarkdown(buildReport([explanation], meta({ capture })));

  test.each([
    "# WebSocket handshake report\n\n- Page: `https://example.com/`\n",
    "**Gaps in the capture**\n\n- Live counting stopped at 14:02.",
    "## c1: `wss://example.com/live`",
    "**Refused.** The server answered GET `/live` with 400.",
    "| State | closed |",
    "| Status | 101 |",
    "| Open for | 1 min 2 s |",
    "| Heartbeat by default | every 25 s, sent by the server |",
    `| accept | not observed | No response. | [RFC 6455 §4.1](${reference.url}) |`,
    "The browser's message: `Unexpected response code: 400`",
    "#### 1\\. The proxy did not forward Upgrade",
    "Likely (`upgrade-not-forwarded`). nginx does not by default.",
    "**How to fix it:** Forward it.\n\nFor nginx:\n\n```nginx\nproxy_http_version 1.1;\n```",
    "- nginx 1.22.1: certain (from `Server: nginx/1.22.1`)",
    "### Response headers\n\n```http\n101 Switching Protocols\nUpgrade: websocket\n",
    "- Secrets: none were found",
  ])("with %j", (part) => {
    expect(markdown).toContain(part);
  });

  test("shows the snippets of what was recognized, and names the others", () => {
    const snippets = ["Cloudflare", "nginx", "Caddy", "Envoy"].map((name) => ({ for: name, code: `# ${name}` }));
    const { diagnosis } = explanation;
    const causes = diagnosis?.causes.map((cause) => ({ ...cause, fix: { text: "Forward it.", snippets } })) ?? [];
    const long = altered(explanation, { diagnosis: diagnosis && { ...diagnosis, causes } });
    const text = toMarkdown(buildReport([long], meta()));
    expect(text).toContain(
      "For nginx:\n\n```nginx\n# nginx\n```\n\nThe JSON report also has it for Cloudflare, Caddy, Envoy.",
    );
    expect(text).not.toContain("# Envoy");
    const unknown = toMarkdown(buildReport([altered(long, { intermediaries: [] })], meta()));
    expect(unknown).toContain("# Caddy\n```\n\nThe JSON report also has it for Envoy.");
    const ofPage = altered(long, {
      diagnosis: diagnosis && {
        ...diagnosis,
        causes: causes.map((cause) => ({
          ...cause,
          fix: { text: "Use it.", snippets: [{ for: "JavaScript", code: "// page" }, ...snippets] },
        })),
      },
    });
    expect(toMarkdown(buildReport([ofPage], meta()))).toMatch(
      /\/\/ page[\s\S]*# nginx\n```\n\nThe JSON report also has it/,
    );
    const terminal = toText(buildReport([long], meta()));
    expect(terminal).toContain(
      "  For nginx:\n    # nginx\n  The JSON report also has it for Cloudflare, Caddy, Envoy.",
    );
    expect(terminal).not.toContain("# Envoy");
  });

  test("says nothing of what is not known, and ends with one line feed", () => {
    expect(markdown).not.toMatch(/null|undefined|NaN|Close code/);
    expect(markdown).toMatch(/[^\n]\n$/);
  });

  test("says when secrets are in it", () => {
    expect(toMarkdown(buildReport([], meta(), { redact: false }))).toContain("- Secrets: **not masked**");
  });
});
