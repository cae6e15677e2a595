import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Identities } from "../../../src/upgrade/tracking/identities.ts";

describe("names of connections", () => {
  it("have the id of the oldest of them, whichever are found to be one", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 12 }), (unions) => {
        const identities = new Identities();
        const names = Array.from({ length: 10 }, (_, i) => `n${i}`);
        for (const name of names) identities.start(name);
        const groups = names.map((name) => new Set([name]));
        for (const [a, b] of unions) {
          identities.union(identities.idOf(`n${a}`) ?? "", identities.idOf(`n${b}`) ?? "");
          const both = new Set([...(groups[a] ?? []), ...(groups[b] ?? [])]);
          names.forEach((name, i) => {
            if (both.has(name)) groups[i] = both;
          });
        }
        names.forEach((name, i) => {
          const group = [...(groups[i] ?? [])].sort();
          const id = identities.idOf(name) ?? "";
          expect([...identities.membersOf(id)].sort()).toEqual(group);
          // The first name was given the first id.
          expect(id).toBe(`c${Number(group[0]?.slice(1)) + 1}`);
        });
      }),
    );
  });

  it("can be taken back where they were only assigned", () => {
    const identities = new Identities();
    const [one, other] = [identities.start("debugger"), identities.start("another")];
    identities.alias("socket", one);
    identities.alias("socket", other);
    expect(identities.membersOf(one)).toEqual(["debugger"]);
    expect(identities.membersOf(other)).toEqual(["another", "socket"]);
    identities.unalias("socket");
    expect(identities.idOf("socket")).toBeUndefined();
  });

  it("are ignored after they were removed, and ids are never given twice", () => {
    const identities = new Identities();
    const id = identities.start("debugger");
    identities.remove(id);
    expect(identities.isTombstone("debugger")).toBe(true);
    expect(identities.start("another")).not.toBe(id);
  });
});
