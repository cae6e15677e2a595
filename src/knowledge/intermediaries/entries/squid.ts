import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, viaMark } from "../marks.ts";

/**
 * A forward proxy: `wss` goes through it as a CONNECT tunnel and shows nothing. It is seen only where it reads the HTTP
 * itself, and its fix concerns only those who run it: so its snippets wait until it was seen.
 */
export const squid: Intermediary = {
  id: "squid",
  name: "Squid",
  reference: {
    text: "Squid: http_upgrade_request_protocols",
    url: "https://www.squid-cache.org/Doc/config/http_upgrade_request_protocols/",
  },
  behavior: "Squid drops `Upgrade` when it reads the HTTP itself, unless its configuration allows the protocol.",
  recognize: (headers) =>
    recognized(
      ["certain", viaMark(headers, /^\S+ \(squid(?:\/([^\s)]+))?\)$/)],
      ["certain", headerMark(headers, "server", /^squid(?:\/([^\s)]+))?/i)],
      ["likely", headerMark(headers, "x-squid-error")],
    ),
  timeouts: [
    {
      name: "read_timeout",
      milliseconds: 900_000,
      kind: "idle",
      counts: "server",
      reference: { text: "Squid: read_timeout", url: "https://www.squid-cache.org/Doc/config/read_timeout/" },
    },
    {
      name: "client_lifetime",
      milliseconds: 86_400_000,
      kind: "lifetime",
      reference: { text: "Squid: client_lifetime", url: "https://www.squid-cache.org/Doc/config/client_lifetime/" },
    },
  ],
  snippets: {
    "forward-upgrade": ({ version }) =>
      version === null
        ? null
        : [
            "# squid.conf; documented as case-sensitive, and browsers write it in lower case",
            "http_upgrade_request_protocols websocket allow all",
          ].join("\n"),
    "longer-timeout": ({ version }) =>
      version === null
        ? null
        : ["# squid.conf; 15 minutes by default; only what the server sends counts", "read_timeout 2 hours"].join("\n"),
  },
};
