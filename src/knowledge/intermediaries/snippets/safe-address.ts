import { type Address, addressOf } from "../../../upgrade/http/address.ts";

/** The user's own address in a form that is safe inside a configuration file or a command. */
export interface SafeAddress {
  readonly host: string;
  /** Host and, unless it is the default, port. */
  readonly authority: string;
  readonly path: string;
}

/**
 * The address that snippets are for; where a log names the path alone, one in which "HOST" stands for the rest.
 *
 * @param path as a log names it; absent: it does not
 */
export function snippetAddress(address: Address | null, path: string | undefined): Address | null {
  if (address !== null || path === undefined) return address;
  return addressOf(`http://${NO_HOST}${path}`)?.withoutScheme() ?? null;
}

/** In the place of a host that is not known; no host has such a name (RFC 6761 §6.4). */
const NO_HOST = "host.invalid";

/**
 * Prepares an address for a snippet. Hosts and paths come from the page, so whatever is not plain is replaced by a word in
 * capitals that stands for it.
 */
export function safeAddressOf(address: Address | null): SafeAddress {
  if (address === null) return { host: "HOST", authority: "HOST", path: "/PATH" };
  const plainHost = /^[A-Za-z0-9.:-]+$/.test(address.host) && address.host !== NO_HOST;
  return {
    host: plainHost ? address.host : "HOST",
    authority: plainHost ? address.authority : "HOST",
    path: /^[A-Za-z0-9._~/%-]+$/.test(address.path) ? address.path : "/PATH",
  };
}
