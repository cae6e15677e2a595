import { expect, it } from "vitest";
import { onSearch, reportSearch } from "../../src/capture/devtools-search.ts";

const OWN = "chrome-extension://own";

/** The panel's window, which gets what is sent to it when it is of the origin that was meant. */
function panel() {
  let listener: (event: { origin: string; data: unknown }) => void = () => undefined;
  const heard: (string | null)[] = [];
  const window = {
    location: { origin: OWN },
    postMessage: (data: unknown, origin: string) => {
      if (origin === OWN) listener({ origin: OWN, data });
    },
    addEventListener: (_: "message", added: typeof listener) => {
      listener = added;
    },
  };
  onSearch((text) => heard.push(text), window);
  return { window, heard, hear: (origin: string, data: unknown) => listener({ origin, data }) };
}

it("passes a search on, and its end", () => {
  const { window, heard } = panel();
  reportSearch(window, "performSearch", "chat");
  reportSearch(window, "performSearch", "");
  reportSearch(window, "cancelSearch", "chat");
  expect(heard).toEqual(["chat", null, null]);
});

it("has no next match to go to", () => {
  const { window, heard } = panel();
  reportSearch(window, "nextSearchResult", "chat");
  reportSearch(window, "previousSearchResult", "chat");
  expect(heard).toEqual([]);
});

it.each([
  ["of another origin", "https://a.test", { type: "upgrades-search", text: "chat" }],
  ["of another kind", OWN, { type: "search", text: "chat" }],
  ["without a text", OWN, { type: "upgrades-search" }],
  ["that is none", OWN, "chat"],
])("takes no message %s", (_, origin, data) => {
  const { heard, hear } = panel();
  hear(origin, data);
  expect(heard).toEqual([]);
});
