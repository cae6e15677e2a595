import { describe, expect, it } from "vitest";
import { closeMeaning } from "../../src/knowledge/close-codes/meaning.ts";
import { privateCloseCodes } from "../../src/knowledge/close-codes/private.ts";
import { registeredCloseCodes } from "../../src/knowledge/close-codes/registered.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";

describe("a registered code", () => {
  it.each(registeredCloseCodes)("$code reads so unless the library has a meaning of its own", (entry) => {
    const { code, ...said } = entry;
    for (const protocol of [null, "socket.io", "no-such-protocol"])
      expect(closeMeaning(code, protocol)).toEqual({ ...said, known: true });
  });
});

describe("the registry", () => {
  it("has every registered code once, in the order of the numbers", () => {
    expect(registeredCloseCodes.map(({ code }) => code)).toEqual([
      1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 3000, 3003, 3008,
    ]);
  });

  it("says of the three local codes, and of no other, that they are never sent", () => {
    const local = registeredCloseCodes.filter(({ meaning }) => meaning.includes("never sent")).map(({ code }) => code);
    expect(local).toEqual([1005, 1006, 1015]);
  });
});

describe("a library's own codes", () => {
  const table: [protocol: string, code: number, name: string, fault: boolean][] = [
    // A number that is registered for something else.
    ["graphql-ws", 1011, "Internal error", true],
    ["centrifugo", 3000, "Connection closed", false],
    ["centrifugo", 3008, "Slow", true],
    ["sockjs", 2010, "Another connection still open", true],
    // A number of the range for applications, alone and within a range of the library.
    ["graphql-transport-ws", 4400, "Bad request", true],
    ["pusher", 4000, "Use TLS", true],
    ["pusher", 4050, "Refused", true],
    ["pusher", 4099, "Refused", true],
    ["pusher", 4100, "Over capacity", true],
    ["pusher", 4200, "Reconnect", false],
    ["pusher", 4299, "Reconnect", false],
    ["colyseus", 4000, "Consented", false],
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
