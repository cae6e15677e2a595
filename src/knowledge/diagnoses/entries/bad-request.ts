import { settingSnippets } from "../../applications/settings.ts";
import { rfc } from "../../reference.ts";
import { whereBodyIs } from "../asker.ts";
import { productsFor, recognized, speaks, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { transportSwitchedOff } from "../causes/guard.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { keyInvalid } from "../causes/key.ts";
import { originRejected } from "../causes/origin.ts";
import { plainConnectionRead } from "../causes/plain-connection.ts";
import { clientVersion, stickySessionsMissing } from "../causes/sessions.ts";
import { plainToSecure } from "../causes/tls.ts";
import { versionRefused } from "../causes/version.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { pathEvidence, saidEvidence } from "../evidence.ts";
import { curl, viteHosts } from "../fixes.ts";

/** 400: the server could not or would not understand the handshake. */
export const badRequest: Diagnosis = {
  id: "bad-request",
  stage: "response-status",
  reference: rfc(9110, "15.5.1"),
  applies: (seen) => statusOf(seen) === 400,
  summary: () => "The response was 400 Bad Request: the handshake was not accepted in the form in which it arrived.",
  brief: () => "400 Bad Request",
  causes: (seen) =>
    supported(
      // What the request itself shows stands before a proxy of which nothing was seen; a recognized one is likelier than both.
      versionRefused(seen, false),
      keyInvalid(seen),
      stickySessionsMissing(seen),
      clientVersion(seen),
      ...causesByProduct(seen),
      speaks(seen, "vite-hmr") ? viteRefused(seen) : null,
      plainConnectionRead(seen),
      ...(passesUpgrades(seen) ? [handshakeRefused(seen), upgradeNotForwarded(seen)] : [upgradeNotForwarded(seen)]),
      plainToSecure(seen, "likely"),
      h2WithoutExtendedConnect(seen, "possible"),
      speaks(seen, "socket.io") ? transportSwitchedOff(seen) : null,
      speaks(seen, "socket.io") ? originRejected(seen) : null,
      speaks(seen, "vite-hmr") || passesUpgrades(seen) ? null : handshakeRefused(seen),
    ),
};

/** Proxies that pass upgrades on without being told to: where only these were seen, the server itself is likelier to refuse. */
function passesUpgrades(seen: Case): boolean {
  return recognized(seen, ["caddy"]) !== null && productsFor(seen, "forward-upgrade").length === 0;
}

function handshakeRefused(seen: Case): Cause {
  const caddy = recognized(seen, ["caddy"]);
  return {
    id: "handshake-refused",
    likelihood: "possible",
    title: "The application may refuse something in this handshake",
    why: `Libraries also respond with 400 to a path, a token, a version or a host that they do not accept; many say why in the body${whereBodyIs(seen.upgrade)}.${caddy === null ? "" : ` Caddy forwards upgrades by default. Its earlier releases wrote \`Sec-Websocket-Key\`, and users report devices that accept the name in one spelling only, contrary to RFC 9110 §5.1.`}`,
    evidence: [...(caddy?.evidence ?? []), saidEvidence(seen), ...pathEvidence(seen)],
    fix: {
      text: `${caddy === null ? "" : "Update Caddy: current releases write the usual spelling. "}Send the handshake by hand and read the body, or check the server's log; compare the path with the one that the library is configured for.`,
      // The ws library responds so to a path that is not its own (docs/chromium.md#server-libraries).
      snippets: [curl(seen), ...settingSnippets(seen, "serve-path").filter(({ for: name }) => name === "ws (Node.js)")],
    },
  };
}

/** Vite compares the token, and a host that is neither an address nor localhost (vite: packages/vite/src/node/server/ws.ts; docs/chromium.md#server-libraries). */
function viteRefused(seen: Case): Cause {
  const host = seen.address?.host ?? "";
  const isChecked = !/^[\d.]+$|:|(^|\.)localhost$/.test(host);
  return {
    id: "handshake-refused",
    likelihood: "likely",
    title: `Vite's development server may not know the page's token${isChecked ? ", or its host" : ""}`,
    why: `It responds with 400 to a token that is not its own, and it has a new one after each start${isChecked ? "; it does the same for a host that `server.allowedHosts` does not list" : ""}.`,
    evidence: [...(seen.protocol?.evidence ?? []), ...pathEvidence(seen), saidEvidence(seen)],
    fix: {
      text: `Reload the page: it may have been served before the server's last start.${isChecked ? " If that does not help, allow the host." : ""}`,
      snippets: isChecked ? [viteHosts(seen)] : [],
    },
  };
}
