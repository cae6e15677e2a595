import { describe, expect, it } from "vitest";
import { safariCompression } from "../../src/knowledge/diagnoses/symptoms/safari-compression.ts";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import { reduced, told } from "../story.ts";

interface Asked {
  readonly url?: string;
  readonly status: string;
  /** Lines of the request besides those of every handshake. */
  readonly request?: readonly string[];
  readonly response?: readonly string[];
  readonly connection?: string;
}

/** Titles of the causes, with how likely each is, for one exchange as a tool wrote it down. */
function causesOf({ url = "https://app.example.com/live", status, ...more }: Asked): string[] {
  const { host, pathname, search } = new URL(url);
  const { request = ["Origin: https://app.example.com"], response = [], connection = "Upgrade" } = more;
  const text = [
    ...(url.startsWith("https:") ? ["* ALPN: server accepted http/1.1"] : []),
    `> GET ${pathname}${search} HTTP/1.1`,
    ...[`Host: ${host}`, "User-Agent: curl/8.5.0", `Connection: ${connection}`, "Upgrade: websocket"].map(
      (x) => `> ${x}`,
    ),
    "> Sec-WebSocket-Version: 13",
    "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...request.map((line) => `> ${line}`),
    "> ",
    `< HTTP/1.1 ${status}`,
    ...response.map((line) => `< ${line}`),
    "< ",
  ].join("\n");
  const [said] = explainReading(readText(text), 0);
  return (said?.diagnosis?.causes ?? []).map(({ likelihood, title }) => `${likelihood}: ${title}`);
}

describe("what a server answers", () => {
  it("gunicorn's error points to its worker, its 404 less", () => {
    const response = ["Server: gunicorn/21.2.0"];
    expect(causesOf({ status: "500 Internal Server Error", response })[0]).toMatch(/^likely: gunicorn/);
    expect(causesOf({ status: "404 Not Found", response }).join()).toContain("possible: gunicorn");
  });

  it("uvicorn's 403 is about a token only where one was sent", () => {
    const asked = { status: "403 Forbidden", response: ["Server: uvicorn"] };
    const url = "https://app.example.com/live?token=abc";
    expect(causesOf({ ...asked, url })[0]).toBe("likely: The application may have refused the token of this request");
    expect(causesOf(asked).join()).not.toContain("refused the token");
    expect(causesOf({ ...asked, url, response: ["Server: nginx"] }).join()).not.toContain("refused the token");
  });

  it("an Application Load Balancer's own 503 points to its targets, and is the only cause of that kind", () => {
    const titles = causesOf({ status: "503 Service Temporarily Unavailable", response: ["Server: awselb/2.0"] });
    expect(titles[0]).toBe("likely: The load balancer may have no target to send this request to");
    expect(titles.join()).not.toContain("application may not be running");
  });

  it("a list in Connection is suspected on this machine alone, where no proxy is in between", () => {
    const asked = { status: "400 Bad Request", connection: "keep-alive, Upgrade" };
    const suspicion = "possible: The server may compare `Connection` as a whole instead of word by word";
    for (const host of ["localhost:5000", "127.0.0.1:5000"]) {
      expect(causesOf({ ...asked, url: `http://${host}/echo` })[0]).toBe(suspicion);
      expect(causesOf({ ...asked, url: `http://${host}/echo`, connection: "Upgrade" })).not.toContain(suspicion);
    }
    expect(causesOf(asked)).not.toContain(suspicion);
  });

  it("two versions of Werkzeug are known to compare it as a whole", () => {
    const known = "likely: This version of Werkzeug may compare `Connection` as a whole";
    const asked = { status: "400 BAD REQUEST", connection: "keep-alive, Upgrade" };
    for (const version of ["2.0.0", "2.0.1"])
      expect(causesOf({ ...asked, response: [`Server: Werkzeug/${version} Python/3.9.5`] })[0]).toBe(known);
    expect(causesOf({ ...asked, response: ["Server: Werkzeug/2.0.2 Python/3.9.5"] })).not.toContain(known);
    const response = ["Server: Werkzeug/2.0.0 Python/3.9.5"];
    expect(causesOf({ ...asked, connection: "Upgrade", response })).not.toContain(known);
  });

  it("Django Channels is thought of by its words, where no Origin was sent", () => {
    const title = "possible: Django Channels may refuse a request that has no `Origin`";
    expect(causesOf({ status: "403 Access denied", request: [] })[0]).toBe(title);
    expect(causesOf({ status: "403 Forbidden", request: [] })).not.toContain(title);
    expect(causesOf({ status: "403 Access denied" })).not.toContain(title);
  });
});

