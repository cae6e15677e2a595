import { describe, expect, it } from "vitest";
import type { Unit } from "../../../src/store/filter/amounts.ts";
import { excludingParts, matchesFilter, parseFilter } from "../../../src/store/filter/filter.ts";
import { parseTerms } from "../../../src/store/filter/grammar.ts";
import { keyNames, keys } from "../../../src/store/filter/keys.ts";
import { suggest } from "../../../src/store/filter/suggest.ts";
import { Store } from "../../../src/store/store.ts";
import { kinds } from "../../../src/upgrade/kinds/registry.ts";
import type { Observation } from "../../../src/upgrade/observation.ts";
import { answered, closed, created, errorSeen, message, messageSeen, START } from "../../upgrade/observations.ts";
import { asked } from "./asked.ts";

const by = { url: "https://shop.test/js/chat.js", line: 3, column: 1, function: null };
const nginx: Observation = {
  ...answered("open", 101, START + 5),
  response: { status: 101, statusText: "Switching Protocols", headers: [["Server", "nginx/1.26.1"]] },
};

const byLibrary = { ...by, url: "https://cdn.jsdelivr.net/npm/socket.io-client@4.8.1/dist/socket.io.min.js" };
const agreed: Observation = {
  ...answered("closed", 101, START + 5),
  response: { status: 101, statusText: "", headers: [["Sec-WebSocket-Protocol", "ticker.v2"]] },
};

const store = new Store();
store.page.observe([
  { ...created("open", START, "wss://a.test:8443/Chat room"), initiator: by },
  nginx,
  ...Array.from({ length: 12 }, (_, i) => messageSeen("open", message(START + 1000 + i, "received", "x".repeat(100)))),
  messageSeen("open", message(START + 2000, "sent", "hello")),
  created("closed", START, "ws://b.test/chat"),
  agreed,
  { type: "closed-by", sourceId: "closed", at: START + 30_005, code: 1011, reason: "", wasClean: true },
  closed("closed", START + 30_005),
  {
    ...created("failed", START, "wss://c.test/other/socket.io/?EIO=4&transport=websocket"),
    initiator: byLibrary,
    stack: {
      parts: [{ asyncCause: null, frames: [byLibrary, { ...by, url: "https://shop.test/js/main.js" }] }],
      isCut: false,
    },
  },
  errorSeen("failed", "Error during WebSocket handshake: Unexpected response code: 403"),
  { ...created("mixed", START, "ws://d.test/mixed"), target: "worker" },
  {
    type: "blocked",
    sourceId: "mixed",
    at: START + 1,
    by: "mixed-content",
    message: "mixed",
    directive: null,
    url: "ws://d.test/mixed",
    target: "worker",
    initiator: null,
  },
]);
const rows = store.page.all.map((upgrade) => asked(upgrade));
const lets = (text: string, isInverted = false) =>
  rows
    .filter((row) => matchesFilter(row, parseFilter(text, "all", isInverted)))
    .map(({ upgrade }) => new URL(upgrade.url ?? "").hostname.slice(0, 1))
    .join("");

describe("a key", () => {
  it.each([
    ["host:a.test,b.test", "ab"],
    ["-host:a.test,b.test", "cd"],
    ["protocol:graphql", ""],
    ["protocol:socket.io", "c"],
    ["protocol:ticker", "b"],
    ["library:socket.io-client", "c"],
    ["library:socket", "c"],
    ["library:ticker", ""],
    ["-library:socket", "abd"],
    ["target:worker", "d"],
    ["kind:websocket", "abcd"],
    ["level:failed", "bcd"],
    ["level:attention", "a"],
    ["diagnosis:forbidden", "c"],
    ["diagnosis:closed-with-error,mixed-content", "bd"],
    ["cause:origin", "c"],
    ["via:nginx", "a"],
    ["close:1011", "b"],
    ["close:>=4000", ""],
    ["initiator:chat.js", "a"],
    ["initiator:main.js", "c"],
    ["initiator:socket.io.min.js", "c"],
    ["status:403", "c"],
    ["status:4xx", "c"],
    ["status:>=400", "c"],
    ["status:101", "ab"],
    ["status:blocked", "d"],
    ["sent:>0", "a"],
    ["sent:0", "bcd"],
    ["received:>10", "a"],
    ["received:>12", ""],
    ["received:<=12", "abcd"],
    ["open:>60s", "a"],
    ["open:<1m", "b"],
    ["open:>29999ms", "ab"],
    ["open:30", "b"],
    ["is:pending", "a"],
    ["is:failed", "cd"],
  ])("%s lists %j", (text, expected) => {
    expect(lets(text)).toBe(expected);
  });
});

