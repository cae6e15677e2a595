import { describe, expect, it } from "vitest";
import { explainReading, reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";

const reportOf = (text: string) => reportOfReading(readText(text), { version: "1.0.0", otherwise: 0 });

/** Status, address and end of each connection. */
const told = (text: string) =>
  readText(text).upgrades.map(({ response, url, ended }) => [response?.status ?? null, url, ended]);

describe("logs in the W3C's format", () => {
  const IIS = "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2026-11-29 10:00:00\n";

  it("are read in the order that their own line names", () => {
    const text = `${IIS}#Fields: date time cs-method cs-host cs-uri-stem s-port sc-status sc-substatus sc-win32-status
2026-11-29 10:00:00 GET app.example.com /hub 443 503 0 0
2026-11-29 10:00:01 GET app.example.com /index.html 443 200 0 0`;
    expect(told(text)).toEqual([[503, "wss://app.example.com/hub", null]]);
  });

  it("have a 101 written at the end where it took longer than any handshake", () => {
    const line = (milliseconds: number) =>
      `2026-11-29 10:00:00 10.0.0.4 GET /ws - 443 - 203.0.113.7 Mozilla/5.0 - 101 0 0 ${milliseconds}`;
    expect(told(line(60_012))).toEqual([[101, null, "closed"]]);
    expect(told(line(12))).toEqual([[101, null, null]]);
  });

  it("take a new order from each line that names one, and lose no line to a broken one", () => {
    const text = `#Fields: cs-uri-stem sc-status
/ws 502
this is no line of it
#Fields: sc-status cs-uri-stem
404 /cable`;
    expect(told(text).map(([status]) => status)).toEqual([502, 404]);
  });

  it("say clearly that nothing of a WebSocket is in them", () => {
    const text = `#Fields: date time cs-uri-stem sc-status\n2026-11-29 10:00:00 /index.html 200`;
    expect(() => readText(text)).toThrow("Nothing in this access log shows a WebSocket");
  });

  it("are known for CloudFront's by the tabs", () => {
    const line =
      "2026-11-29\t10:00:00\tFRA56-P4\t512\t203.0.113.7\tGET\td1.cloudfront.net\t/ws\t101\t-\tcurl/8.5.0\tid=1\t-\tMiss\tabc==\tapp.example.com\twss\t300\t61.001\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tMiss\tHTTP/1.1\t-\t-";
    expect(told(line)).toEqual([[101, "wss://app.example.com/ws?id=1", "closed"]]);
  });
});

describe("a load balancer's line", () => {
  const line = (type: string, address: string, statuses: string) =>
    `${type} 2026-11-29T10:00:00.000000Z app/web/50dc6c495c0c9188 203.0.113.7:40914 10.0.1.192:8010 0.001 0.003 0.000 ${statuses} 218 587 "GET ${address} HTTP/1.1" "-" - - arn:aws:elasticloadbalancing:us-east-2:000000000000:targetgroup/web/73e2d6bc24d8a067 "Root=1-58337364-23a8c76965a2ef7629b185e3" "-" "-" 1 2026-11-29T09:59:00.000000Z "forward" "-" "-" "10.0.1.192:8010" "101" "-" "-"`;

  it("is written when the WebSocket is over", () => {
    expect(told(line("ws", "http://10.0.0.30:80/", "101 101"))).toEqual([[101, "ws://10.0.0.30/", "closed"]]);
    expect(told(line("wss", "https://10.0.0.30:8443/", "101 101"))).toEqual([[101, "wss://10.0.0.30:8443/", "closed"]]);
  });

  it("has 460 for a client that had gone", () => {
    const [upgrade] = readText(line("https", "https://app.example.com:443/ws", "460 -")).upgrades;
    expect([upgrade?.response, upgrade?.error?.message]).toEqual([null, "460"]);
  });

  it("is no handshake because of the host's name", () => {
    expect(() => readText(line("https", "https://ws.example.com:443/", "200 200"))).toThrow(
      "Nothing in this access log",
    );
  });
});

describe("ordinary requests", () => {
  it.each([
    '203.0.113.7 - - [29/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"',
    '203.0.113.7 - - [29/Nov/2026:10:00:00 +0000] "GET /account HTTP/1.1" 302 0 "-" "Mozilla/5.0"',
    '203.0.113.7 - - [29/Nov/2026:10:00:00 +0000] "GET /app HTTP/1.1" 304 0 "-" "Mozilla/5.0"',
    'INFO:     203.0.113.7:50000 - "GET / HTTP/1.1" 200 OK',
  ])("are no refused upgrades: %s", (line) => {
    expect(() => readText(line)).toThrow("Nothing in this access log shows a WebSocket");
  });

  it("are looked at where they were refused, and nothing else is there", () => {
    const line = '203.0.113.7 - - [29/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 400 12 "-" "-"';
    expect(told(line)).toEqual([[400, null, null]]);
  });
});

describe("gin's line", () => {
  const line = (status: number, latency: string, path = '"/ws"') =>
    `[GIN] 2026/11/29 - 10:00:00 | ${status} | ${latency.padStart(13)} |     203.0.113.7 | GET      ${path}`;

  it("has the status of a refusal", () => expect(told(line(403, "145.12µs"))).toEqual([[403, null, null]]));
  it("has the path without quotation marks in old versions", () =>
    expect(told(line(502, "1.2ms", "/socket/websocket"))).toEqual([[502, null, null]]));
  it("has 200 for what was open for long", () => expect(told(line(200, "1m30.5s"))).toEqual([[101, null, "closed"]]));
  it.each([line(200, "145.12µs"), line(200, "1m30.5s", '"/api/report"')])(
    "does not tell an open one from an ordinary response: %s",
    (text) => {
      expect(() => readText(text)).toThrow("gin logs 200 for a WebSocket that was open as for an ordinary response");
    },
  );
});

describe("Phoenix' line", () => {
  it("tells of one that was accepted", () => {
    expect(told("[info] CONNECTED TO Phoenix.LiveView.Socket in 12µs\n  Transport: :websocket")).toEqual([
      [101, null, null],
    ]);
  });
  it("is not of a long poll", () => {
    const text = "[info] CONNECTED TO MyAppWeb.UserSocket in 12µs\n  Transport: :longpoll";
    expect(() => readText(text)).toThrow();
  });
});

describe("Caddy's line about a response that broke off", () => {
  it.each([
    '{"level":"error","ts":1673050289.45,"logger":"http.handlers.reverse_proxy","msg":"aborting with incomplete response","error":"reading: context canceled"}',
    '2026/11/29 23:59:59.123\tERROR\thttp.handlers.reverse_proxy\taborting with incomplete response\t{"error": "context canceled"}',
  ])("is refused with what to paste: %s", (text) => {
    expect(() => readText(text)).toThrow("not about a WebSocket that was open");
  });
});

describe("a log of many lines", () => {
  const line = (words: string, path: string) =>
    `2026/11/30 15:29:11 [error] 123#123: *41 ${words}, client: 10.0.0.1, server: app.example.com, request: "GET ${path} HTTP/1.1", upstream: "http://127.0.0.1:3000${path}", host: "app.example.com"`;
  const down = (path: string) => line("connect() failed (111: Connection refused) while connecting to upstream", path);
  const ended = (path: string) =>
    line("upstream timed out (110: Connection timed out) while proxying upgraded connection", path);
  const field = (path: string, status: number) => `2026-11-29 10:00:00 GET app.example.com ${path} 443 ${status}`;
  const FIELDS = "#Fields: date time cs-method cs-host cs-uri-stem s-port sc-status";

  it("is listed whole where nothing in it shows a handshake, and says so", () => {
    const { upgrades, lost } = readText(["/live1", "/live2", "/live3", "/live4"].map(down).join("\n"));
    expect(upgrades.map(({ url, response }) => [url, response?.status])).toEqual(
      [1, 2, 3, 4].map((number) => [`ws://app.example.com/live${number}`, 502]),
    );
    expect(lost).toEqual([
      expect.stringContaining("Nothing in these lines of a log shows that they are about handshakes"),
    ]);
  });

  it("says how many lines it leaves out beside handshakes, why, and what to do", () => {
    const { upgrades, lost } = readText([ended("/ws"), down("/a"), down("/b"), ended("/ws")].join("\n"));
    expect(upgrades.length).toBe(2);
    expect(lost).toEqual([
      "2 other lines of the log are about requests that were refused or failed. They were left out, since nothing shows that they were handshakes. If one of them was, paste that line alone.",
    ]);
    expect(readText([ended("/ws"), down("/a"), ended("/ws"), ended("/ws")].join("\n")).lost[0]).toMatch(
      /^1 other line /,
    );
  });

  it("takes a path for that of a WebSocket where another line shows it to be one", () => {
    const { upgrades, lost } = readText([ended("/quiet?a=1"), down("/quiet"), down("/a"), ended("/quiet")].join("\n"));
    expect(upgrades.map(({ response }) => response?.status)).toEqual([101, 502, 101]);
    expect(lost.length).toBe(1);
  });

  it("is refused with what to paste where too many lines could be it", () => {
    const lines = Array.from({ length: 21 }, (_, at) => down(`/page${at}`));
    expect(() => readText(lines.join("\n"))).toThrow("Paste the line of the handshake alone");
  });

  it("is so too in Traefik's JSON, which has no headers", () => {
    const entry = (path: string, status: number) =>
      JSON.stringify({
        RequestMethod: "GET",
        RequestHost: "app.example.com",
        RequestPath: path,
        RequestScheme: "https",
        DownstreamStatus: status,
      });
    const all = ["/a", "/b", "/c", "/d"].map((path) => entry(path, 502));
    expect(readText(all.join("\n")).upgrades.length).toBe(4);
    const { upgrades, lost } = readText([...all, entry("/ws", 502), entry("/e", 200)].join("\n"));
    expect([upgrades.length, lost[0]]).toEqual([1, expect.stringMatching(/^4 other lines /)]);
  });

  it("is so too in the W3C's format", () => {
    const all = [field("/a", 502), field("/b", 502), field("/c", 502), field("/d", 404)];
    expect(readText([FIELDS, ...all].join("\n")).upgrades.length).toBe(4);
    const { upgrades, lost } = readText([FIELDS, ...all, field("/hub", 101)].join("\n"));
    expect([upgrades.length, lost[0]]).toEqual([1, expect.stringMatching(/^4 other lines /)]);
  });
});

describe("a line that names the path and no host", () => {
  const line = (path: string, status: number) =>
    `127.0.0.1 - - [30/Nov/2026:15:40:02 +0000] "GET ${path} HTTP/1.1" ${status} 16 "-" "curl/8.5.0"`;

  it("keeps the path, without its query, and no address is made up", () => {
    const [upgrade] = readText(line("/plain/live?token=s3cret", 426)).upgrades;
    expect([upgrade?.url, upgrade?.path]).toEqual([null, "/plain/live"]);
  });

  it("has it in sentences, evidence and snippets", () => {
    const [said] = explainReading(readText(line("/plain/live", 404)), 0);
    expect(said?.diagnosis?.summary).toBe("The response was 404 Not Found for `/plain/live`.");
    const [first] = said?.diagnosis?.causes ?? [];
    expect([first?.id, first?.evidence[0]]).toEqual(["wrong-path", "path /plain/live"]);
    const snippets = said?.diagnosis?.causes.flatMap(({ fix }) => fix?.snippets ?? []) ?? [];
    expect(snippets.find(({ for: name }) => name === "nginx")?.code).toContain("location /plain/live {");
    expect(snippets.find(({ for: name }) => name === "curl")?.code).toContain('"https://HOST/plain/live"');
    expect(JSON.stringify(snippets)).not.toMatch(/host\.invalid/);
  });

  it("has nginx's whole location for a 426", () => {
    const [said] = explainReading(readText(line("/plain/live", 426)), 0);
    const nginx = said?.diagnosis?.causes[0]?.fix?.snippets.find(({ for: name }) => name === "nginx");
    expect(nginx?.code).toMatch(/location \/plain\/live \{[\s\S]*proxy_set_header Upgrade/);
  });

  it("is in the report, masked as a URL is, and read back from it", () => {
    const token = "Zx9Qw7Lk2Vb4Nm8Tr6Yp1Hs3Jd5Fg0Ac";
    const masked = reportOf(line(`/plain/live/${token}`, 404));
    expect(JSON.stringify(masked)).not.toContain(token);
    expect(masked.connections[0]?.observed?.requestPath).toMatch(/^\/plain\/live\//);
    const [again] = readText(JSON.stringify(reportOf(line("/plain/live", 404)))).upgrades;
    expect(again?.path).toBe("/plain/live");
  });
});
