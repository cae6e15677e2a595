import browser from "webextension-polyfill";
import { Attachments } from "./attachments.ts";

new Attachments({
  // Asked for each time: the browser may take it away while the service worker runs.
  get debugger() {
    return chrome.debugger;
  },
  onConnect: browser.runtime.onConnect,
  storage: browser.storage.session,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}).listen();
