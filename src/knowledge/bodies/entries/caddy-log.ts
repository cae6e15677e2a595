import type { KnownBody } from "../body.ts";
import { goDialSentences } from "../go-dial.ts";

/** Words of Caddy in its error log about a handshake. */
export const caddyLog: KnownBody = {
  id: "caddy-log",
  name: "Caddy",
  reference: {
    text: "Caddy: reverseproxy.go",
    url: "https://github.com/caddyserver/caddy/blob/master/modules/caddyhttp/reverseproxy/reverseproxy.go",
  },
  intermediary: "caddy",
  foundIn: "log",
  sentences: goDialSentences("Caddy", "", "`reverse_proxy`"),
};