describe("what an application answers", () => {
  it("OCPP wants a subprotocol, and is satisfied with one", () => {
    const asked = { status: "400 Bad Request", url: "https://csms.example.com/ocpp/BOX-1" };
    const title = /may have to offer its version of OCPP/;
    expect(causesOf(asked)[0]).toMatch(title);
    expect(causesOf({ ...asked, request: ["Sec-WebSocket-Protocol: ocpp1.6"] }).join()).not.toMatch(title);
  });

  it("Jupyter's 403 is about the login where there was neither login nor origin", () => {
    const asked = { status: "403 Forbidden", url: "https://hub.example.com/api/kernels/K/channels" };
    const title = "likely: Jupyter may not know who is connecting";
    expect(causesOf({ ...asked, request: [] })[0]).toBe(title);
    for (const request of [["Cookie: a=b"], ["Authorization: token T"], ["Origin: https://hub.example.com"]])
      expect(causesOf({ ...asked, request })).not.toContain(title);
    expect(causesOf({ ...asked, url: `${asked.url}?token=T`, request: [] })).not.toContain(title);
  });

  it("Proxmox' own words are certain, another 401 there is not", () => {
    const url = "https://pve.example.com:8006/api2/json/nodes/pve/qemu/1/vncwebsocket?port=5900&vncticket=T";
    expect(causesOf({ status: "401 No ticket", url })).toEqual(["certain: Proxmox VE got no ticket with this request"]);
    expect(causesOf({ status: "401 permission denied", url })[0]).toBe("likely: A login or a token may be missing");
  });

  it("Grafana may not take its own address for its own", () => {
    const url = "https://app.example.com/api/live/ws";
    const title = "The server may not accept connections from this page's origin";
    expect(causesOf({ status: "403 Forbidden", url })[0]).toBe(`likely: ${title}`);
    expect(causesOf({ status: "403 Forbidden" })[0]).toBe(`possible: ${title}`);
  });
});

describe("what platforms and proxies answer", () => {
  it("a private port is one of Codespaces", () => {
    const title = "likely: The forwarded port may be private";
    const url = "https://fluffy-space-8000.app.github.dev/_event";
    for (const status of ["401 Unauthorized", "302 Found", "403 Forbidden", "404 Not Found"])
      expect(causesOf({ status, url })).toContain(title);
    expect(causesOf({ status: "401 Unauthorized" })).not.toContain(title);
  });

  it("nobody is told to pass Host on where it must not be passed on", () => {
    const response = ["Via: 1.1 abc.cloudfront.net (CloudFront)", "X-Amz-Cf-Id: A", "x-amz-apigw-id: TA01EHd5IAMF84w="];
    const said = causesOf({ status: "403 Forbidden", response });
    expect(said[0]).toMatch(/^likely: CloudFront may forward the viewer's `Host`/);
    expect(said.join()).not.toContain("different `Host`");
    expect(causesOf({ status: "403 Forbidden", response: response.slice(0, 2) }).join()).toContain("different `Host`");
  });

  it("nginx proxy manager is not shown as OpenResty as well", () => {
    const response = ["Server: openresty", "X-Served-By: app.example.com"];
    expect(causesOf({ status: "404 Not Found", response })[0]).toMatch(/^likely: Nginx Proxy Manager/);
    expect(causesOf({ status: "404 Not Found", response: response.slice(0, 1) })[0]).toMatch(/^likely: OpenResty/);
  });
});

describe("plain connections", () => {
  it("are suspected of being read only where the same place opened over TLS", () => {
    const asked = { status: "200 OK", url: "http://app.example.com/live", response: ["Content-Type: text/html"] };
    expect(causesOf(asked).join()).not.toContain("Something on the way may read");
  });
});

describe("Safari's compression", () => {
  const safari = (version: string, device = "Macintosh; Intel Mac OS X 10_15_7") =>
    `Mozilla/5.0 (${device}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`;
  const inside = (os: string, rest = "Mobile/15E148") =>
    `Mozilla/5.0 (iPhone; CPU iPhone OS ${os} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ${rest}`;
  const agreed: Headers = [["Sec-WebSocket-Extensions", "permessage-deflate"]];
  const seen = (agent: string, headers = agreed) =>
    safariCompression(
      reduced([told.created({}), told.sent({ headers: [["User-Agent", agent]] }), told.answered({}, 101, headers)]),
    );

  it.each([
    [safari("15.0"), true],
    [safari("15.3.1"), true],
    [safari("15.4"), false],
    [safari("16.5"), false],
    [safari("17.2 Mobile/15E148", "iPhone; CPU iPhone OS 17_2 like Mac OS X"), false],
    [inside("15_0"), true],
    [inside("15_3_1", "CriOS/97.0.4692.84 Mobile/15E148 Safari/604.1"), true],
    [inside("15_4"), false],
  ])("%s: broken %s", (agent, isBroken) => {
    expect(seen(agent)?.isBroken).toBe(isBroken);
    expect(seen(agent, [])).toBeNull();
  });

  it.each([
    safari("14.1.2"),
    inside("14_8"),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/97.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
  ])("%s: nothing is known", (agent) => {
    expect(seen(agent)).toBeNull();
  });
});
