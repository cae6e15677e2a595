import { PANEL } from "../capture/background-port.ts";
import { reportSearch } from "../capture/devtools-search.ts";

// Chrome ignores the icon; the title is the tab's name. Firefox resolves both paths against this page's own.
const name = chrome.i18n.getMessage("name");
chrome.devtools.panels.create(name, "/icons/32.png", `/${PANEL}`, (panel) => {
  // DevTools' own search (Ctrl+F) is told here, and what it searches lives in the panel's window.
  let shown: Window | null = null;
  panel.onShown.addListener((view) => {
    shown = view;
  });
  // Firefox has no search across its tools.
  panel.onSearch?.addListener((action, text) => {
    if (shown !== null) reportSearch(shown, action, text ?? "");
  });
});