describe("a key of Chrome's", () => {
  it.each([
    ["domain:a.test", "a"],
    ["status-code:403", "c"],
    ["scheme:wss", "ac"],
    ["scheme:ws", "abcd"],
    ["method:GET", "abcd"],
    ["method:POST", ""],
    ["url:chat", "ab"],
    ["larger-than:1k", "a"],
    ["larger-than:2k", ""],
    ["larger-than:1204", "a"],
    ["larger-than:1205", ""],
    ["has-response-header:server", "a"],
    ["has-response-header:serve", ""],
    ["has-request-header:x-none", ""],
    ["mixed-content:blocked", "d"],
    ["mixed-content:all", "d"],
    ["mixed-content:displayed", ""],
    ["is:running", "a"],
  ])("%s lists %j", (text, expected) => {
    expect(lets(text)).toBe(expected);
  });
});

describe("words", () => {
  it.each([
    ['"chat room"', "a"],
    ['url:"chat room",other', "ac"],
    ['-"chat room"', "bcd"],
    ['"chat', "ab"],
    ['""', "abcd"],
    ["/a\\.test|c\\.test/", "ac"],
    ["-/CHAT/", "cd"],
    ["/chat/i", "ab"],
    ["/chat", "ab"],
    ["/(/", ""],
    ["a.test:8443", "a"],
    ["test chat -room", "b"],
  ])("%s lists %j", (text, expected) => {
    expect(lets(text)).toBe(expected);
  });

  it("inverted lists the rest, and an empty field lists all either way", () => {
    expect(lets("chat", true)).toBe("cd");
    expect(lets("host:a.test status:101", true)).toBe("bcd");
    expect(lets("", true)).toBe("abcd");
    expect(lets("host:", true)).toBe("abcd");
  });
});

const STATES = ["pending", "closed", "failed", "running", "open", "opened", "queued", "requested", "blocked"];
const STATUSES = ["pending", "blocked", "failed", "finished", "canceled", "unknown"];

/** What is said of a value that nothing could have, with all words that its key takes. */
function bad(key: string, value: string, amount: Unit | null, words: readonly string[]) {
  return { kind: "bad-value", key, value, takes: { amount, words, areAllWords: true } };
}

