import browser from "webextension-polyfill";

/**
 * Follows the theme of DevTools, which may differ from the system's: sets the document's color scheme, on which every
 * color of the panel depends.
 */
export function followTheme(): void {
  const apply = (name: string) => {
    document.documentElement.style.colorScheme = name === "dark" ? "dark" : "light";
  };
  apply(browser.devtools.panels.themeName);
  browser.devtools.panels.onThemeChanged?.addListener(apply);
  // Chrome has this instead of onThemeChanged; one handler per extension, the last one wins.
  chrome.devtools.panels.setThemeChangeHandler?.((name) => apply(name));
}
