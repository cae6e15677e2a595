import * as v from "valibot";

const Search = v.object({ type: v.literal("upgrades-search"), text: v.nullable(v.string()) });

/** A window to which a message can be sent. */
interface Receiver {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string): void;
}

/** A window that hears messages. */
interface Hearer {
  readonly location: { readonly origin: string };
  addEventListener(type: "message", listener: (event: { origin: string; data: unknown }) => void): void;
}

/**
 * Passes DevTools' search on to the panel. A search shows what it finds: there is no next match to go to.
 *
 * @param panel the panel's window
 * @param action of `ExtensionPanel.onSearch`
 */
export function reportSearch(panel: Receiver, action: string, text: string): void {
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
 * @param panel the panel's window
 */
export function onSearch(listener: (text: string | null) => void, panel: Hearer = window): void {
  panel.addEventListener("message", ({ origin, data }) => {
    const search = v.safeParse(Search, data);
    if (origin === panel.location.origin && search.success) listener(search.output.text);
  });
}