describe("what cannot be meant", () => {
  it.each([
    ["stauts:403", { kind: "unknown-key", key: "stauts", nearest: "status" }],
    ["hots:a", { kind: "unknown-key", key: "hots", nearest: "host" }],
    ["diag:forbidden", { kind: "unknown-key", key: "diag", nearest: "diagnosis" }],
    ["cookie-name:x", { kind: "unknown-key", key: "cookie-name", nearest: null }],
    ["sent:many", bad("sent", "many", "count", [])],
    ["received:>x", bad("received", ">x", "count", [])],
    ["close:going-away", bad("close", "going-away", "count", [])],
    ["open:>5x", bad("open", ">5x", "duration", [])],
    ["open:>soon", bad("open", ">soon", "duration", [])],
    ["larger-than:big", bad("larger-than", "big", "bytes", [])],
    ["is:nonsense", bad("is", "nonsense", null, STATES)],
    ["-is:open,nonsense", bad("is", "nonsense", null, STATES)],
    ["kind:foo", bad("kind", "foo", null, kinds)],
    ["target:window", bad("target", "window", null, ["page", "iframe", "worker", "shared-worker", "service-worker"])],
    ["level:bad", bad("level", "bad", null, ["healthy", "attention", "failed", "unknown"])],
    ["mixed-content:yes", bad("mixed-content", "yes", null, ["all", "blocked", "displayed", "block-overridden"])],
    ["status:abc", bad("status", "abc", "count", STATUSES)],
    ["status-code:6xx", bad("status-code", "6xx", "count", STATUSES)],
    [
      "diagnosis:forbiden",
      {
        ...bad("diagnosis", "forbiden", null, []),
        takes: expect.objectContaining({ areAllWords: false, words: expect.arrayContaining(["forbidden"]) }),
      },
    ],
    [
      "via:ngnix",
      {
        ...bad("via", "ngnix", null, []),
        takes: expect.objectContaining({ areAllWords: false, words: expect.arrayContaining(["nginx"]) }),
      },
    ],
    ["/(/", { kind: "bad-pattern" }],
  ])("%s is marked", (text, problem) => {
    expect(parseTerms(text).map((term) => term.problem)).toEqual([problem]);
  });

  it("is not marked in what is no key", () => {
    const texts = ["localhost:8080", "localhost:8080/live", "wss://a.test", "chat", "is:", "-host:"];
    expect(texts.flatMap(parseTerms).filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it("is left out of several values, of which the others count", () => {
    expect(lets("is:nonsense")).toBe("abcd");
    expect(lets("-is:nonsense")).toBe("abcd");
    expect(lets("status:403,abc")).toBe("c");
    expect(lets("sent:many,>0")).toBe("a");
  });

  it("is not marked where it may be of something that is not there now, or is still being typed", () => {
    const texts = [
      "is:p,cl,op,opened,running,requested",
      "kind:long,web",
      "status:4xx,101,>=400,blo,unknown",
      "level:att",
      "diagnosis:time,not-found",
      "via:ng,aws",
      "target:shared",
      "close:4999",
      "protocol:nobody",
      "library:nobody",
      "scheme:chrome-extension",
      "method:purge",
      "from:nobody.har",
      "cause:nobody",
      "has-response-header:x-none",
    ];
    expect(texts.flatMap(parseTerms).filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it("is marked wherever the key's own values are known: whatever a row has is none of it", () => {
    for (const { id, values } of keys)
      for (const value of rows.flatMap((row) => values?.(row) ?? []))
        expect(parseTerms(`${id}:"${value}"`).map(({ problem }) => problem)).toEqual([null]);
  });

  it("never lists nothing in silence: no key of any name is read as one that has no values", () => {
    for (const name of keyNames) expect(parseTerms(`${name}:x`)[0]?.key?.id).toBeDefined();
    expect(lets("sent:many")).toBe("abcd");
    expect(lets("chta:x")).toBe("");
    expect(parseTerms("chta:x")[0]?.problem).not.toBeNull();
  });
});

describe("what keeps all rows out", () => {
  const excluding = (text: string, chip: Parameters<typeof parseFilter>[1] = "all", isInverted = false) =>
    excludingParts(rows, parseFilter(text, chip, isInverted)).map((part) =>
      typeof part === "string" ? part : part.text,
    );

  it.each([
    ["host:nobody", "all", false, ["host:nobody"]],
    ["chat host:nobody", "all", false, ["host:nobody"]],
    ["host:c status:403", "pending", false, ["chip"]],
    ["host:nobody status:999", "all", false, []],
    ["test", "all", true, ["test", "inversion"]],
  ] as const)("of %j under %s, inverted: %s, is %j", (text, chip, isInverted, expected) => {
    expect(excluding(text, chip, isInverted)).toEqual(expected);
  });
});

describe("suggestions", () => {
  const offered = (text: string, caret = text.length) => suggest(text, caret, rows).offered.map((one) => one.text);

  it("are keys while a key is typed, under the name that was begun", () => {
    expect(offered("sta")).toEqual(["status:"]);
    expect(offered("-dom")).toEqual(["-domain:"]);
    expect(offered("status-")).toEqual(["status-code:"]);
    expect(offered("")).toEqual([]);
    expect(offered("chat ")).toEqual([]);
    expect(suggest("-dom", 4, rows).offered).toEqual([{ text: "-domain:", key: "host" }]);
    expect(suggest("status:1", 8, rows).offered).toEqual([{ text: "status:101", key: null }]);
  });

  it("are all keys where somebody asks what can be typed, and nothing was begun", () => {
    const asked = (text: string) => suggest(text, text.length, rows, true).offered.map(({ key }) => key);
    expect(asked("")).toEqual(keys.map(({ id }) => id));
    expect(asked("chat ")).toEqual(asked(""));
    expect(asked("sta")).toEqual(["status"]);
  });

  it("are the values that the rows have, the most frequent first", () => {
    expect(offered("status:")).toEqual(["status:101", "status:403", "status:blocked"]);
    expect(offered("-status:4")).toEqual(["-status:403"]);
    expect(offered("host:a.test:8443,b")).toEqual(["host:a.test:8443,b.test"]);
    expect(offered("diagnosis:for")).toEqual(["diagnosis:forbidden"]);
    expect(offered("sent:")).toEqual([]);
    expect(offered("initiator:")).toEqual([
      "initiator:https://shop.test/js/chat.js",
      "initiator:https://shop.test/js/main.js",
    ]);
    expect(offered("library:")).toEqual(["library:socket.io-client"]);
    expect(offered("protocol:")).toEqual(["protocol:socket.io", "protocol:ticker.v2"]);
  });

  it("replace the term at the caret alone", () => {
    const { from, to } = suggest("chat sta host:a", 8, rows);
    expect([from, to]).toEqual([5, 8]);
    expect(suggest("chat status:4xx", 12, rows)).toMatchObject({ from: 5, to: 15 });
  });
});
