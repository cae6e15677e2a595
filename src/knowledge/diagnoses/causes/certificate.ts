import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { safeAddressOf } from "../../intermediaries/snippets/safe-address.ts";
import { code, type Words } from "../../text.ts";
import { Asker, asker, isInBrowser } from "../asker.ts";
import { netCode } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

/** An issuer that the browser does not know: its own, in development; an inspecting proxy's, in companies. */
export function untrustedIssuer(seen: Case): Cause[] {
  const known = netCode(seen);
  const local = seen.address !== null && isPrivateHost(seen.address.host);
  if (known === "ERR_CERT_KNOWN_INTERCEPTION_BLOCKED") return [inspectingProxy(seen, "certain")];
  if (known !== "ERR_CERT_AUTHORITY_INVALID") return [];
  if (isSaidSelfSigned(seen)) return [selfSigned(seen, "certain")];
  return local ? [selfSigned(seen, "likely")] : [selfSigned(seen, "possible"), inspectingProxy(seen, "possible")];
}

/** OpenSSL's words for a certificate that is its own issuer; a chain that ends in an unknown root has others (X509_verify_cert_error_string). */
function isSaidSelfSigned({ upgrade }: Case): boolean {
  return upgrade.client !== undefined && /self[- ]signed certificate(?! in)/i.test(upgrade.error?.message ?? "");
}

/** Words of other programs that say what is wrong with the issuer, and Apple's and Windows' numbers of it. */
const OF_ISSUER =
  /issuer|self[- ]signed|verify the first|unknown authority|untrusted.?root|Code=-1203\b|OSStatus error -(?:9812|9813|2146762487)\b/i;

/**
 * Whether a program only says that it did not accept the certificate: Safari and Apple's errSSLXCertChainInvalid, wget, and the
 * older versions of Python give no reason, and say the same of another host name.
 */
function isUnspecific({ upgrade }: Case): boolean {
  return upgrade.client !== undefined && !OF_ISSUER.test(upgrade.error?.message ?? "");
}

function selfSigned(seen: Case, likelihood: Likelihood): Cause {
  const { authority } = safeAddressOf(seen.address);
  return {
    id: "self-signed-certificate",
    likelihood,
    title:
      likelihood === "certain"
        ? "The certificate is self-signed"
        : "The certificate may be self-signed, or its chain may be incomplete",
    why:
      likelihood === "certain"
        ? `${Asker(seen.upgrade)} says so: the certificate was not issued by an authority, and nothing on this machine trusts it.`
        : likelihood === "likely"
          ? isUnspecific(seen)
            ? "The client did not accept the certificate, and the host is on this machine or a private network, where certificates are often self-signed."
            : "The client does not know the issuer, and the host is on this machine or a private network, where certificates are often self-signed."
          : isUnspecific(seen)
            ? "The client does not say why. An issuer that it does not know, a certificate that is missing in the chain, a date that has passed, or another host name can be behind it."
            : "The client does not know the issuer of the certificate.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: isInBrowser(seen.upgrade)
      ? {
          text: `A WebSocket has no page on which a certificate could be accepted. In development, open \`https://${authority}/\` once and accept it there, or use a certificate authority that this machine trusts; in production, serve a certificate from a public authority with its full chain.`,
          snippets: [],
        }
      : trusting(asker(seen.upgrade), INSECURE[seen.upgrade.client ?? ""]),
  };
}

/** Options by which programs accept any certificate, by their own documentation. */
const INSECURE: Readonly<Record<string, string>> = {
  curl: "--insecure",
  wget: "--no-check-certificate",
  websocat: "--insecure",
  wscat: "--no-check",
};

function trusting(client: Words, option: string | undefined): NonNullable<Cause["fix"]> {
  const inProduction = `in production, serve a certificate from a public authority with its full chain. What a browser has accepted does not help ${client}.`;
  if (option === undefined)
    return { text: `In development, give ${client} the issuer's certificate to trust; ${inProduction}`, snippets: [] };
  return {
    text: `For a test, let ${client} accept any certificate with \`${option}\`. The safe way is to give it the issuer's certificate; ${inProduction}`,
    snippets: [{ for: client, code: `${client} ${option} …` }],
  };
}

function inspectingProxy(seen: Case, likelihood: Likelihood): Cause {
  return {
    id: "corporate-proxy",
    likelihood,
    title: `A proxy or security software along the way ${likelihood === "certain" ? "inspects" : "may inspect"} TLS`,
    why:
      likelihood === "certain"
        ? "The browser recognized the certificate as one that is used to intercept connections."
        : "Software that inspects TLS replaces the server's certificate with its own; clients refuse it where its issuer is not installed.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Try another network. On a managed network, ask the administrator to exempt the host from TLS inspection or to install the issuer.",
      snippets: [],
    },
  };
}

/** Codes that say themselves what is wrong with the certificate (chromium: net/base/net_error_list.h). */
const BY_CODE: ReadonlyMap<
  string,
  readonly [id: string, likelihood: Likelihood, title: string, why: string, fix: string]
> = new Map([
  [
    "ERR_CERT_DATE_INVALID",
    [
      "certificate-expired",
      "likely",
      "The certificate may have expired",
      "The certificate is not valid at this computer's date: it has expired, is not valid yet, or the computer's clock is wrong.",
      "Renew the certificate and reload the server, and check the computer's clock.",
    ],
  ],
  [
    "ERR_CERT_COMMON_NAME_INVALID",
    [
      "certificate-name-mismatch",
      "certain",
      "The certificate is for other host names",
      "The certificate does not list the host of the URL.",
      "Use a name that the certificate lists, or issue a certificate that lists this host.",
    ],
  ],
  [
    "ERR_CERT_REVOKED",
    [
      "certificate-revoked",
      "certain",
      "The certificate was revoked",
      "Its issuer revoked the certificate before it expired.",
      "Issue a new certificate with a new key.",
    ],
  ],
  [
    "ERR_CERT_WEAK_SIGNATURE_ALGORITHM",
    [
      "certificate-too-weak",
      "certain",
      "The certificate is signed with an algorithm that is too weak",
      "The browser no longer accepts its signature algorithm.",
      "Issue a new certificate with a current signature algorithm.",
    ],
  ],
]);

/** What the code itself shows, or null. */
export function causeByCode(seen: Case): Cause | null {
  const known = BY_CODE.get(netCode(seen) ?? "");
  if (known === undefined) return null;
  const [id, likelihood, title, why, text] = known;
  const host = seen.address === null ? "" : ` The host is ${code(seen.address.host)}.`;
  return {
    id,
    likelihood,
    title,
    why: `${why}${host}`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text, snippets: [] },
  };
}
