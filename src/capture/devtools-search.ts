import * as v from "valibot";

const Search = v.object({ type: v.literal("upgrades-search"), text: v.nullable(v.string()) });

/**
 * Passes DevTools' search on to the panel. A search shows what it finds: there is no next match to go to.
 *
 * @param panel the panel's window
 * @param action of `ExtensionPanel.onSearch`
 */
export function tellSearch(panel: Window, action: string, text: string): void {
  if (action !== "performSearch" && action !== "cancelSearch") return;
  const search: v.InferOutput<typeof Search> = {
    type: "upgrades-search",
    text: action === "performSearch" && text !== "" ? text : null,
  };
  panel.postMessage(search, panel.location.origin);
}

/**
 * Listens to DevTools' search, in the panel.
 *
 * @param listener gets what is searched for, or null at the end of the search
 */
export function onSearch(listener: (text: string | null) => void): void {
  window.addEventListener("message", ({ origin, data }) => {
    const search = v.safeParse(Search, data);
    if (origin === location.origin && search.success) listener(search.output.text);
  });
}
