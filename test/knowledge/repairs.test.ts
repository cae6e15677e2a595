import { describe, expect, it } from "vitest";
import type { Application, Setting } from "../../src/knowledge/applications/application.ts";
import { applications } from "../../src/knowledge/applications/registry.ts";
import type { Intermediary, Purpose } from "../../src/knowledge/intermediaries/intermediary.ts";
import { intermediaries } from "../../src/knowledge/intermediaries/registry.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";

/** What goes wrong, as people ask for help with it. */
const KINDS = ["not forwarded", "time-out", "origin rejected", "wrong path", "sticky sessions", "disabled"] as const;
type Kind = (typeof KINDS)[number];

/** A cell says nothing where there must be a snippet, and else why there is none. */
type Row = Partial<Record<Kind, string>>;

const PURPOSE: Readonly<Record<Kind, Purpose>> = {
  "not forwarded": "forward-upgrade",
  "time-out": "longer-timeout",
  "origin rejected": "forward-host",
  "wrong path": "keep-path",
  "sticky sessions": "sticky-sessions",
  disabled: "forward-upgrade",
};

const DEFAULT = "it forwards WebSockets by default and has no switch for them";
const on = { "not forwarded": DEFAULT, disabled: DEFAULT };
const HOST = "it passes Host on as it came";
const PATH = "it passes the path on as it came";
const NONE = "it has no load balancing";
const NO_IDLE = "it ends no silent connection by default";
const UNKNOWN = "no setting for this is documented";
const ENDS_HERE = "it answers for the application itself: Host is its own name";

/** Every product that must be able to help, and where it has nothing to set. */
const PRODUCTS: Readonly<Record<string, Row>> = {
  nginx: {},
  "ingress-nginx": { ...on, "origin rejected": HOST },
  apache: {},
  haproxy: { ...on, "origin rejected": HOST },
  caddy: { ...on, "time-out": NO_IDLE, "origin rejected": HOST },
  traefik: { ...on, "time-out": UNKNOWN, "origin rejected": HOST },
  envoy: { "origin rejected": HOST },
  istio: { ...on, "time-out": NO_IDLE, "origin rejected": HOST },
  varnish: { "origin rejected": HOST, "wrong path": PATH },
  iis: {},
  cloudflare: { "time-out": UNKNOWN, "origin rejected": HOST, "wrong path": PATH },
  "aws-alb": { ...on },
  cloudfront: { "time-out": "it cannot be adjusted", "wrong path": UNKNOWN, "sticky sessions": NONE },
  "aws-api-gateway": {
    "time-out": "its quotas cannot be raised",
    "origin rejected": ENDS_HERE,
    "sticky sessions": "each connection is one of its own",
  },
  "azure-application-gateway": { ...on, "wrong path": PATH },
  "azure-front-door": { "time-out": UNKNOWN, "wrong path": PATH },
  "azure-app-service": { "time-out": UNKNOWN, "origin rejected": UNKNOWN, "wrong path": PATH },
  "google-load-balancer": { ...on, "origin rejected": HOST, "wrong path": PATH },
  "cloud-run": { "origin rejected": HOST, "wrong path": PATH },
  heroku: { ...on, "origin rejected": HOST, "wrong path": PATH },
  fly: { ...on, "origin rejected": HOST, "wrong path": PATH, "sticky sessions": UNKNOWN },
  fastly: { "time-out": UNKNOWN, "origin rejected": UNKNOWN, "wrong path": PATH, "sticky sessions": UNKNOWN },
  akamai: { "time-out": UNKNOWN, "origin rejected": UNKNOWN, "wrong path": UNKNOWN, "sticky sessions": UNKNOWN },
  "node-http-proxy": { "time-out": NO_IDLE, "origin rejected": HOST, "sticky sessions": NONE },
  "vite-proxy": { "time-out": NO_IDLE, "sticky sessions": NONE },
  "webpack-proxy": { "time-out": NO_IDLE, "origin rejected": HOST, "sticky sessions": NONE },
};

