import { describe, expect, it } from "vitest";
import type { Setting, SettingContext } from "../../src/knowledge/applications/application.ts";
import { applications } from "../../src/knowledge/applications/registry.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";

const SETTINGS: readonly Setting[] = [
  "allow-origin",
  "serve-path",
  "choose-subprotocol",
  "heartbeat",
  "enable-websockets",
  "sticky-sessions",
];

const CONTEXT: SettingContext = {
  origin: "https://app.example.com:8443",
  originHost: "app.example.com",
  path: "/chat",
  seconds: 25,
  protocol: null,
};

/** The setting of one application for one page and socket; fails when there is none. */
function setting(id: string, name: Setting, more: Partial<SettingContext> = {}): string {
  const code = applications.find((one) => one.id === id)?.settings[name]?.({ ...CONTEXT, ...more });
  if (code === undefined || code === null) throw new Error(`${id} has no ${name}`);
  return code;
}

describe("ws", () => {
  it("compares the origin, serves one path, and pings", () => {
    expect(setting("ws", "allow-origin")).toContain('origin === "https://app.example.com:8443"');
    expect(setting("ws", "serve-path")).toBe('const sockets = new WebSocketServer({ server, path: "/chat" });');
    expect(setting("ws", "heartbeat", { seconds: 5 })).toContain("}, 5000);");
  });
});

describe("socket.io", () => {
  it("tells polling from the WebSocket, which CORS does not concern", () => {
    const code = setting("socket.io", "allow-origin");
    expect(code).toContain('cors: { origin: "https://app.example.com:8443" }');
    expect(code).toContain("allowRequest");
  });
  it("needs no sticky sessions without polling", () => {
    expect(setting("socket.io", "sticky-sessions")).toContain('transports: ["websocket"]');
  });
});

describe("sockjs", () => {
  const path = "/chat/123/s3cret/websocket";
  it("is given its prefix, and never a session", () => {
    for (const name of ["serve-path", "sticky-sessions"] as const) {
      expect(setting("sockjs", name, { path })).toContain('"/chat"');
      expect(setting("sockjs", name, { path })).not.toContain("s3cret");
    }
  });
});

describe("graphql-ws", () => {
  it("takes the interval of its pings in milliseconds", () => {
    expect(setting("graphql-ws", "heartbeat")).toContain("useServer({ schema }, sockets, 25000)");
  });
});

describe("signalr", () => {
  it("allows the origin with credentials, and can do without negotiation", () => {
    expect(setting("signalr", "allow-origin")).toContain('.WithOrigins("https://app.example.com:8443")');
    expect(setting("signalr", "allow-origin")).toContain(".AllowCredentials()");
    expect(setting("signalr", "sticky-sessions")).toContain("skipNegotiation: true");
  });
});

describe("phoenix", () => {
  it("mounts the path without what the transport adds", () => {
    expect(setting("phoenix", "serve-path", { path: "/socket/websocket" })).toContain('socket "/socket", YourAppWeb');
    expect(setting("phoenix", "serve-path", { path: "/live/websocket", protocol: "phoenix-liveview" })).toContain(
      'socket "/live", Phoenix.LiveView.Socket',
    );
  });
  it("checks the origin", () => {
    expect(setting("phoenix", "allow-origin")).toContain('check_origin: ["https://app.example.com:8443"]');
  });
});

describe("action-cable", () => {
  it("lists origins, and has no setting for its pings", () => {
    expect(setting("action-cable", "allow-origin")).toContain("config.action_cable.allowed_request_origins");
    expect(() => setting("action-cable", "heartbeat")).toThrow();
  });
});

describe("channels", () => {
  it("lists the host for one validator and the origin for the other", () => {
    expect(setting("channels", "allow-origin")).toContain('ALLOWED_HOSTS = ["app.example.com"]');
    expect(setting("channels", "allow-origin")).toContain('["https://app.example.com:8443"]');
  });
  it("writes the path as Django does", () => {
    expect(setting("channels", "serve-path")).toContain('path("chat", ');
  });
});

describe("tornado", () => {
  it("checks the origin, and reads paths as patterns", () => {
    expect(setting("tornado", "allow-origin")).toContain('return origin == "https://app.example.com:8443"');
    expect(setting("tornado", "serve-path", { path: "/v1.2/chat" })).toContain('(r"/v1\\.2/chat", YourHandler)');
  });
});

describe("jupyter", () => {
  it("takes what stands before /api as its base", () => {
    expect(setting("jupyter", "serve-path", { path: "/hub/a/api/kernels/1/channels" })).toContain('"/hub/a/"');
    expect(setting("jupyter", "serve-path", { path: "/terminals" })).toContain('"/BASE/"');
  });
});

describe("gorilla", () => {
  it("checks the origin, and pings", () => {
    expect(setting("gorilla", "allow-origin")).toContain('r.Header.Get("Origin") == "https://app.example.com:8443"');
    expect(setting("gorilla", "heartbeat")).toContain("25 * time.Second");
  });
});

describe("spring", () => {
  it("registers an endpoint for STOMP, a handler for all else, and SockJS where the path shows it", () => {
    expect(setting("spring", "serve-path", { protocol: "stomp" })).toBe('registry.addEndpoint("/chat");');
    expect(setting("spring", "serve-path", { path: "/chat/123/s3cret/websocket" })).toBe(
      'registry.addHandler(handler, "/chat").withSockJS();',
    );
    expect(setting("spring", "allow-origin")).toContain('.setAllowedOrigins("https://app.example.com:8443")');
  });
});

describe("grafana", () => {
  it("is told its own address, and the origins of others", () => {
    expect(setting("grafana", "allow-origin")).toContain("root_url = https://app.example.com:8443/");
    expect(setting("grafana", "allow-origin")).toContain("allowed_origins = https://app.example.com:8443");
  });
});

describe("streamlit", () => {
  it("is told the host at which browsers reach it", () => {
    expect(setting("streamlit", "allow-origin")).toContain('serverAddress = "app.example.com"');
    expect(setting("streamlit", "allow-origin")).toContain("enableCORS = false");
  });
});

describe("code-server", () => {
  it("trusts a host by its name", () => {
    expect(setting("code-server", "allow-origin")).toBe("code-server --trusted-origins app.example.com");
  });
});

describe("n8n", () => {
  it("is told the browser's host by its proxy", () => {
    expect(setting("n8n", "allow-origin")).toContain("proxy_set_header X-Forwarded-Host $http_host;");
  });
});

describe("every application", () => {
  const known = protocols.map(({ id }) => id);

  it("stands in the registry once, under one name", () => {
    expect(new Set(applications.map(({ name }) => name)).size).toBe(applications.length);
  });
  it("serves protocols that can be recognized, or any", () => {
    for (const { id, protocols: served, isGeneral } of applications) {
      expect(
        served.filter((protocol) => !known.includes(protocol)),
        id,
      ).toEqual([]);
      expect(isGeneral || served.length > 0, id).toBe(true);
    }
  });
  it.each(SETTINGS)("writes no empty %s, and leaves nothing unfilled", (name) => {
    for (const { id, settings, protocols: served } of applications)
      for (const protocol of [null, ...served]) {
        const code = settings[name]?.({ ...CONTEXT, protocol });
        if (code === undefined || code === null) continue;
        expect(code.trim(), id).not.toBe("");
        expect(code, id).not.toMatch(/undefined|NaN|\[object/);
      }
  });
});
