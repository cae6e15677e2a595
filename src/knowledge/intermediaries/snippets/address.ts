import type { Address } from "../../../upgrade/http/address.ts";
import type { SnippetContext } from "../intermediary.ts";
import { safeAddressOf } from "./safe-address.ts";

/** Writes a snippet, or null where nothing needs to be done. */
type Write = (context: SnippetContext) => string | null;

/**
 * The path to put into a server's configuration; "/PATH" where the user's own is not plain.
 *
 * A path with percent-encoding is left out too: nginx, Apache and Caddy compare the decoded one, so it would never match.
 */
export function pathFor({ address }: SnippetContext): string {
  const { path } = safeAddressOf(address);
  return path.includes("%") ? "/PATH" : path;
}

/** The name of the site to put into a configuration, with its port unless that is the default; "HOST" where it is not plain. */
export function siteFor({ address }: SnippetContext): string {
  return safeAddressOf(address).authority;
}

/** For products that cannot stand in front of this machine: says nothing to somebody who develops on localhost. */
export function remoteOnly(write: Write): Write {
  return (context) => (isThisMachine(context.address) ? null : write(context));
}

/** For development servers: says nothing unless the address is on this machine. */
export function localOnly(write: Write): Write {
  return (context) => (isThisMachine(context.address) ? write(context) : null);
}

/** Loopback (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3, RFC 6761 §6.3). */
function isThisMachine({ host }: Address): boolean {
  return host === "localhost" || host.endsWith(".localhost") || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}