const SETTING: Readonly<Record<Kind, Setting | null>> = {
  // What a proxy keeps to itself, no application can fix.
  "not forwarded": null,
  "time-out": "heartbeat",
  "origin rejected": "allow-origin",
  "wrong path": "serve-path",
  "sticky sessions": "sticky-sessions",
  disabled: "enable-websockets",
};

const ONE = "a connection is one request: there is no earlier one to stay with";
const ALWAYS = "it has no switch for WebSockets";

const SERVERS: Readonly<Record<string, Row>> = {
  ws: { "sticky sessions": ONE, disabled: ALWAYS },
  "socket.io": {},
  sockjs: { "origin rejected": "it does not look at the origin" },
  signalr: {},
  phoenix: { "sticky sessions": ONE },
  "action-cable": { "time-out": "its pings every 3 s cannot be set", "sticky sessions": ONE },
  channels: { "sticky sessions": ONE },
  tornado: { "sticky sessions": ONE, disabled: ALWAYS },
  jupyter: { "sticky sessions": ONE, disabled: ALWAYS },
  gorilla: { "sticky sessions": ONE, disabled: ALWAYS },
  spring: { "sticky sessions": ONE },
  "graphql-ws": { "sticky sessions": ONE, disabled: ALWAYS },
  grafana: { "time-out": UNKNOWN, "sticky sessions": ONE, disabled: ALWAYS },
  streamlit: { "time-out": UNKNOWN, "sticky sessions": ONE, disabled: ALWAYS },
  "code-server": { "time-out": UNKNOWN, "wrong path": UNKNOWN, "sticky sessions": ONE, disabled: ALWAYS },
  n8n: { "time-out": UNKNOWN, "wrong path": UNKNOWN, "sticky sessions": ONE, disabled: ALWAYS },
};

describe.each(Object.entries(PRODUCTS))("%s", (id, row) => {
  const product = intermediaries.find((one) => one.id === id);
  it.each(KINDS)("%s", (kind) => {
    const code = product && snippetOf(product, PURPOSE[kind]);
    expect(product, "it is in the registry").toBeDefined();
    if (row[kind] === undefined) expect(code).toMatch(/\S/);
    else expect(code ?? null, row[kind]).toBeNull();
  });
});

describe.each(Object.entries(SERVERS))("%s", (id, row) => {
  const application = applications.find((one) => one.id === id);
  it.each(KINDS)("%s", (kind) => {
    const setting = SETTING[kind];
    expect(application, "it is in the registry").toBeDefined();
    if (application === undefined || setting === null) return;
    const code = codeOf(application, setting);
    if (row[kind] === undefined) expect(code).toMatch(/\S/);
    else expect(code, row[kind]).toBeNull();
  });
});

describe("versions", () => {
  const code = (id: string, purpose: Purpose, version: string) =>
    snippetOf(
      intermediaries.find((one) => one.id === id),
      purpose,
      version,
    );

  it("decide what nginx has to be told", () => {
    expect(code("nginx", "forward-upgrade", "1.29.6")).toContain("proxy_http_version 1.1;");
    expect(code("nginx", "forward-upgrade", "1.29.7")).not.toContain("proxy_http_version");
  });
  it("decide how Apache is told", () => {
    for (const purpose of ["forward-upgrade", "keep-path"] as const) {
      expect(code("apache", purpose, "2.4.46")).toContain('"ws://127.0.0.1:PORT$1"');
      expect(code("apache", purpose, "2.4.47")).toContain("upgrade=websocket");
    }
  });
});

/** For the user's own address: on this machine where the product is a development server. */
function snippetOf(product: Intermediary | undefined, purpose: Purpose, version: string | null = null): string | null {
  const addresses = ["wss://app.example.com/chat", "ws://localhost:5173/chat"].map(addressOf);
  const written = addresses.flatMap((address) =>
    address === null ? [] : [product?.snippets[purpose]?.({ address, version }) ?? null],
  );
  return written.find((code) => code !== null) ?? null;
}

function codeOf({ settings, protocols }: Application, setting: Setting): string | null {
  const origin = { origin: "https://app.example.com", originHost: "app.example.com" };
  return settings[setting]?.({ ...origin, path: "/chat", seconds: 25, protocol: protocols[0] ?? null }) ?? null;
}
