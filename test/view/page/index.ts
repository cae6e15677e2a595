import type { Store } from "../../../src/store/store.ts";
import { mountPanel } from "../../../src/view/mount.tsx";
import { isLanguage, speak } from "../languages.ts";
import { actionsOn } from "./actions.ts";
import { storeFor } from "./stores.ts";

// `npx vite test/view/page` shows the view alone, with made-up connections. Which ones, and in which state, stands in the address:
// ?fixture=many&capture=canceled&files=failed&export=made&language=de&theme=dark&at=1795860000000

/** Takes away what is shown, and stops its clock. */
let away = () => {};

/** Shows a state from its beginning, as if its address had been loaded. */
function show(search: string): void {
  away();
  const wanted = new URLSearchParams(search);
  const language = wanted.get("language") ?? "en";
  speak(isLanguage(language) ? language : "en");
  const theme = wanted.get("theme");
  if (theme !== null) document.documentElement.style.colorScheme = theme;
  const now = Number(wanted.get("at") ?? Date.now());
  const store = storeFor(wanted, now);
  const container = document.querySelector("#panel");
  const unmount = container === null ? () => {} : mountPanel(container, store, actionsOn(store, now));
  const timer = wanted.has("still") ? undefined : setInterval(() => tick(store), 1000);
  away = () => {
    clearInterval(timer);
    unmount();
  };
  // For a look from the console, for tests and for pictures.
  Object.assign(globalThis, { store });
}

function tick(store: Store): void {
  store.now.value = Date.now();
}

/** Shows everything from now on in the fonts of pictures. */
async function useFonts(): Promise<void> {
  await (await import("./fonts.ts")).loadFonts();
}

Object.assign(globalThis, { show, useFonts });
show(location.search);
