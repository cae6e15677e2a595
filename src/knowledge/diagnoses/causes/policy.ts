import { type Address, addressOf, isPrivateHost } from "../../../upgrade/http/address.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { safeAddressOf } from "../../intermediaries/snippets/safe-address.ts";
import { code } from "../../text.ts";
import { schemeOf } from "../case.ts";
import type { Case, Cause, Snippet } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";

/** CSP3 §2.3.1: schemes, hosts, ports, paths and keywords; what else a page may write is not put into a snippet. */
const PLAIN = /^[A-Za-z0-9 '*:/._%=+-]{1,400}$/;

/** Only for scripts and styles: of no use in `connect-src`. */
const NOT_FOR_CONNECTING = /^'(?:unsafe-|nonce-|sha\d|strict-dynamic|report-sample|none|wasm-)/;

/** The page's policy has no source that allows this URL. */
export function cspSourceMissing(seen: Case): Cause {
  const { blocked } = seen.upgrade;
  const directive = blocked?.directive?.trim() ?? "";
  const refused = refusedAddress(seen);
  // Scheme, host and, unless it is the default, port (CSP3 §2.3.1).
  const source = `${schemeOf({ words: seen.words, address: refused })}://${safeAddressOf(refused).authority}`;
  return {
    id: "csp-source-missing",
    likelihood: directive === "" ? "likely" : "certain",
    title: "The page's content security policy does not list the address",
    why: why(seen, directive),
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: `Add ${code(source)} to \`connect-src\`, in the header or the \`<meta>\` element that sets the policy. If several policies are sent, each of them must allow the address.${otherHost(refused, directive) === null ? "" : " Or make the proxy forward the original `Host`, if the application writes the policy from that."}`,
      snippets: [snippet(directive, source)],
    },
  };
}

/** Words of the console in which a content security policy or the rule for mixed content names the address. */
const NAMED =
  /^(?:Connecting to|Refused to connect to|Mixed Content: .* requested an insecure (?:resource|\S+ endpoint)) '([^']*)'/;

/**
 * The address that was refused: after a redirect it is another one than the page had asked for.
 *
 * @returns null when a redirect led to it and nothing names it
 */
export function refusedAddress({ upgrade, address }: Case): Address | null {
  const named = addressOf(NAMED.exec(upgrade.blocked?.message ?? "")?.[1] ?? null);
  return named ?? (isRedirected(upgrade) ? null : address);
}

/** Whether the request had gone out before a rule of the page refused it: then a redirect led to where it may not go. */
export function isRedirected({ kind, request }: Upgrade): boolean {
  return kind !== "websocket" && request !== null;
}

/**
 * A page of the public network asked for this machine or the local network: since Chrome 147 the connection waits, unsent,
 * while the browser asks the user (docs/chromium.md#local-network-access).
 */
export function permissionPending(seen: Case): Cause | null {
  const { address, page } = seen;
  if (address === null || page === null || page.scheme === "other") return null;
  if (!isPrivateHost(address.host) || isPrivateHost(page.host)) return null;
  return {
    id: "permission-pending",
    likelihood: "possible",
    title: "The browser may be asking whether the page may reach the local network",
    why: "A page from a public address needs the user's permission to reach this machine or the local network, and the request is not sent until the user answers the prompt.",
    evidence: [...addressEvidence(seen), ...pageEvidence(seen)],
    fix: {
      text: "Look for the browser's prompt next to the address bar and answer it, or set the permission in the site's settings.",
      snippets: [],
    },
  };
}

/** A source whose colon is missing: it is read as a path, and allows nothing. */
const WITHOUT_COLON = /(?:^|\s)((?:wss?|https?)\/\/[\w.:-]{1,200})/;

/** A socket's address in the policy that is of an address inside the server's network, in the place of the page's name. */
function otherHost(refused: Address | null, directive: string): string | null {
  const source = /(?:^|\s)(wss?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|localhost)(?::\d{1,5})?)(?:\s|$)/.exec(directive)?.[1];
  const isOther = source !== undefined && refused !== null && addressOf(source)?.host !== refused.host;
  return isOther && !isPrivateHost(refused.host) ? source : null;
}

function why(seen: Case, directive: string): string {
  const { page } = seen;
  const address = refusedAddress(seen);
  if (directive === "") {
    const what = seen.words.policed;
    return `The browser names the policy as the reason; for ${what} the directive is \`connect-src\`.`;
  }
  const said = `The browser names the directive that refused it: ${code(directive)}.`;
  if (/^default-src\b/i.test(directive)) {
    return `${said} That directive applies because the policy has no \`connect-src\`.`;
  }
  const broken = WITHOUT_COLON.exec(directive)?.[1];
  if (broken !== undefined)
    return `${said} In it, ${code(broken)} lacks the colon behind the scheme, and so allows nothing.`;
  const other = otherHost(address, directive);
  if (other !== null)
    return `${said} It lists ${code(other)} instead of this host: an application that writes its policy from \`Host\` was given the proxy's own name for it.`;
  const isElsewhere = address !== null && page !== null && page.authority !== address.authority;
  return isElsewhere && /'self'/i.test(directive)
    ? `${said} \`'self'\` stands for the page's own host and port, and this URL has a different one.`
    : said;
}

/** The directive as it was, with the source added to it. */
function snippet(directive: string, source: string): Snippet {
  const [, ...sources] = PLAIN.test(directive) ? directive.split(/\s+/) : [];
  const kept = sources.filter((one) => !NOT_FOR_CONNECTING.test(one));
  return { for: "Content-Security-Policy", code: ["connect-src", ...kept, source].join(" ") };
}
