import type { Address } from "../../../upgrade/http/address.ts";

/** The user's own address in a form that is safe inside a configuration file or a command. */
export interface SafeAddress {
  readonly host: string;
  /** Host and, unless it is the default, port. */
  readonly authority: string;
  readonly path: string;
}

/**
 * Prepares an address for a snippet. Hosts and paths come from the page, so whatever is not plain is replaced by a word in
 * capitals that stands for it.
 */
export function safeAddressOf(address: Address | null): SafeAddress {
  if (address === null) return { host: "HOST", authority: "HOST", path: "/PATH" };
  const plainHost = /^[A-Za-z0-9.:-]+$/.test(address.host);
  return {
    host: plainHost ? address.host : "HOST",
    authority: plainHost ? address.authority : "HOST",
    path: /^[A-Za-z0-9._~/%-]+$/.test(address.path) ? address.path : "/PATH",
  };
}
