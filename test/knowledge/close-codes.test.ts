import { describe, expect, it } from "vitest";
import { closeMeaning } from "../../src/knowledge/close-codes/meaning.ts";
import { privateCloseCodes } from "../../src/knowledge/close-codes/private.ts";
import { closeCodes } from "../../src/knowledge/close-codes/registry.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";

const RFC = "https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1";
const IANA = "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number";

/** The registered code reads so when no library is known, and when the known one has no codes of its own. */
function registered(code: number, name: string, fault: boolean, url: string, says: RegExp): void {
  it.each([null, "socket.io", "no-such-protocol"])(`${code} with the protocol %s`, (protocol) => {
    const result = closeMeaning(code, protocol);
    expect(result).toMatchObject({ name, fault, reference: { url } });
    expect(result.meaning).toMatch(says);
  });
}

describe("1000", () => registered(1000, "Normal Closure", false, RFC, /on purpose/));
describe("1001", () => registered(1001, "Going Away", false, RFC, /shuts down/));
describe("1002", () => registered(1002, "Protocol error", true, RFC, /rule of the WebSocket protocol/));
describe("1003", () => registered(1003, "Unsupported Data", true, RFC, /kind of data/));
describe("1004", () => registered(1004, "Reserved", true, RFC, /no meaning/));
describe("1005", () => registered(1005, "No Status Rcvd", false, RFC, /never sent/));
describe("1006", () => registered(1006, "Abnormal Closure", true, RFC, /never sent/));
describe("1007", () => registered(1007, "Invalid frame payload data", true, RFC, /UTF-8/));
describe("1008", () => registered(1008, "Policy Violation", true, RFC, /rule of the side/));
describe("1009", () => registered(1009, "Message Too Big", true, RFC, /bigger/));
describe("1010", () => registered(1010, "Mandatory Ext.", true, RFC, /extension/));
describe("1011", () => registered(1011, "Internal Error", true, RFC, /server/));
describe("1012", () => registered(1012, "Service Restart", false, IANA, /restart/));
describe("1013", () => registered(1013, "Try Again Later", true, IANA, /later/));
describe("1014", () => registered(1014, "Bad Gateway", true, IANA, /502/));
describe("1015", () => registered(1015, "TLS handshake", true, RFC, /never sent/));
describe("3000", () => registered(3000, "Unauthorized", true, IANA, /login/));
describe("3003", () => registered(3003, "Forbidden", true, IANA, /not allow/));
describe("3008", () => registered(3008, "Timeout", true, IANA, /in time/));

describe("the registry", () => {
  it("has every registered code once, in the order of the numbers", () => {
    expect(closeCodes.map(({ code }) => code)).toEqual([
      1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008,
    ]);
    for (const { id, code } of closeCodes) expect(id).toBe(String(code));
  });

  it("says of the three local codes, and of no other, that they are never sent", () => {
    const local = closeCodes.filter(({ meaning }) => meaning.includes("never sent")).map(({ code }) => code);
    expect(local).toEqual([1005, 1006, 1015]);
  });
});

describe("a library's own codes", () => {
  const table: [protocol: string, code: number, name: string, fault: boolean][] = [
    ["graphql-transport-ws", 4400, "Bad request", true],
    ["graphql-transport-ws", 4401, "Unauthorized", true],
    ["graphql-transport-ws", 4409, "Subscriber already exists", true],
    ["graphql-transport-ws", 4504, "Connection acknowledgement timeout", true],
    ["graphql-ws", 1011, "Internal error", true],
    ["pusher", 4000, "Use TLS", true],
    ["pusher", 4001, "Application not found", true],
    ["pusher", 4050, "Refused", true],
    ["pusher", 4100, "Over capacity", true],
    ["pusher", 4150, "Back off", true],
    ["pusher", 4200, "Reconnect", false],
    ["pusher", 4201, "Pong missing", true],
    ["pusher", 4299, "Reconnect", false],
    ["pusher", 4300, "Refused", true],
    ["discord", 4004, "Authentication failed", true],
    ["discord", 4014, "Disallowed intents", true],
    ["centrifugo", 3000, "Connection closed", false],
    ["centrifugo", 3001, "Shutdown", false],
    ["centrifugo", 3008, "Slow", true],
    ["centrifugo", 3500, "Invalid token", true],
    ["colyseus", 4000, "Consented", false],
    ["colyseus", 4002, "With error", true],
    ["sockjs", 3000, "Broken framing or heartbeat", true],
    ["sockjs", 2010, "Another connection still open", true],
  ];
  it.each(table)("%s %i is %s", (protocol, code, name, fault) => {
    expect(closeMeaning(code, protocol)).toMatchObject({ name, fault });
    // The same number means something else to everybody else.
    expect(closeMeaning(code, "vite-hmr").name).not.toBe(name);
  });

  it("leaves the registered meaning where the library has none", () => {
    expect(closeMeaning(1000, "centrifugo")).toEqual(closeMeaning(1000, null));
    expect(closeMeaning(4006, "discord")).toEqual(closeMeaning(4006, null));
  });

  it("belongs to a protocol of the registry, with an https reference", () => {
    const ids = protocols.map(({ id }) => id);
    for (const { protocol, reference, codes } of privateCloseCodes) {
      expect(ids).toContain(protocol);
      expect(reference.url).toMatch(/^https:\/\//);
      expect(codes.length).toBeGreaterThan(0);
    }
  });

  it("can reach every entry: none is hidden by one before it", () => {
    for (const { protocol, codes } of privateCloseCodes) {
      for (const entry of codes) {
        const reached = [];
        for (let code = entry.from; code <= entry.to; code++) reached.push(closeMeaning(code, protocol).meaning);
        expect(reached, `${protocol} ${entry.from}`).toContain(entry.meaning);
      }
    }
  });
});

describe("numbers without a meaning of their own", () => {
  const table: [code: number, name: string, fault: boolean][] = [
    [-1, "Not used", true],
    [0, "Not used", true],
    [999, "Not used", true],
    [1016, "Unassigned", false],
    [2999, "Unassigned", false],
    [3001, "Unassigned", false],
    [3999, "Unassigned", false],
    [4000, "Private use", false],
    [4999, "Private use", false],
    [5000, "Outside every range", true],
    [65_535, "Outside every range", true],
    [Number.MAX_SAFE_INTEGER, "Outside every range", true],
    [Number.NaN, "Not a close code", true],
  ];
  it.each(table)("%d is %s", (code, name, fault) => {
    expect(closeMeaning(code, null)).toMatchObject({ name, fault });
  });

  it("are never left without words, name and https reference", () => {
    for (const protocol of [null, ...privateCloseCodes.map((library) => library.protocol)]) {
      for (let code = -2; code <= 5002; code++) {
        const { name, meaning, reference } = closeMeaning(code, protocol);
        expect(name !== "" && /^[A-Z].*\.$/.test(meaning) && reference.url.startsWith("https://"), `${code}`).toBe(
          true,
        );
      }
    }
  });
});
