import { describe, expect, it } from "vitest";
import { limitWords } from "../../src/knowledge/diagnoses/symptoms/idle-limit.ts";
import type { Confidence, Intermediary, Purpose } from "../../src/knowledge/intermediaries/intermediary.ts";
import { intermediaries } from "../../src/knowledge/intermediaries/registry.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import type { Header } from "../../src/upgrade/http/headers.ts";
import { altered } from "../story.ts";

const PURPOSES: readonly Purpose[] = [
  "forward-upgrade",
  "forward-host",
  "keep-path",
  "longer-timeout",
  "sticky-sessions",
];

const HOSTILE_PATHS = [
  "/a;return 200 x",
  "/a;return%20200",
  "/a}evil",
  "/a{evil",
  "/$evil",
  '/"evil"',
  "/'evil'",
  "/`evil`",
  "/evil\nx",
  "/evil#",
  "/(evil)",
  "/evil*",
  "/evil\\",
  "/\u202eevil",
];

function product(id: string): Intermediary {
  const found = intermediaries.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`${id} is not in the registry`);
  return found;
}

interface SnippetOptions {
  readonly version?: string | null;
  readonly url?: string;
}

function snippet(id: string, purpose: Purpose, options: SnippetOptions = {}): string | null {
  const address = addressOf(options.url ?? "wss://example.com/live");
  if (address === null) throw new Error("not a URL");
  return product(id).snippets[purpose]?.({ address, version: options.version ?? null }) ?? null;
}

