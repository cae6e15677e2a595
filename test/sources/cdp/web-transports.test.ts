import { describe, expect, it } from "vitest";
import { Clocks } from "../../../src/sources/cdp/clocks.ts";
import { WebTransports } from "../../../src/sources/cdp/web-transports.ts";

const NOW = 1_800_000_000_000;
const URL = "https://example.com:4433/wt";

function start() {
  const transports = new WebTransports(new Clocks());
  const see = (method: string, params: object = {}, now = NOW) =>
    transports.decode(`Network.webTransport${method}`, { transportId: "7.9", timestamp: 50, ...params }, "page", now);
  const log = (text: string, now = NOW, timestamp?: number) =>
    transports.log({ entry: { text, ...(timestamp === undefined ? {} : { timestamp }) } }, now);
  return { transports, see, log };
}

const failure = (error: string) => `Failed to establish a connection to ${URL}: ${error}.`;
const FORBIDDEN = `Connecting to '${URL}' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`;
const TOO_MANY = "WebTransport session establishment failed. Too many pending WebTransport sessions (64)";

describe("WebTransports", () => {
  it("tell the console's reason with the end", () => {
    const { see, log } = start();
    expect(see("Created", { url: URL })).toMatchObject([
      { type: "created", kind: "webtransport", url: URL, exchange: { established: null, monotonicSeconds: 50 } },
    ]);
    expect(log(failure("net::ERR_CONNECTION_RESET"))).toBeNull();
    expect(see("Closed")).toMatchObject([{ end: "failed", message: "net::ERR_CONNECTION_RESET" }]);
  });

  it("take the reason after the end too, if it comes soon", () => {
    const { see, log } = start();
    see("Created", { url: URL });
    expect(see("Closed")).toMatchObject([{ end: "failed", message: null }]);
    const reason = { type: "error", sourceId: "debugger:7.9", message: "net::ERR_UNSAFE_PORT" };
    expect(log(failure("net::ERR_UNSAFE_PORT"))).toMatchObject(reason);
    expect(log(failure("net::ERR_UNSAFE_PORT"))).toBeNull();
    const late = start();
    late.see("Created", { url: URL });
    late.see("Closed");
    expect(late.log(failure("net::ERR_UNSAFE_PORT"), NOW + 60_000)).toBeNull();
  });

  it("take the reason before the beginning too, if it is not old", () => {
    const reasonFrom = (timestamp: number) => {
      const { see, log } = start();
      log(failure("net::ERR_UNSAFE_PORT"), NOW, timestamp);
      see("Created", { url: URL });
      return see("Closed");
    };
    expect(reasonFrom(NOW - 10)).toMatchObject([{ message: "net::ERR_UNSAFE_PORT" }]);
    expect(reasonFrom(NOW - 60_000)).toMatchObject([{ message: null }]);
  });

  it("give a reason to the newest attempt, not to one that a page left behind", () => {
    const { see, log } = start();
    see("Created", { url: URL, transportId: "7.1" });
    see("Created", { url: URL });
    log(failure("net::ERR_FAILED"));
    expect(see("Closed")).toMatchObject([{ message: "net::ERR_FAILED" }]);
  });

  it.each(["before", "after"])(
    "are blocked by the page's policy, told %s the beginning, for no end follows",
    (order) => {
      const { see, log } = start();
      const told =
        order === "before"
          ? [log(FORBIDDEN), ...see("Created", { url: URL })]
          : [...see("Created", { url: URL }), log(FORBIDDEN)];
      expect(told.filter((one) => one !== null)).toMatchObject([
        { type: "created" },
        {
          type: "blocked",
          sourceId: "debugger:7.9",
          url: URL,
          by: "content-security-policy",
          directive: "connect-src 'self'",
        },
      ]);
    },
  );

  it("are not blocked by a policy that only reports", () => {
    const { see, log } = start();
    see("Created", { url: URL });
    expect(log(FORBIDDEN.replace("following", "following report-only"))).toBeNull();
    expect(see("ConnectionEstablished")).toMatchObject([{ type: "established" }]);
  });

  it.each(["before", "after"])("learn that they were too many %s the end, without an address", (order) => {
    const { see, log } = start();
    see("Created", { url: URL });
    const message = "Too many pending WebTransport sessions (64)";
    if (order === "before") {
      expect(log(TOO_MANY)).toBeNull();
      expect(see("Closed")).toMatchObject([{ end: "failed", message }]);
    } else {
      expect(see("Closed")).toMatchObject([{ end: "failed", message: null }]);
      expect(log(TOO_MANY)).toMatchObject({ type: "error", sourceId: "debugger:7.9", message });
    }
  });

  it("end well once established", () => {
    const { see } = start();
    see("Created", { url: URL });
    expect(see("ConnectionEstablished", { timestamp: 51 })).toMatchObject([{ type: "established", at: NOW + 1000 }]);
    expect(see("Closed", { timestamp: 52 })).toMatchObject([{ end: "finished", message: null, at: NOW + 2000 }]);
  });

  it("ignore everything else", () => {
    const { transports, see } = start();
    expect(transports.decode("Network.dataReceived", {}, "page", NOW)).toEqual([]);
    expect(see("Created")).toEqual([]);
    expect(see("Unheard")).toEqual([]);
    expect(() => transports.log(null, NOW)).not.toThrow();
  });
});
