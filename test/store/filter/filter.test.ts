import { describe, expect, it } from "vitest";
import { chipOf, type StateChip } from "../../../src/store/filter/chips.ts";
import { matchesFilter, namesKind, parseFilter } from "../../../src/store/filter/filter.ts";
import { Store } from "../../../src/store/store.ts";
import { answered, closed, created, errorSeen, START } from "../../upgrade/observations.ts";
import { asked } from "./asked.ts";

describe("parseFilter", () => {
  it.each([
    ["", []],
    ["  \t\n ", []],
    ["-", []],
    ["chat", [["text", "chat", false]]],
    [
      "Chat ROOM",
      [
        ["text", "chat", false],
        ["text", "room", false],
      ],
    ],
    ["-chat", [["text", "chat", true]]],
    ["--chat", [["text", "-chat", true]]],
    ["is:Pending", [["is", "pending", false]]],
    ["-is:open", [["is", "open", true]]],
    ["host:a.test:8080", [["host", "a.test:8080", false]]],
    ["protocol:graphql", [["protocol", "graphql", false]]],
    ["target:worker", [["target", "worker", false]]],
    ["kind:event", [["kind", "event", false]]],
    [
      "from:page -from:x.har",
      [
        ["from", "page", false],
        ["from", "x.har", true],
      ],
    ],
    ["is:", []],
    ["-is:", []],
    ["-host: chat", [["text", "chat", false]]],
    ["is", [["text", "is", false]]],
    [
      "is :open",
      [
        ["text", "is", false],
        ["text", ":open", false],
      ],
    ],
    ["wss://a.test/", [["text", "wss://a.test/", false]]],
    ["larger-than:1k", [["larger-than", "1k", false]]],
    ["this:that", [["text", "this:that", false]]],
    ["kind:is:open", []],
    ["host:is:open", [["host", "is:open", false]]],
  ])("%j", (text, terms) => {
    const filter = parseFilter(text, "failed");
    expect(filter.chip).toBe("failed");
    const read = filter.terms.flatMap(({ key, values, negated }) =>
      values.map((value) => [key?.id ?? "text", value, negated]),
    );
    expect(read).toEqual(terms);
  });

  it.each([
    ["kind:event", true],
    ["-kind:event", false],
    ["kind:", false],
    ["event", false],
  ])("%j names a kind: %s", (text, expected) => {
    expect(namesKind(parseFilter(text, "all"))).toBe(expected);
  });
});

describe("matchesFilter", () => {
  const store = new Store();
  store.page.observe([
    created("open", START, "wss://a.test:8443/Chat"),
    answered("open", 101, START + 5),
    created("closed", START, "wss://b.test/chat"),
    answered("closed", 101, START + 5),
    closed("closed", START + 50),
    created("failed", START, "wss://c.test/other"),
    errorSeen("failed", "net::ERR_CONNECTION_REFUSED"),
  ]);
  const matching = (text: string, chip: StateChip = "all", file: string | null = null) =>
    store.page.all
      .filter((upgrade) => matchesFilter(asked(upgrade, { file }), parseFilter(text, chip)))
      .map(({ url }) => url?.slice(6, 7));

  it.each([
    ["", ["a", "b", "c"]],
    ["chat", ["a", "b"]],
    ["-chat", ["c"]],
    ["chat -b.test", ["a"]],
    ["host:8443", ["a"]],
    ["host:chat", []],
    ["is:pending", ["a"]],
    ["is:op", ["a"]],
    ["is:closed", ["b"]],
    ["-is:closed -is:failed", ["a"]],
    ["is:", ["a", "b", "c"]],
    ["-is:", ["a", "b", "c"]],
    ["-host: -b.test", ["a", "c"]],
    ["target:page", ["a", "b", "c"]],
    ["target:worker", []],
    ["kind:web", ["a", "b", "c"]],
    ["kind:event", []],
    ["from:page", ["a", "b", "c"]],
    ["from:x.har", []],
    ["protocol:graphql", []],
  ])("%j lets through %j", (text, expected) => {
    expect(matching(text)).toEqual(expected);
  });

  it.each([
    ["all", ["a", "b", "c"]],
    ["pending", ["a"]],
    ["closed", ["b"]],
    ["failed", ["c"]],
  ] as const)("the chip %s lets through %j", (chip, expected) => {
    expect(matching("", chip)).toEqual(expected);
  });

  it("counts what Firefox's log has opened under no state, since it may be over", () => {
    const opened = store.page.all
      .filter(({ url }) => url?.includes("a.test"))
      .map((upgrade) => ({ ...upgrade, client: "Firefox", seenBy: { debugger: false, network: true } }));
    const lists = (text: string, chip: StateChip = "all") =>
      opened.filter((upgrade) => matchesFilter(asked(upgrade), parseFilter(text, chip))).length;
    expect(opened.map((upgrade) => chipOf(upgrade, false))).toEqual([null]);
    expect([lists("", "pending"), lists("is:pending"), lists("is:running"), lists("open:>0")]).toEqual([0, 0, 0, 0]);
    expect([lists("is:opened"), lists("is:open"), lists("-is:closed")]).toEqual([1, 1, 1]);
    const waiting = opened.map((upgrade) => ({ ...upgrade, response: null }));
    expect(waiting.map((upgrade) => chipOf(upgrade, false))).toEqual(["pending"]);
  });

  it("knows an upgrade of a file by the file's name", () => {
    expect(matching("from:X.har", "all", "my-x.HAR")).toHaveLength(3);
    expect(matching("from:page", "all", "my-x.HAR")).toEqual([]);
  });
});
