import { visibleText } from "../../knowledge/text.ts";
import { Refusal } from "../command.ts";

/** Hosts of this machine, which a page may be loaded from unless somebody says otherwise. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * An origin of `--allow`: "https://app.example", or a host alone for both schemes and every port.
 *
 * @throws Refusal when it is neither
 */
export function allowedOrigin(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return new URL(text).origin;
  if (/^[\w.-]+$|^\[[\da-f:]+\]$/i.test(text)) return text.toLowerCase();
  throw new Refusal(`--allow takes an origin such as https://app.example, or a host, not ${visibleText(text)}.`);
}

/**
 * The address of a page that may be loaded.
 *
 * @param allowed what `allowedOrigin` returned, beside this machine's own hosts
 * @throws Refusal when it may not
 */
export function allowedPage(text: string, allowed: readonly string[]): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Refusal(`${visibleText(text)} is not a page address: it must begin with http:// or https://.`);
  }
  if (LOOPBACK.test(url.hostname) || allowed.includes(url.origin) || allowed.includes(url.hostname)) return url.href;
  throw new Refusal(
    `Pages of ${visibleText(url.origin)} may not be loaded. The person who starts this server can allow it with --allow ${visibleText(url.origin)}.`,
  );
}