/** The lines without indentation and comments. */
function lines(code: string | null): string[] {
  return (code ?? "").split("\n").map((line) => line.replace(/\s+(#|\/\/).*$/, "").trim());
}

interface Recognized {
  readonly confidence: Confidence;
  readonly version?: string | null;
  readonly evidence?: readonly string[];
}

function recognizes(id: string, headers: readonly Header[], expected: Recognized): void {
  it(`is ${expected.confidence} by ${headers.map(([name]) => name).join(" + ")}: ${headers[0]?.[1].slice(0, 30)}`, () => {
    expect(product(id).recognize(headers)).toEqual({
      confidence: expected.confidence,
      version: expected.version ?? null,
      headers: expected.evidence ?? headers.map(([name, value]) => `${name}: ${value}`),
    });
  });
}

function ignores(id: string, ...decoys: readonly Header[]): void {
  it.each(decoys.map((decoy) => [decoy] as const))("is not recognized by %j", (decoy) => {
    expect(product(id).recognize([decoy])).toBeNull();
  });
}

function leavesNoMark(id: string): void {
  it("is never recognized: it leaves no mark of its own", () => {
    expect(
      product(id).recognize([
        ["Server", id],
        ["Via", `1.1 ${id}`],
        ["X-Powered-By", id],
      ]),
    ).toBeNull();
  });
}

describe("nginx", () => {
  recognizes("nginx", [["Server", "nginx/1.22.1"]], { confidence: "certain", version: "1.22.1" });
  recognizes("nginx", [["server", "nginx"]], { confidence: "certain" });
  recognizes("nginx", [["Server", "nginx/1.18.0 (Ubuntu)"]], { confidence: "certain", version: "1.18.0" });
  ignores(
    "nginx",
    ["Server", "my-nginx-like"],
    ["Server", "nginx-like/1.0"],
    ["Server", "cloudflare-nginx"],
    ["Server", "openresty/1.21.4.1"],
    ["X-Note", "nginx"],
    ["X-Powered-By", "nginx/1.22.1"],
    ["Connection", "upgrade"],
    ["Server", ""],
  );
  it("takes no version that is none", () => {
    expect(product("nginx").recognize([["Server", "nginx/latest"]])?.version).toBeNull();
    expect(product("nginx").recognize([["Server", 'nginx/1;"{}']])?.version).toBeNull();
  });

  it("passes both headers on, in the user's location", () => {
    const code = lines(snippet("nginx", "forward-upgrade", { version: "1.22.1" }));
    expect(code).toContain("location /live {");
    expect(code).toContain("proxy_set_header Upgrade $http_upgrade;");
    expect(code).toContain("proxy_set_header Connection $connection_upgrade;");
    expect(code).toContain("map $http_upgrade $connection_upgrade {");
    expect(code.indexOf("map $http_upgrade $connection_upgrade {")).toBeLessThan(code.indexOf("location /live {"));
  });
  it.each([
    ["1.22.1", true],
    ["1.29.6", true],
    ["1.29.7", false],
    ["1.29.10", false],
    ["1.31.5", false],
    ["2.0", false],
    [null, true],
  ])("asks for HTTP/1.1 where version %s needs it: %s", (version, asked) => {
    expect(lines(snippet("nginx", "forward-upgrade", { version })).includes("proxy_http_version 1.1;")).toBe(asked);
  });
  it("keeps the port in Host where there is one", () => {
    expect(lines(snippet("nginx", "forward-host"))).toContain("proxy_set_header Host $host;");
    expect(lines(snippet("nginx", "forward-host", { url: "wss://example.com:8443/live" }))).toContain(
      "proxy_set_header Host $http_host;",
    );
  });
  it("lets the backend be silent for an hour", () => {
    expect(lines(snippet("nginx", "longer-timeout"))).toContain("proxy_read_timeout 1h;");
  });
  it("keeps a client with its server", () => {
    expect(lines(snippet("nginx", "sticky-sessions"))).toContain("ip_hash;");
  });
  it("leaves a percent-encoded path out: nginx compares the decoded one", () => {
    expect(lines(snippet("nginx", "forward-upgrade", { url: "wss://example.com/a%20b" }))).toContain(
      "location /PATH {",
    );
  });
});

describe("openresty", () => {
  recognizes("openresty", [["Server", "openresty/1.21.4.1"]], { confidence: "likely", version: "1.21.4.1" });
  ignores("openresty", ["Server", "openresty-edge"], ["Server", "nginx"], ["X-Note", "openresty"]);
  it("does not mistake its own version for nginx's", () => {
    expect(lines(snippet("openresty", "forward-upgrade", { version: "1.31.1.1" }))).toContain(
      "proxy_http_version 1.1;",
    );
  });
});

describe("tengine", () => {
  recognizes("tengine", [["Server", "Tengine/3.1.0"]], { confidence: "likely", version: "3.1.0" });
  ignores("tengine", ["Server", "TengineX"], ["X-Note", "Tengine"]);
  it("does not mistake its own version for nginx's", () => {
    expect(lines(snippet("tengine", "forward-upgrade", { version: "3.1.0" }))).toContain("proxy_http_version 1.1;");
  });
});

describe("ingress-nginx", () => {
  leavesNoMark("ingress-nginx");
  it("needs nothing for the upgrade, and annotations for the rest", () => {
    expect(snippet("ingress-nginx", "forward-upgrade")).toBeNull();
    expect(snippet("ingress-nginx", "longer-timeout")).toContain('ingress.kubernetes.io/proxy-read-timeout: "3600"');
    expect(snippet("ingress-nginx", "sticky-sessions")).toContain("nginx.ingress.kubernetes.io/affinity: cookie");
  });
});

describe("cloudflare", () => {
  recognizes(
    "cloudflare",
    [
      ["Server", "cloudflare"],
      ["CF-RAY", "8c1f2a3b4c5d6e7f-LHR"],
    ],
    { confidence: "certain" },
  );
  recognizes("cloudflare", [["Server", "cloudflare"]], { confidence: "likely" });
  recognizes("cloudflare", [["cf-ray", "8c1f2a3b4c5d6e7f-LHR"]], { confidence: "likely" });
  ignores(
    "cloudflare",
    ["X-Note", "cloudflare"],
    ["Server", "not-cloudflare"],
    ["CF-Ray", "mine"],
    ["cf-cache-status", "HIT"],
  );
  it("says of its 100 s that users report them", () => {
    expect(product("cloudflare").timeouts[0]?.name).toMatch(/reported .*not documented/);
  });
  it("is switched on by the API or in the dashboard", () => {
    expect(snippet("cloudflare", "forward-upgrade")).toContain("/settings/websockets");
    expect(snippet("cloudflare", "forward-upgrade")).toContain(`'{"value":"on"}'`);
  });
});

describe("apache", () => {
  recognizes("apache", [["Server", "Apache/2.4.57 (Debian)"]], { confidence: "likely", version: "2.4.57" });
  recognizes("apache", [["Server", "Apache"]], { confidence: "likely" });
  ignores(
    "apache",
    ["Server", "Apache-Coyote/1.1"],
    ["Server", "Apache Tomcat/9"],
    ["Server", "Apache TomEE"],
    ["X-Note", "Apache"],
  );
  it.each(["2.4.47", "2.4.62", "2.5.1"])("passes the upgrade on by ProxyPass in %s", (version) => {
    const code = lines(snippet("apache", "forward-upgrade", { version }));
    expect(code).toContain('ProxyPass "/live" "http://127.0.0.1:PORT/live" upgrade=websocket');
    expect(code.join("\n")).not.toContain("RewriteRule");
  });
  it.each(["2.4.46", "2.4.6", null])("passes the upgrade on by RewriteRule in %s", (version) => {
    const code = lines(snippet("apache", "forward-upgrade", { version, url: "wss://example.com/v1.2/live" }));
    expect(code).toContain("RewriteCond %{HTTP:Upgrade} websocket [NC]");
    expect(code).toContain('RewriteRule "^(/v1\\.2/live.*)$" "ws://127.0.0.1:PORT$1" [P,L]');
    expect(code.join("\n")).not.toMatch(/^ProxyPass/m);
  });
  it("says to those with an unknown version that there is a shorter way", () => {
    expect(snippet("apache", "forward-upgrade")).toContain("2.4.47");
    expect(snippet("apache", "forward-upgrade", { version: "2.4.46" })).not.toContain("2.4.47");
  });
  it("passes Host on, waits longer, and keeps a client with its server", () => {
    expect(lines(snippet("apache", "forward-host"))).toContain("ProxyPreserveHost On");
    expect(lines(snippet("apache", "longer-timeout"))).toContain("ProxyTimeout 3600");
    expect(lines(snippet("apache", "sticky-sessions"))).toContain("ProxySet stickysession=ROUTEID");
  });
});

describe("haproxy", () => {
  leavesNoMark("haproxy");
  it("needs nothing for the upgrade, and directives for the rest", () => {
    expect(snippet("haproxy", "forward-upgrade")).toBeNull();
    expect(lines(snippet("haproxy", "longer-timeout"))).toContain("timeout tunnel 1h");
    expect(lines(snippet("haproxy", "sticky-sessions"))).toContain("cookie SRV insert indirect nocache");
  });
});

describe("caddy", () => {
  recognizes("caddy", [["Server", "Caddy"]], { confidence: "certain" });
  recognizes("caddy", [["Via", "1.1 Caddy"]], { confidence: "certain" });
  ignores("caddy", ["Server", "caddyshack"], ["Via", "1.1 Caddy.example.com"], ["X-Note", "Caddy"]);
  it("needs nothing for the upgrade, and a policy to keep a client with its server", () => {
    expect(snippet("caddy", "forward-upgrade")).toBeNull();
    const code = lines(snippet("caddy", "sticky-sessions", { url: "wss://example.com:8443/live" }));
    expect(code).toContain("example.com:8443 {");
    expect(code).toContain("reverse_proxy /live* 127.0.0.1:PORT1 127.0.0.1:PORT2 {");
    expect(code).toContain("lb_policy cookie");
  });
});

describe("envoy", () => {
  recognizes("envoy", [["server", "envoy"]], { confidence: "certain" });
  recognizes("envoy", [["x-envoy-upstream-service-time", "12"]], { confidence: "likely" });
  ignores("envoy", ["server", "istio-envoy"], ["server", "envoyish"], ["x-envoy-upstream-service-time", "soon"]);
  it("names the upgrade and the idle limit", () => {
    expect(lines(snippet("envoy", "forward-upgrade"))).toContain("- upgrade_type: websocket");
    expect(snippet("envoy", "forward-upgrade")).toContain("/live");
    expect(lines(snippet("envoy", "longer-timeout"))).toContain("stream_idle_timeout: 3600s");
  });
});

describe("aws-alb", () => {
  recognizes("aws-alb", [["Server", "awselb/2.0"]], { confidence: "likely", version: "2.0" });
  recognizes("aws-alb", [["Set-Cookie", "AWSALB=s3cret; Path=/"]], {
    confidence: "likely",
    evidence: ["Set-Cookie: AWSALB=…"],
  });
  ignores(
    "aws-alb",
    ["Set-Cookie", "sid=AWSALB"],
    ["Set-Cookie", "MYAWSALB=1"],
    ["Set-Cookie", "AWSALB"],
    ["X-Note", "awselb"],
  );
  it("finds its cookie among several", () => {
    const headers: readonly Header[] = [["set-cookie", "sid=s3cret; HttpOnly\nAWSALBCORS=s3cret; Secure"]];
    expect(product("aws-alb").recognize(headers)?.headers).toEqual(["set-cookie: AWSALBCORS=…"]);
  });
  it("needs nothing for the upgrade, and attributes for the rest", () => {
    expect(snippet("aws-alb", "forward-upgrade")).toBeNull();
    expect(snippet("aws-alb", "longer-timeout")).toContain("Key=idle_timeout.timeout_seconds,Value=3600");
    expect(snippet("aws-alb", "sticky-sessions")).toContain("Key=stickiness.enabled,Value=true");
  });
});

describe("cloudfront", () => {
  recognizes("cloudfront", [["Via", "1.1 53af2b28467538a2cf4d1a59d3a8b864.cloudfront.net (CloudFront)"]], {
    confidence: "certain",
  });
  recognizes("cloudfront", [["x-amz-cf-id", "t57Mpu22CNMyoa7bLDiOZ"]], { confidence: "likely" });
  recognizes("cloudfront", [["X-Cache", "Error from cloudfront"]], { confidence: "likely" });
  ignores(
    "cloudfront",
    ["Via", "1.1 cloudfront"],
    ["Via", "1.1 evil.example (CloudFront)"],
    ["X-Cache", "HIT"],
    ["x-amz-cf-pop", "JFK50"],
  );
  it("is found behind another hop", () => {
    const via = "1.1 vegur, 1.1 0ab1.cloudfront.net (CloudFront)";
    expect(product("cloudfront").recognize([["via", via]])).toMatchObject({
      confidence: "certain",
      headers: [`via: ${via}`],
    });
  });
  it.each(["forward-upgrade", "forward-host"] as const)("sends all headers on for %s", (purpose) => {
    const code = lines(snippet("cloudfront", purpose));
    expect(code).toContain("PathPattern: /live");
    expect(code).toContain("OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3");
  });
});

describe("fastly", () => {
  recognizes("fastly", [["x-fastly-request-id", "abc"]], { confidence: "likely" });
  recognizes("fastly", [["X-Served-By", "cache-lhr7321-LHR"]], { confidence: "possible" });
  ignores("fastly", ["Via", "1.1 varnish"], ["X-Served-By", "web-3"], ["X-Note", "fastly"]);
  it("hands the request off in VCL", () => {
    expect(lines(snippet("fastly", "forward-upgrade"))).toContain("return (upgrade);");
  });
});

describe("akamai", () => {
  recognizes("akamai", [["Server", "AkamaiGHost"]], { confidence: "likely" });
  recognizes("akamai", [["X-Akamai-Transformed", "9 - 0 pmb=mRUM,1"]], { confidence: "likely" });
  recognizes("akamai", [["Set-Cookie", "bm_sz=s3cret"]], { confidence: "likely", evidence: ["Set-Cookie: bm_sz=…"] });
  ignores("akamai", ["Server", "AkamaiGHostLike"], ["Set-Cookie", "my_bm_sz=1"], ["X-Note", "akamai"]);
  it("adds the behavior", () => {
    expect(snippet("akamai", "forward-upgrade")).toContain('{ "name": "webSockets", "options": { "enabled": true } }');
  });
});

describe("azure-front-door", () => {
  recognizes("azure-front-door", [["x-azure-ref", "20260101T000000Z-abc"]], { confidence: "likely" });
  ignores("azure-front-door", ["x-azure-ref", ""], ["X-Note", "x-azure-ref"]);
  it("switches caching off on the route", () => {
    expect(snippet("azure-front-door", "forward-upgrade")).toContain("--enable-caching false");
    expect(snippet("azure-front-door", "forward-upgrade")).toContain("/live");
  });
});

describe("azure-app-service", () => {
  recognizes("azure-app-service", [["Set-Cookie", "TiPMix=12.3"]], {
    confidence: "likely",
    evidence: ["Set-Cookie: TiPMix=…"],
  });
  recognizes("azure-app-service", [["Set-Cookie", "ARRAffinity=s3cret;Path=/"]], {
    confidence: "possible",
    evidence: ["Set-Cookie: ARRAffinity=…"],
  });
  ignores("azure-app-service", ["Set-Cookie", "NotARRAffinity=1"], ["X-Note", "ARRAffinity"]);
  it("switches WebSockets and affinity on", () => {
    expect(snippet("azure-app-service", "forward-upgrade")).toContain("--web-sockets-enabled true");
    expect(snippet("azure-app-service", "sticky-sessions")).toContain("--client-affinity-enabled true");
  });
});

describe("imperva", () => {
  recognizes("imperva", [["X-CDN", "Imperva"]], { confidence: "likely" });
  recognizes("imperva", [["X-Iinfo", "1-2-3 NNNN"]], { confidence: "likely" });
  recognizes("imperva", [["Set-Cookie", "visid_incap_123=s3cret"]], {
    confidence: "likely",
    evidence: ["Set-Cookie: visid_incap_123=…"],
  });
  ignores("imperva", ["X-CDN", "Imperva-like"], ["X-CDN", "other"], ["Set-Cookie", "incap=1"]);
});

describe("sucuri", () => {
  recognizes("sucuri", [["X-Sucuri-ID", "11005"]], { confidence: "likely" });
  ignores("sucuri", ["X-Note", "Sucuri"], ["X-Sucuri", "11005"]);
});

describe("barracuda", () => {
  recognizes("barracuda", [["Set-Cookie", "barra_counter_session=1"]], {
    confidence: "likely",
    evidence: ["Set-Cookie: barra_counter_session=…"],
  });
  ignores("barracuda", ["Set-Cookie", "barra_counter=1"], ["X-Note", "barra_counter_session"]);
});

describe("zscaler", () => {
  recognizes("zscaler", [["Server", "Zscaler/6.2"]], { confidence: "likely", version: "6.2" });
  ignores("zscaler", ["Server", "zscaler-like"], ["X-Note", "Zscaler"]);
});

describe("vercel", () => {
  recognizes(
    "vercel",
    [
      ["Server", "Vercel"],
      ["X-Vercel-Id", "lhr1::abc"],
    ],
    { confidence: "likely" },
  );
  recognizes("vercel", [["x-vercel-id", "lhr1::abc"]], { confidence: "likely" });
  ignores("vercel", ["Server", "Vercelish"], ["X-Note", "Vercel"]);
  it("is not said to be unable to serve WebSockets", () => {
    expect(product("vercel").behavior).toMatch(/serves WebSockets/);
  });
});

describe("netlify", () => {
  recognizes("netlify", [["Server", "Netlify"]], { confidence: "likely" });
  recognizes("netlify", [["x-nf-request-id", "01ABC"]], { confidence: "likely" });
  ignores("netlify", ["Server", "Netlify-like"], ["X-Note", "Netlify"]);
  it("says whose word it is that WebSockets do not pass", () => {
    expect(product("netlify").behavior).toContain("Users report");
  });
});

describe("heroku", () => {
  recognizes("heroku", [["Via", "1.1 vegur"]], { confidence: "likely" });
  ignores("heroku", ["Via", "1.1 vegur.example.com"], ["Server", "Heroku"], ["X-Note", "vegur"]);
  it("pings more often than the window is long, and keeps a client with its dyno", () => {
    expect(snippet("heroku", "longer-timeout")).toContain("socket.ping()");
    expect(snippet("heroku", "sticky-sessions")).toContain("heroku features:enable http-session-affinity");
  });
});

describe("fly", () => {
  recognizes("fly", [["Server", "Fly/0a1b2c3 (2026-08-07)"]], { confidence: "certain" });
  recognizes("fly", [["via", "2 fly.io"]], { confidence: "certain" });
  recognizes("fly", [["fly-request-id", "01ABC-lhr"]], { confidence: "likely" });
  ignores("fly", ["Server", "Flyer/1.0"], ["Via", "1.1 notfly.io"], ["X-Note", "Fly"]);
  it("raises the idle limit", () => {
    expect(lines(snippet("fly", "longer-timeout"))).toEqual([
      "# fly.toml; in seconds",
      "[http_service.http_options]",
      "idle_timeout = 600",
    ]);
  });
});

describe("render", () => {
  recognizes("render", [["x-render-origin-server", "Render"]], { confidence: "likely" });
  ignores("render", ["rndr-id", "abc"], ["Server", "Render"]);
});

describe("railway", () => {
  recognizes("railway", [["Server", "railway-edge"]], { confidence: "likely" });
  ignores("railway", ["Server", "railway"], ["x-railway-fallback", "1"]);
});

describe("digitalocean-app-platform", () => {
  recognizes("digitalocean-app-platform", [["x-do-app-origin", "1a2b"]], { confidence: "likely" });
  ignores("digitalocean-app-platform", ["Server", "cloudflare"]);
});

describe("ngrok", () => {
  recognizes("ngrok", [["Ngrok-Error-Code", "ERR_NGROK_6024"]], { confidence: "certain" });
  ignores("ngrok", ["Server", "ngrok"]);
});

describe("nginx-proxy-manager", () => {
  recognizes(
    "nginx-proxy-manager",
    [
      ["Server", "openresty"],
      ["X-Served-By", "app.example.com"],
    ],
    { confidence: "likely" },
  );
  ignores("nginx-proxy-manager", ["Server", "openresty"], ["X-Served-By", "app.example.com"]);
});

describe.each([
  ["koyeb", "app-org.koyeb.app"],
  ["cloudflare-tunnel", "quick-fox.trycloudflare.com"],
  ["tailscale", "machine.tail1234.ts.net"],
  ["github-codespaces", "name-3000.app.github.dev"],
  ["gitpod", "3000-name.ws-eu1.gitpod.io"],
  ["aws-elb", "name-123.eu-west-1.elb.amazonaws.com"],
])("%s", (id, host) => {
  it("is recognized by the host names that it gives", () => {
    const product = intermediaries.find((one) => one.id === id);
    expect(product?.ownHosts?.test(host)).toBe(true);
    expect(product?.ownHosts?.test(`${host}.example.com`)).toBe(false);
    expect(product?.recognize([["Server", id]])).toBeNull();
  });
});

describe("google-load-balancer", () => {
  recognizes("google-load-balancer", [["Via", "1.1 google"]], { confidence: "likely" });
  ignores(
    "google-load-balancer",
    ["Via", "1.1 www.google"],
    ["Via", "1.1 google.example"],
    ["Server", "Google Frontend"],
  );
  it("raises the backend service's time-out", () => {
    expect(snippet("google-load-balancer", "longer-timeout")).toContain("--timeout=3600");
    expect(snippet("google-load-balancer", "sticky-sessions")).toContain("--session-affinity=GENERATED_COOKIE");
  });
});

describe("google-frontend", () => {
  recognizes("google-frontend", [["Server", "Google Frontend"]], { confidence: "likely" });
  ignores("google-frontend", ["Server", "Google Frontend Like"], ["Server", "GFE/2.0"], ["X-Note", "Google Frontend"]);
});

describe("cloud-run", () => {
  leavesNoMark("cloud-run");
  ignores("cloud-run", ["Server", "Google Frontend"]);
  it("raises the request timeout, keeps HTTP/2 off and clients together", () => {
    expect(snippet("cloud-run", "longer-timeout")).toContain("--timeout=3600");
    expect(snippet("cloud-run", "forward-upgrade")).toContain("--no-use-http2");
    expect(snippet("cloud-run", "sticky-sessions")).toContain("--session-affinity");
  });
});

describe("f5-big-ip", () => {
  recognizes("f5-big-ip", [["Set-Cookie", "BIGipServerpool=167772170.20480.0000"]], {
    confidence: "likely",
    evidence: ["Set-Cookie: BIGipServerpool=…"],
  });
  recognizes("f5-big-ip", [["Set-Cookie", "TS01a2b3c4=s3cret"]], {
    confidence: "possible",
    evidence: ["Set-Cookie: TS01a2b3c4=…"],
  });
  ignores("f5-big-ip", ["Set-Cookie", "TSunami=1"], ["Set-Cookie", "MyBIGipServer=1"], ["Server", "BigIP"]);
});

describe("netscaler", () => {
  recognizes("netscaler", [["Via", "NS-CACHE-10.0: 18"]], { confidence: "likely" });
  recognizes("netscaler", [["Set-Cookie", "NSC_app=s3cret"]], {
    confidence: "possible",
    evidence: ["Set-Cookie: NSC_app=…"],
  });
  ignores("netscaler", ["Via", "1.1 MY-NS-CACHE"], ["Via", "1.1 NS-CACHED"], ["Set-Cookie", "X_NSC_=1"]);
  it("enables WebSockets in the HTTP profile", () => {
    expect(snippet("netscaler", "forward-upgrade")).toContain("-webSocket ENABLED");
  });
});

describe("traefik", () => {
  leavesNoMark("traefik");
  it("needs nothing for the upgrade, and a cookie to keep a client with its server", () => {
    expect(snippet("traefik", "forward-upgrade")).toBeNull();
    expect(snippet("traefik", "forward-host")).toBeNull();
    expect(lines(snippet("traefik", "sticky-sessions"))).toContain("sticky:");
  });
});

describe("kong", () => {
  recognizes("kong", [["Via", "kong/3.4.0"]], { confidence: "likely", version: "3.4.0" });
  recognizes("kong", [["Via", "1.1 kong/3.8.0"]], { confidence: "likely", version: "3.8.0" });
  ignores("kong", ["Via", "1.1 hongkong"], ["Via", "1.1 kong.example.com"], ["X-Note", "kong"]);
});

describe("apisix", () => {
  recognizes("apisix", [["Server", "APISIX/3.9.1"]], { confidence: "likely", version: "3.9.1" });
  ignores("apisix", ["Server", "APISIX-like"], ["X-Note", "APISIX"]);
  it("enables WebSockets on the route", () => {
    expect(snippet("apisix", "forward-upgrade")).toContain('{"enable_websocket": true}');
    expect(snippet("apisix", "forward-upgrade")).toContain("/live");
  });
});

describe("varnish", () => {
  recognizes("varnish", [["Via", "1.1 web-7 (Varnish/7.1)"]], { confidence: "certain", version: "7.1" });
  recognizes("varnish", [["X-Varnish", "32770 3"]], { confidence: "likely" });
  ignores(
    "varnish",
    ["Via", "1.1 varnish"],
    ["Via", "1.1 web (NotVarnish/7)"],
    ["X-Varnish", "yes"],
    ["Server", "Varnish"],
  );
  it("pipes the upgrade and copies both headers", () => {
    const code = lines(snippet("varnish", "forward-upgrade"));
    expect(code).toContain("return (pipe);");
    expect(code).toContain("set bereq.http.upgrade = req.http.upgrade;");
    expect(code).toContain("set bereq.http.connection = req.http.connection;");
    expect(snippet("varnish", "longer-timeout")).toContain("pipe_timeout 3600");
  });
});

describe("squid", () => {
  recognizes("squid", [["Via", "1.1 proxy.corp.example (squid/6.6)"]], { confidence: "certain", version: "6.6" });
  recognizes("squid", [["X-Squid-Error", "ERR_ACCESS_DENIED 0"]], { confidence: "likely" });
  ignores("squid", ["Via", "1.1 squid"], ["Via", "1.1 x (giant squid/6)"], ["X-Cache", "MISS from squid"]);
  it("says how it is set up only where it was seen", () => {
    expect(lines(snippet("squid", "forward-upgrade", { version: "6.6" }))).toContain(
      "http_upgrade_request_protocols websocket allow all",
    );
    expect(snippet("squid", "forward-upgrade")).toBeNull();
    expect(snippet("squid", "longer-timeout")).toBeNull();
  });
  it("says of its time-out that only the server's words count", () => {
    expect(product("squid").timeouts.map(limitWords)[0]).toBe(
      "ends a connection on which the server is silent after 15 min by default; the operator may have changed that",
    );
  });
});

describe("lighttpd", () => {
  recognizes("lighttpd", [["Server", "lighttpd/1.4.69"]], { confidence: "certain", version: "1.4.69" });
  ignores("lighttpd", ["Server", "lighttpd-like"], ["X-Note", "lighttpd"]);
  it("enables the upgrade for the path", () => {
    const code = snippet("lighttpd", "forward-upgrade", { url: "wss://example.com/v1.2/live" });
    expect(code).toContain('$HTTP["url"] =~ "^/v1\\.2/live" {');
    expect(code).toContain('proxy.header = ( "upgrade" => "enable" )');
  });
});

describe("litespeed", () => {
  recognizes("litespeed", [["Server", "LiteSpeed"]], { confidence: "likely" });
  ignores("litespeed", ["Server", "LiteSpeedy"], ["X-Note", "LiteSpeed"]);
});

describe("iis", () => {
  recognizes("iis", [["Server", "Microsoft-IIS/10.0"]], { confidence: "likely", version: "10.0" });
  recognizes("iis", [["Server", "Microsoft-HTTPAPI/2.0"]], { confidence: "possible", version: "2.0" });
  recognizes("iis", [["X-Powered-By", "ARR/3.0"]], { confidence: "certain" });
  ignores("iis", ["Server", "Microsoft-IIS-like"], ["X-Powered-By", "ASP.NET"]);
  it("installs the feature, and keeps Host", () => {
    expect(lines(snippet("iis", "forward-upgrade"))).toContain("Install-WindowsFeature Web-WebSockets");
    expect(lines(snippet("iis", "forward-upgrade"))).toContain('<webSocket enabled="true" />');
    expect(snippet("iis", "forward-host")).toContain("/preserveHostHeader:true");
  });
});

describe("vite-proxy", () => {
  leavesNoMark("vite-proxy");
  it("speaks only to those who develop on this machine", () => {
    expect(snippet("vite-proxy", "forward-upgrade")).toBeNull();
    const code = lines(snippet("vite-proxy", "forward-upgrade", { url: "ws://localhost:5173/live" }));
    expect(code).toContain('"/live": {');
    expect(code).toContain("ws: true,");
    const host = lines(snippet("vite-proxy", "forward-host", { url: "ws://127.0.0.1:5173/live" }));
    expect(host).toContain("rewriteWsOrigin: true,");
    expect(host).toContain("changeOrigin: true,");
  });
});

describe("node-http-proxy", () => {
  leavesNoMark("node-http-proxy");
  it("hands the upgrade event over, in both libraries", () => {
    expect(snippet("node-http-proxy", "forward-upgrade")).toContain('server.on("upgrade", middleware.upgrade);');
    expect(snippet("node-http-proxy", "forward-upgrade")).toContain("proxy.ws(request, socket, head)");
  });
});

describe("webpack-proxy", () => {
  leavesNoMark("webpack-proxy");
  it("speaks only to those who develop on this machine", () => {
    expect(snippet("webpack-proxy", "forward-upgrade")).toBeNull();
    const code = lines(snippet("webpack-proxy", "forward-upgrade", { url: "ws://localhost:8080/live" }));
    expect(code).toContain('context: ["/live"],');
    expect(code).toContain("ws: true,");
  });
});

describe("istio", () => {
  recognizes("istio", [["Server", "istio-envoy"]], { confidence: "certain" });
  ignores("istio", ["Server", "envoy"], ["x-envoy-upstream-service-time", "5"], ["Server", "istio"]);
  it("is not taken for an Envoy that has to be told", () => {
    expect(
      product("envoy").recognize([
        ["Server", "istio-envoy"],
        ["x-envoy-upstream-service-time", "8"],
      ]),
    ).toBeNull();
  });
  it("matches the user's host without its port, and keeps a session by cookie", () => {
    const code = snippet("istio", "keep-path", { url: "wss://example.com:8443/live" });
    expect(code).toContain('- "example.com"');
    expect(code).toContain("prefix: /live");
    expect(lines(snippet("istio", "sticky-sessions"))).toContain("httpCookie:");
  });
});

describe("aws-api-gateway", () => {
  recognizes("aws-api-gateway", [["x-amz-apigw-id", "W85cPGkVvHcFa4g="]], { confidence: "likely" });
  ignores("aws-api-gateway", ["x-amz-apigw-id", ""], ["x-amzn-requestid", "1"], ["x-amz-cf-id", "abc"]);
  it("says of both that they cannot be raised", () => {
    expect(product("aws-api-gateway").timeouts.map(limitWords)).toEqual([
      "ends an idle connection after 10 min, which cannot be raised",
      "ends every connection after 2 h, which cannot be raised",
    ]);
  });
  it("is known by its host names, and by no others", () => {
    const own = product("aws-api-gateway").ownHosts;
    for (const host of ["a1b2.execute-api.eu-west-1.amazonaws.com", "a1b2.execute-api.cn-north-1.amazonaws.com.cn"])
      expect(own?.test(host), host).toBe(true);
    for (const host of ["a1b2.execute-api.eu-west-1.amazonaws.com.evil.example", "s3.amazonaws.com", "example.com"])
      expect(own?.test(host), host).toBe(false);
  });
});

describe("azure-application-gateway", () => {
  recognizes("azure-application-gateway", [["Server", "Microsoft-Azure-Application-Gateway/v2"]], {
    confidence: "likely",
  });
  ignores(
    "azure-application-gateway",
    ["Server", "Microsoft-IIS/10.0"],
    ["X-Note", "Microsoft-Azure-Application-Gateway"],
  );
  it("keeps a client with its server, and the browser's Host", () => {
    expect(snippet("azure-application-gateway", "sticky-sessions")).toContain("--cookie-based-affinity Enabled");
    expect(snippet("azure-application-gateway", "forward-host")).toContain("--host-name-from-backend-pool false");
  });
});

describe("every intermediary", () => {
  const ids = intermediaries.map(({ id }) => id);
  const nothing: readonly Header[] = [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Date", "Thu, 01 Jan 2026 00:00:00 GMT"],
    ["Server", "uvicorn"],
    ["X-Powered-By", "Express"],
    ["Set-Cookie", "session=1"],
    ["Via", "1.1 example"],
  ];

  it("stands in the registry once", () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(intermediaries.map(({ name }) => name)).size).toBe(ids.length);
  });
  it("stands on the browser's side of those it is in front of", () => {
    const order = ["squid", "cloudflare", "aws-alb", "nginx"];
    expect([...order].sort((a, b) => ids.indexOf(a) - ids.indexOf(b))).toEqual(order);
  });

  describe.each(intermediaries.map((candidate) => [candidate.id, candidate] as const))("%s", (id, candidate) => {
    it("sees nothing in headers that prove nothing", () => {
      expect(candidate.recognize(nothing)).toBeNull();
      expect(candidate.recognize([])).toBeNull();
    });
    it("has words, and pages that they can be read on", () => {
      expect(candidate.behavior).toMatch(/^[^\s].{20,}\.$/);
      expect(candidate.behavior).not.toMatch(/undefined|null|!|NaN/);
      for (const reference of [candidate.reference, ...candidate.timeouts.map((timeout) => timeout.reference)]) {
        expect(reference.url).toMatch(/^https:\/\/[^\s]+$/);
        expect(reference.text).not.toBe("");
      }
      for (const { name, milliseconds } of candidate.timeouts) {
        expect(name).not.toBe("");
        expect(milliseconds).toBeGreaterThan(0);
      }
    });
    it.each(PURPOSES)("writes no empty snippet for %s", (purpose) => {
      for (const version of [null, "1.2.3"]) {
        const code = snippet(id, purpose, { version });
        if (code !== null) {
          expect(code.trim()).not.toBe("");
          expect(code).not.toMatch(/undefined|null|NaN/);
        }
      }
    });
    it("never lets a hostile path in", () => {
      for (const [path, purpose, host] of HOSTILE_PATHS.flatMap((path) =>
        PURPOSES.flatMap((purpose) => ["example.com", "localhost"].map((host) => [path, purpose, host] as const)),
      )) {
        // Set by hand: URL would encode half of it, and nothing says that every source goes through URL.
        const address = addressOf(`wss://${host}/`);
        if (address === null) throw new Error("not a URL");
        const write = candidate.snippets[purpose];
        const hostile = write?.({ address: altered(address, { path }), version: "1.2.3" }) ?? null;
        const plain = write?.({ address: altered(address, { path: "/PATH" }), version: "1.2.3" }) ?? null;
        expect(hostile, path).toBe(plain);
      }
    });
    it("never lets a hostile host in", () => {
      const address = addressOf("wss://example.com/live");
      if (address === null) throw new Error("not a URL");
      const evil = altered(address, { host: 'a"{evil}', authority: 'a"{evil}' });
      for (const purpose of PURPOSES) {
        expect(candidate.snippets[purpose]?.({ address: evil, version: null }) ?? "").not.toContain("evil");
      }
    });
  });

  it.each(["cloudflare", "cloudfront", "aws-alb", "aws-api-gateway", "heroku", "fly", "azure-front-door"])(
    "%s is not offered to somebody who develops on this machine",
    (id) => {
      for (const url of [
        "ws://localhost:3000/live",
        "ws://127.0.0.1/live",
        "ws://[::1]:8080/live",
        "ws://app.localhost/",
      ]) {
        for (const purpose of PURPOSES) expect(snippet(id, purpose, { url })).toBeNull();
      }
    },
  );
  it("shows of a header's value no more than a line", () => {
    const found = product("fastly").recognize([["x-fastly-request-id", "a".repeat(10_000)]]);
    expect(found?.headers[0]?.length).toBeLessThan(200);
  });
});

describe("what is built on nginx", () => {
  const built = intermediaries.filter(({ id, builtOn }) => id === "nginx" || builtOn === "nginx" || id === "tengine");
  const offered = built.flatMap(({ id }) => PURPOSES.map((purpose) => [id, purpose] as const));

  // Whoever pasted a location with `proxy_pass` alone got 426 where there had been 404.
  it.each(offered)("%s: a location with proxy_pass for %s has all that a handshake needs", (id, purpose) => {
    const code = snippet(id, purpose) ?? "";
    if (!code.includes("proxy_pass http")) return;
    expect(code).toMatch(/^map \$http_upgrade \$connection_upgrade/m);
    expect(code).toContain("proxy_http_version 1.1;");
    expect(code).toContain("proxy_set_header Upgrade $http_upgrade;");
    expect(code).toContain("proxy_set_header Connection $connection_upgrade;");
    expect(snippet(id, purpose, { version: "1.29.7" })?.includes("proxy_http_version")).toBe(id !== "nginx");
  });
});
