import type { KnownBody } from "../body.ts";

/** Words of the debugging port of Chromium in the bodies of refused handshakes. */
export const chromeDevtools: KnownBody = {
  id: "chrome-devtools",
  name: "Chromium's debugging port",
  reference: {
    text: "Chromium: devtools_http_handler.cc",
    url: "https://source.chromium.org/chromium/chromium/src/+/main:content/browser/devtools/devtools_http_handler.cc",
  },
  sentences: [
    {
      pattern: /^Host header is specified and is not an IP address or localhost/i,
      cause: "host-not-allowed",
      likelihood: "certain",
      title: "The browser's debugging port does not accept this host name",
      why: "Chromium says so in the body of its response: its debugging port accepts only an IP address or `localhost` as `Host`, so that no page elsewhere can reach it under another name.",
      fix: "Connect to the IP address instead of the name, or make the proxy in between send `Host: localhost`.",
      purpose: "forward-host",
    },
    {
      pattern: /^Rejected an incoming WebSocket connection from the \S+ origin/i,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The browser's debugging port does not accept this origin",
      why: "Chromium says so in the body of its response.",
      fix: "Start the browser with `--remote-allow-origins` and this origin, or send no `Origin`.",
    },
  ],
};
