import browser from "webextension-polyfill";
import { Attachments } from "./attachments.ts";

new Attachments({
  debugger: chrome.debugger,
  onConnect: browser.runtime.onConnect,
  storage: browser.storage.session,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}).listen();
