import { describe, expect, it } from "vitest";
import { readText } from "../../../src/sources/recognize.ts";

/** Of the first connection: who asked, status, version and headers of the response, and names of the request's headers. */
function first(text: string) {
  const [upgrade] = readText(text).upgrades;
  return {
    client: upgrade?.client,
    status: upgrade?.response?.status,
    version: upgrade?.response?.httpVersion,
    response: upgrade?.response?.headers,
    request: upgrade?.request?.headers?.map(([name]) => name),
    url: upgrade?.url,
  };
}

describe("Go", () => {
  const headers = [
    ["Connection", "keep-alive"],
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Set-Cookie", "a=1 b=2"],
  ];
  const map = "map[Connection:[keep-alive] Content-Type:[text/plain; charset=utf-8] Set-Cookie:[a=1 b=2]]";

  it.each([
    ["%v", `&{403 Forbidden 403 HTTP/1.1 1 1 ${map} 0xc0000a4040 12 [] false false map[] 0xc0000b2000 <nil>}`],
    [
      "%+v",
      `&{Status:403 Forbidden StatusCode:403 Proto:HTTP/1.1 ProtoMajor:1 ProtoMinor:1 Header:${map} Body:0xc0000a4040 ContentLength:12 TransferEncoding:[] Close:false Uncompressed:false Trailer:map[] Request:0xc0000b2000 TLS:<nil>}`,
    ],
    [
      "%#v",
      '&http.Response{Status:"403 Forbidden", StatusCode:403, Proto:"HTTP/1.1", ProtoMajor:1, ProtoMinor:1, Header:http.Header{"Connection":[]string{"keep-alive"}, "Content-Type":[]string{"text/plain; charset=utf-8"}, "Set-Cookie":[]string{"a=1 b=2"}}, Body:(*http.body)(0xc0000a4040), ContentLength:12}',
    ],
  ])("prints a response with %s", (_, value) => {
    expect(first(`resp: ${value}`)).toMatchObject({ client: "Go", status: 403, version: "1.1", response: headers });
    expect(first(`dial: websocket: bad handshake ${value}`).client).toBe("gorilla/websocket");
  });

  it("prints the version of HTTP", () => {
    const value =
      "&{200 OK 200 HTTP/2.0 2 0 map[Server:[nginx]] 0xc0000a4040 -1 [] false true map[] 0xc0000b2000 <nil>}";
    expect(first(value)).toMatchObject({ status: 200, version: "2", response: [["Server", "nginx"]] });
  });

  it("prints a request's headers with each of its values", () => {
    const value =
      'http.Header{"Connection":[]string{"Upgrade"}, "Sec-Websocket-Key":[]string{"dGhlIHNhbXBsZSBub25jZQ=="}, "Upgrade":[]string{"websocket"}, "Via":[]string{"1.1 a", "1.1 b"}}';
    expect(first(value)).toMatchObject({ request: ["Connection", "Sec-Websocket-Key", "Upgrade", "Via", "Via"] });
  });
});

describe("Python", () => {
  it("prints a response in brackets", () => {
    expect(first("<Response [403]>")).toMatchObject({ client: "python-requests", status: 403, response: [] });
    expect(first(">>> <Response [502 Bad Gateway]>")).toMatchObject({ status: 502 });
  });

  it("prints status, headers and body in its interpreter", () => {
    const text = [
      ">>> r = requests.get('https://app.example.com/live', headers={'Upgrade': 'websocket', 'Connection': 'Upgrade'})",
      ">>> r.status_code",
      "403",
      ">>> r.headers",
      "{'Server': 'nginx', 'Content-Type': 'text/plain'}",
      ">>> r.text",
      '\'{"error":"bad origin"}\\n\'',
    ].join("\n");
    expect(first(text)).toMatchObject({
      status: 403,
      response: [
        ["Server", "nginx"],
        ["Content-Type", "text/plain"],
      ],
      request: ["Upgrade", "Connection"],
      url: "wss://app.example.com/live",
    });
    expect(readText(text).upgrades[0]?.response?.body).toContain("bad origin");
  });

  it("prints what aiohttp has", () => {
    const text =
      "<ClientResponse(https://app.example.com/ws) [403 Forbidden]>\n<CIMultiDictProxy('Server': 'nginx', 'Content-Length': '9')>";
    expect(first(text)).toMatchObject({ status: 403 });
  });

  it("does not tell from headers alone what came of it", () => {
    expect(() => readText("{'Server': 'nginx', 'Connection': 'keep-alive'}")).toThrow("without its status");
  });
});

describe("JavaScript", () => {
  it("prints the headers of a refusal and of a request", () => {
    const refused =
      "unexpected-response 401 {\n  server: 'nginx',\n  'www-authenticate': 'Basic realm=\"Restricted\"'\n}";
    expect(first(refused)).toMatchObject({
      status: 401,
      response: [
        ["server", "nginx"],
        ["www-authenticate", 'Basic realm="Restricted"'],
      ],
    });
    const asked =
      "{\n  host: 'app.example.com',\n  'sec-websocket-version': '13',\n  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ=='\n}";
    expect(first(asked)).toMatchObject({
      status: undefined,
      request: ["host", "sec-websocket-version", "sec-websocket-key"],
    });
    expect(first('{"host":"app.example.com","sec-websocket-key":"dGhlIHNhbXBsZSBub25jZQ=="}').request).toHaveLength(2);
  });

  it.each(['{"server":"a","port":1}', "{ retries: 3, status: 200 }", '{"upgrade":"now"}', "map[a:[b] c:[d]]"])(
    "prints other objects: %s",
    (text) => expect(() => readText(text)).toThrow(),
  );
});

describe("PowerShell", () => {
  const COMMAND =
    'PS C:\\> Invoke-WebRequest -Uri https://app.example.com/live -Headers @{ "Upgrade"="websocket"; "Sec-WebSocket-Version"="13" }\n';

  it.each([
    ["5.1", "Invoke-WebRequest : The remote server returned an error: (403) Forbidden."],
    ["7", "Invoke-WebRequest: Response status code does not indicate success: 403 (Forbidden)."],
  ])("prints an error record in version %s", (_, record) => {
    expect(first(`${COMMAND}${record}\nAt line:1 char:1`)).toMatchObject({
      client: "PowerShell",
      status: 403,
      request: ["Upgrade", "Sec-WebSocket-Version"],
      url: "wss://app.example.com/live",
    });
    expect(first(record)).toMatchObject({ client: "PowerShell", status: 403, url: null });
  });

  it("prints a response as a list", () => {
    const list = [
      "StatusCode        : 200",
      "StatusDescription : OK",
      "RawContent        : HTTP/1.1 200 OK",
      "                    Connection: keep-alive",
      "                    Server: nginx",
      "",
      "                    <!doctype html><html></html>",
      "Forms             : {}",
    ].join("\n");
    expect(first(COMMAND + list)).toMatchObject({
      status: 200,
      response: [
        ["Connection", "keep-alive"],
        ["Server", "nginx"],
      ],
    });
    expect(() => readText(`PS C:\\> Invoke-WebRequest https://app.example.com/live\n${list}`)).toThrow(
      "Invoke-WebRequest made an ordinary request here",
    );
  });

  it("has curl as a name of its own", () => {
    const text = `PS C:\\> curl -i -H "Upgrade: websocket" http://app.example.com/live
Invoke-WebRequest : Cannot bind parameter 'Headers'. Cannot convert the "Upgrade: websocket" value of type "System.String".`;
    expect(() => readText(text)).toThrow("Use `curl.exe`");
  });
});
