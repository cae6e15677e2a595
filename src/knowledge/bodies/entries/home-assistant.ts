import type { KnownBody } from "../body.ts";

/** Words of Home Assistant in its log; to the client it says nothing but 400. */
export const homeAssistant: KnownBody = {
  id: "home-assistant",
  name: "Home Assistant",
  reference: {
    text: "Home Assistant: HTTP, reverse proxies",
    url: "https://www.home-assistant.io/integrations/http/#reverse-proxies",
  },
  foundIn: "log",
  sentences: [
    {
      pattern:
        /A request from a reverse proxy was received from \S{1,60}, but your HTTP integration is not set-up for reverse proxies|Received X-Forwarded-For header from an untrusted proxy \S{1,60}/,
      cause: "proxy-not-trusted",
      likelihood: "certain",
      title: "Home Assistant does not trust the proxy in front of it",
      why: "Home Assistant's log says so, and names the proxy's address.",
      fix: "Set `use_x_forwarded_for: true` and add that address to `trusted_proxies` in the `http:` section of `configuration.yaml`, then restart Home Assistant.",
    },
  ],
};
