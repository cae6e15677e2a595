import { requestHeader, wasRequestSeen } from "../../case.ts";
import type { Case } from "../../diagnosis.ts";
import { type ProductCause, protocol, withoutOrigin, words } from "./row.ts";

const STEVE = { text: "SteVe: issue 369", url: "https://github.com/steve-community/steve/issues/369" };

/** Responses of applications. Where a row rests on reports of users, it says so. */
export const applicationCauses: readonly ProductCause[] = [
  {
    id: "subprotocol-missing",
    statuses: [400, 403, 404, 426],
    seen: (seen) => withoutSubprotocol(seen, protocol(seen, "ocpp")),
    likelihood: "likely",
    title: "The station may have to offer its version of OCPP as the subprotocol",
    why: "OCPP-J requires it in `Sec-WebSocket-Protocol`, and management systems refuse a handshake without it; a plain test with a tool has none.",
    fix: "Offer the version that the management system speaks.",
    snippets: () => [
      { for: "curl", code: '--header "Sec-WebSocket-Protocol: ocpp1.6"' },
      { for: "wscat", code: "wscat --subprotocol ocpp1.6 --connect URL" },
    ],
    reference: STEVE,
  },
  {
    id: "subprotocol-missing",
    statuses: [400],
    seen: (seen) => byTool(seen, protocol(seen, "ocpp")),
    likelihood: "possible",
    title: "The tool may have offered no subprotocol",
    why: "OCPP-J requires its version in `Sec-WebSocket-Protocol`, and management systems refuse a handshake without it. Tools send none unless told to.",
    fix: "Offer the version that the management system speaks.",
    snippets: () => [
      { for: "websocat", code: "websocat --protocol ocpp1.6 URL" },
      { for: "wscat", code: "wscat --subprotocol ocpp1.6 --connect URL" },
    ],
    reference: STEVE,
  },
  {
    id: "login-required",
    statuses: [401],
    seen: (seen) => both(protocol(seen, "proxmox"), words(seen, "No ticket")),
    likelihood: "certain",
    title: "Proxmox VE got no ticket with this request",
    why: "This is its message for a request that has neither the cookie `PVEAuthCookie` nor an API token. The `vncticket` in the URL is required too, and does not replace them.",
    fix: "Set the cookie `PVEAuthCookie` for this URL's host before connecting; a page on another site can do that only through a proxy on a host that both share. A tool can send an API token.",
    snippets: () => [{ for: "curl", code: '--header "Authorization: PVEAPIToken=USER@REALM!TOKENID=SECRET"' }],
    reference: { text: "Proxmox VE API", url: "https://pve.proxmox.com/wiki/Proxmox_VE_API" },
  },
  {
    id: "login-required",
    statuses: [403],
    seen: (seen) => withoutOrigin(seen, withoutLogin(seen, protocol(seen, "jupyter"))),
    likelihood: "likely",
    title: "Jupyter may not know who is connecting",
    why: "It responds with 403 to a request without a login, and this one had neither a cookie nor a token. The origin cannot be the reason: the request has none.",
    fix: "Send the server's token, in the header or as `token` in the URL.",
    snippets: () => [{ for: "curl", code: '--header "Authorization: token TOKEN"' }],
    reference: {
      text: "Jupyter Server: security",
      url: "https://jupyter-server.readthedocs.io/en/latest/operators/security.html",
    },
  },
];

function withoutSubprotocol(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  if (evidence === null || !wasRequestSeen(seen) || requestHeader(seen, "Sec-WebSocket-Protocol") !== null) return null;
  return [...evidence, "no request header Sec-WebSocket-Protocol"];
}

/** Adds to evidence that a tool asked whose request was not shown. */
function byTool(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  const { client } = seen.upgrade;
  return evidence === null || client === undefined || wasRequestSeen(seen) ? null : [...evidence, `asked by ${client}`];
}

function both(first: readonly string[] | null, second: readonly string[] | null): readonly string[] | null {
  return first === null || second === null ? null : [...first, ...second];
}

/** Adds to evidence that the request was seen without a cookie, an `Authorization` or a token in its query; else null. */
function withoutLogin(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  if (evidence === null || !wasRequestSeen(seen) || seen.address?.query.has("token") === true) return null;
  if (["Cookie", "Authorization"].some((name) => requestHeader(seen, name) !== null)) return null;
  return [...evidence, "no request header Cookie or Authorization"];
}
