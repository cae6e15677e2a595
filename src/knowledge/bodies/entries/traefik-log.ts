import type { KnownBody } from "../body.ts";
import { goDialSentences } from "../go-dial.ts";

/** Words of Traefik in its log about a handshake. */
export const traefikLog: KnownBody = {
  id: "traefik-log",
  name: "Traefik",
  reference: {
    text: "Traefik: pkg/proxy/httputil/proxy.go",
    url: "https://github.com/traefik/traefik/blob/master/pkg/proxy/httputil/proxy.go",
  },
  intermediary: "traefik",
  foundIn: "log",
  sentences: goDialSentences("Traefik", "'502 Bad Gateway' caused by: ", "the service's `loadBalancer`"),
};
