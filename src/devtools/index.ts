import browser from "webextension-polyfill";

// The icon is ignored by Chrome; the title is the tab's name.
void browser.devtools.panels.create(browser.i18n.getMessage("name"), "icons/32.png", "src/panel/index.html");
