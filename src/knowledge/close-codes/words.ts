import { lifeOf } from "../../upgrade/lifetime.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { duration, code as foreign, shortened, visibleText, type Words } from "../text.ts";
import { closeMeaning } from "./meaning.ts";

/** RFC 6455 §7.1.5: what the browser reports when the other side's closing message had no code. */
const NO_CODE = 1005;

/** RFC 6455 §7.1.5: what the browser reports when no closing message came. */
const NO_MESSAGE = 1006;

/** Longest reason in a line of evidence (RFC 6455 §5.5 allows 123 bytes). */
const LONGEST = 130;

/**
 * How a connection closed, in one sentence without its full stop: "It closed after 12 s; the server's side gave code 1001
 * (Going Away), saying `deploy`". Of a reason that ends with a full stop, the sentence's own stands for it. Not for 1006.
 *
 * @param protocolId the recognized protocol's, whose own codes come first
 */
export function closeWords(upgrade: Upgrade, protocolId: string | null): Words {
  const life = lifeOf(upgrade);
  const closed = `It closed${life === null ? "" : ` after ${duration(life)}`}`;
  if (upgrade.close === null) return closed;
  const { code, reason } = upgrade.close;
  if (code === NO_CODE) return `${closed}, and no code was given`;
  const { name } = closeMeaning(code, protocolId);
  const named = `code ${code} (${name})`;
  // Many servers give the name of the code as the reason.
  const isSaid = reason.trim() === "" || reason.trim().toLowerCase() === name.toLowerCase();
  const because = isSaid ? "" : `, saying ${foreign(reason.replace(/\.$/, ""))}`;
  // The log of a program may be of either side.
  const isServers = upgrade.client === undefined && isFromServerSide(code);
  return `${closed}${isServers ? "; the server's side gave" : " with"} ${named}${because}`;
}

/**
 * Whether a code can only have come from the server's side. The browser reports the code that it received (RFC 6455
 * §7.1.5), and a page can send none but 1000 and 3000 to 4999 (WHATWG WebSockets: `close()`).
 */
export function isFromServerSide(code: number): boolean {
  return code > 1000 && code < 3000 && code !== NO_CODE && code !== NO_MESSAGE;
}

/** The page's close event as one line of evidence; empty when nobody heard it. */
export function closeEvidence({ close, client }: Upgrade): string[] {
  if (close === null) return [];
  const { code, reason, wasClean } = close;
  const text = visibleText(reason);
  const because = text === "" ? "" : `, reason ${shortened(text, LONGEST)}`;
  const where = client === undefined ? "the page's close event" : "the close, as the program reported it";
  return [`${where}: code ${code}, ${wasClean ? "clean" : "not clean"}${because}`];
}
