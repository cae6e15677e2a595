import { describe, expect, test } from "vitest";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { privateCloseCodes } from "../../src/knowledge/close-codes/private.ts";
import { registeredCloseCodes } from "../../src/knowledge/close-codes/registered.ts";
import { diagnoses } from "../../src/knowledge/diagnoses/registry.ts";
import { headers } from "../../src/knowledge/headers/registry.ts";
import { intermediaries } from "../../src/knowledge/intermediaries/registry.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";
import { closeCodeEntry, type Entry, knowledgeUrl } from "../../src/view/More.tsx";
import { book } from "../docs/book.ts";

const page = book();
const isThere = (entry: Entry) => {
  const [file, anchor] = knowledgeUrl(entry).split("#");
  return file === "/knowledge.html" && page.includes(`id="${decodeURIComponent(anchor ?? "")}"`);
};

describe("links to what Upgrades knows lead somewhere", () => {
  test.each([
    ["diagnosis", diagnoses],
    ["check", checks],
    ["header", headers],
    ["intermediary", intermediaries],
    ["protocol", protocols],
    ["close-code", registeredCloseCodes.map(({ code }) => ({ id: String(code) }))],
  ] as const)("%s", (part, registry) => {
    expect(registry.filter(({ id }) => !isThere({ part, id })).map(({ id }) => id)).toEqual([]);
  });
});

describe("a close code is looked up", () => {
  test.each([
    [1001, null, "1001"],
    [1007, null, "1007"],
    [999, null, "0-999"],
    [1999, null, "1000-2999"],
    [3999, null, "3000-3999"],
    [4123, null, "4000-4999"],
  ] as const)("%i of %s under %s", (code, protocol, id) => {
    expect(closeCodeEntry(code, protocol)).toEqual({ part: "close-code", id });
    expect(isThere(closeCodeEntry(code, protocol))).toBe(true);
  });

  test("as its library means it, where one is recognized", () => {
    for (const { protocol, codes } of privateCloseCodes) {
      const code = codes[0]?.from ?? 0;
      expect(isThere(closeCodeEntry(code, protocol)), `${protocol} ${code}`).toBe(true);
    }
    expect(closeCodeEntry(4400, "graphql-transport-ws").id).toBe("graphql-transport-ws");
  });
});
