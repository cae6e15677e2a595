import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** What the browser refuses before the network: a row with the rule that did it, where the browser says anything at all. */
describe("blocked before the network", () => {
  let at: Inspected;
  afterAll(() => at?.close());

  /** What the page itself gets to know. */
  const attempt = (url: string, protocols: readonly string[] = []) =>
    at.page.evaluate(
      (address, offered) => {
        try {
          Reflect.set(window, "kept", new WebSocket(address, [...offered]));
          return "no exception";
        } catch (error) {
          return error instanceof DOMException ? error.name : "?";
        }
      },
      url,
      protocols,
    );
  const row = async (ending: string) =>
    eventually(
      () => at.connection(ending),
      ({ state }) => state !== "queued" && state !== "requested",
    );

  /** Leaves the page before, which is forgotten then. A second try finds nothing of the first. */
  const load = async (path: string) => {
    await at.page.goto(at.lab.origin + path);
    await eventually(
      async () => (await at.report()).connections.length,
      (count) => count === 0,
    );
  };

  beforeAll(async () => {
    at = await inspect("/everything");
    await at.live();
  });

  it.each(["/csp", "/csp-meta"])("by the content security policy of %s", async (path) => {
    await load(path);
    expect(await attempt(`ws://127.0.0.1:4444/?from=${path}`)).toBe("no exception");
    const blocked = await row(`?from=${path}`);
    expect(blocked).toMatchObject({ state: "blocked", target: "page", diagnosis: { id: "content-security-policy" } });
    expect(blocked.observed?.blocked).toMatchObject({
      by: "content-security-policy",
      directive: "connect-src 'self'",
    });
  });

  it("by a worker's own content security policy", async () => {
    await load("/everything");
    await at.page.evaluate((url) => {
      Reflect.set(window, "kept", new Worker(`/csp-worker.js?url=${encodeURIComponent(url)}`));
    }, "ws://127.0.0.1:4444/?from=worker");
    const blocked = await row("?from=worker");
    expect(blocked).toMatchObject({ state: "blocked", target: "worker", diagnosis: { id: "content-security-policy" } });
    expect(blocked.observed?.blocked?.directive).toBe("connect-src 'self'");
  });

  it("by a port that browsers do not touch", async () => {
    await load("/everything");
    expect(await attempt("ws://127.0.0.1:6000/?x11")).toBe("no exception");
    expect(await row("?x11")).toMatchObject({ state: "failed", diagnosis: { id: "unsafe-port" } });
  });

  it("by the page's own arguments: an exception for the page, and nothing for anybody else to list", async () => {
    await load("/everything");
    const ws = at.lab.origin.replace("http", "ws");
    expect(await attempt("ftp://127.0.0.1/")).toBe("SyntaxError");
    expect(await attempt(`${ws}/idle?fragment#part`)).toBe("SyntaxError");
    expect(await attempt(`${ws}/idle?twice`, ["chat", "chat"])).toBe("SyntaxError");
    expect(await attempt(`${ws}/idle?space`, ["a b"])).toBe("SyntaxError");
    expect(await attempt(`${ws}/idle?fine`)).toBe("no exception");
    expect(await row("?fine")).toMatchObject({ state: "open" });
    expect((await at.report()).connections).toHaveLength(1);
  });

  it("by the limit of sockets: every one of them is a row", async () => {
    await load("/everything");
    await at.page.evaluate(
      (url) => {
        Reflect.set(
          window,
          "kept",
          Array.from({ length: 260 }, () => new WebSocket(url)),
        );
      },
      `${at.lab.origin.replace("http", "ws")}/idle?many`,
    );
    const counts = await eventually(
      async () => {
        const { connections } = await at.report();
        const of = (state: string) => connections.filter((one) => one.state === state).length;
        return { open: of("open"), blocked: of("blocked"), all: connections.length };
      },
      ({ open: opened, all }) => opened === 255 && all === 260,
      40_000,
      500,
    );
    expect(counts).toEqual({ open: 255, blocked: 5, all: 260 });
    const { connections } = await at.report();
    const blocked = connections.filter(({ state }) => state === "blocked");
    expect(new Set(blocked.map(({ diagnosis }) => diagnosis?.id))).toEqual(new Set(["socket-limit"]));
  }, 120_000);

  it("as mixed content, but not to this machine, and by local network access", async () => {
    await at.close();
    const port = (lab: Inspected["lab"], name: string) => lab.ports[name];
    at = await inspect((lab) => `https://127.0.0.1:${port(lab, "http2")}/everything`, {
      args: (lab) => [
        `--ignore-certificate-errors-spki-list=${lab.trust}`,
        "--host-resolver-rules=MAP www.example.com 127.0.0.1",
        // The site over HTTP/1.1 alone.
        `--ip-address-space-overrides=127.0.0.1:${port(lab, "https")}=public`,
      ],
    });
    await at.live();
    const main = port(at.lab, "main");
    expect(await attempt(`ws://www.example.com:${main}/idle?name=mixed`)).toBe("SecurityError");
    const blocked = await row("?name=mixed");
    expect(blocked).toMatchObject({ state: "blocked", diagnosis: { id: "mixed-content" } });
    expect(blocked.observed?.blocked?.by).toBe("mixed-content");
    expect(await attempt(`ws://127.0.0.1:${main}/idle?name=local`)).toBe("no exception");
    expect(await row("?name=local")).toMatchObject({ state: "open" });

    await at.page.goto(`https://www.example.com:${port(at.lab, "https")}/everything`);
    // Without a window there is nobody to ask, and the browser takes that for a no.
    expect(await attempt(`ws://127.0.0.1:${main}/idle?name=refused`)).toBe("no exception");
    expect(await row("?name=refused")).toMatchObject({
      state: "failed",
      diagnosis: { id: "local-network-access", causes: [{ id: "permission-denied" }] },
    });
    expect(at.lab.seen.connections.map(({ name }) => name)).toEqual(["local"]);
  });
});
