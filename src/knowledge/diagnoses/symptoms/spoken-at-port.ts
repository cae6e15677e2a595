import { wasOpened } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { visibleText } from "../../text.ts";
import type { Case } from "../diagnosis.ts";
import { pageEvidence } from "../evidence.ts";

/** What shows that a port speaks plain HTTP, or TLS. */
export interface Spoken {
  /** As a sentence. */
  readonly why: string;
  readonly evidence: readonly string[];
}

/** What shows that plain HTTP is spoken at the host and port: the page came so, or another connection opened so. Or null. */
export function plainAtPort(seen: Case): Spoken | null {
  if (isPageAt(seen, "ws")) {
    return {
      why: "The page itself was loaded over http from the same host and port, so this port speaks plain HTTP.",
      evidence: pageEvidence(seen),
    };
  }
  const other = seen.capture.plainBeside(seen.upgrade);
  return other === null
    ? null
    : {
        why: "Another connection to the same host and port opened over `ws://`, so this port speaks plain HTTP.",
        evidence: [`${addressText(other)} opened`],
      };
}

/** What shows that TLS is spoken at the host and port: the page came so, or another connection got that far. Or null. */
export function tlsAtPort(seen: Case): Spoken | null {
  if (isPageAt(seen, "wss")) {
    return {
      why: "The page itself was loaded over https from the same host and port, so this port speaks TLS.",
      evidence: pageEvidence(seen),
    };
  }
  const other = seen.capture.secureBeside(seen.upgrade);
  if (other === null) return null;
  const far = wasOpened(other)
    ? "opened"
    : /\bnet::ERR_CERT_/.test(other.error?.message ?? "")
      ? "got as far as the server's certificate"
      : "got a response";
  return {
    why: `Another handshake to the same host and port, over \`wss://\`, ${far}, so this port speaks TLS.`,
    evidence: [`${addressText(other)} ${far}`],
  };
}

/** Whether the page was loaded from the same host and port, in this way. */
export function isPageAt({ address, page }: Case, scheme: "ws" | "wss"): boolean {
  return page?.scheme === scheme && page.host === address?.host && page.port === address.port;
}

/** The URL of another connection as evidence names it: without its query, which may hold secrets. */
export function addressText({ url }: Upgrade): string {
  return visibleText(url ?? "").replace(/[?#].*$/s, "");
}
