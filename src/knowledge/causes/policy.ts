import { isPrivateHost } from "../../upgrade/address.ts";
import type { Case, Cause, Snippet } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, saidEvidence } from "../evidence.ts";
import { placeOf } from "../place.ts";
import { code } from "../words.ts";

/** CSP3 §2.3.1: schemes, hosts, ports, paths and keywords; what else a page may write is not put into a snippet. */
const PLAIN = /^[A-Za-z0-9 '*:/._%=+-]{1,400}$/;

/** Only for scripts and styles: of no use in `connect-src`. */
const NOT_FOR_CONNECTING = /^'(?:unsafe-|nonce-|sha\d|strict-dynamic|report-sample|none|wasm-)/;

/** The page's policy has no source that allows this URL. */
export function cspSourceMissing(seen: Case): Cause {
  const { blocked } = seen.upgrade;
  const directive = blocked?.directive?.trim() ?? "";
  const source = sourceFor(seen);
  return {
    id: "csp-source-missing",
    likelihood: directive === "" ? "likely" : "certain",
    title: "The page's content security policy lacks the address",
    why: why(seen, directive),
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: `Add ${code(source)} to \`connect-src\`, in the header or the \`<meta>\` element that sets it. If several policies are sent, each of them must allow the address.`,
      snippets: [snippet(directive, source)],
    },
  };
}

/**
 * A page of the public network asked for this machine or the local network: since Chrome 147 the connection waits, unsent,
 * while the browser asks the user (measured).
 */
export function permissionPending(seen: Case): Cause | null {
  const { address, page } = seen;
  if (address === null || page === null || page.scheme === "other") return null;
  if (!isPrivateHost(address.host) || isPrivateHost(page.host)) return null;
  return {
    id: "permission-pending",
    likelihood: "possible",
    title: "The browser may be asking whether the page may reach the local network",
    why: "A page from a public address needs the user's permission for addresses of this machine or the local network, and the connection waits unsent until the question is answered.",
    evidence: [...addressEvidence(seen), ...pageEvidence(seen)],
    fix: {
      text: "Look for the browser's question beside the address bar, and answer it; or set it in the site's settings.",
      snippets: [],
    },
  };
}

function why({ address, page }: Case, directive: string): string {
  if (directive === "") return "The browser names the policy as the reason; for WebSockets that is `connect-src`.";
  const said = `The browser names the part of the policy that refused: ${code(directive)}.`;
  if (/^default-src\b/i.test(directive)) {
    return `${said} It decides because the policy has no \`connect-src\`.`;
  }
  const isElsewhere = address !== null && page !== null && page.authority !== address.authority;
  return isElsewhere && /'self'/i.test(directive)
    ? `${said} \`'self'\` stands for the page's own host and port, and this URL has another.`
    : said;
}

/** The source expression for the URL: scheme, host and, unless it is the default, port (CSP3 §2.3.1). */
function sourceFor({ address }: Case): string {
  return `${address?.scheme === "ws" ? "ws" : "wss"}://${placeOf(address).authority}`;
}

/** The directive as it was, with the source added to it. */
function snippet(directive: string, source: string): Snippet {
  const [, ...sources] = PLAIN.test(directive) ? directive.split(/\s+/) : [];
  const kept = sources.filter((one) => !NOT_FOR_CONNECTING.test(one));
  return { for: "Content-Security-Policy", code: ["connect-src", ...kept, source].join(" ") };
}
