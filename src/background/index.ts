import browser from "webextension-polyfill";
import { PANEL } from "../capture/background-port.ts";
import { Attachments } from "./attachments.ts";

new Attachments({
  // Asked for each time: the browser may take it away while the service worker runs.
  get debugger() {
    return chrome.debugger;
  },
  onConnect: browser.runtime.onConnect,
  panelUrl: browser.runtime.getURL(PANEL),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}).listen();
