import { addressOf, hostAndPort } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import { visibleText } from "../text.ts";
import type { Confidence, Recognition } from "./intermediary.ts";

const RANK: readonly Confidence[] = ["certain", "likely", "possible"];

/** A product's mark on a response that is not the handshake's own. */
export interface Mark {
  /** The id of the upgrade that it is the response to; null: an ordinary request. */
  readonly of: string | null;
  /** The response, under its address without user name, password, query and fragment: each may be a secret. */
  readonly response: HostResponse;
  readonly found: Recognition;
}

/** A response that may bear marks, and the id of the upgrade that it is the response to; null: an ordinary request. */
interface ResponseOf {
  readonly of: string | null;
  readonly response: HostResponse;
}

/** The marks on the responses of one host and port, by the product's id: the best first, at most two. */
type MarkIndex = ReadonlyMap<string, ReadonlyMap<string, readonly Mark[]>>;

/**
 * Sorts the marks that products left on responses.
 *
 * @param recognitions the products that headers show, by id
 * @returns by host and port, then by the product's id; the best first, at most two
 */
export function marksIn(
  responses: Iterable<ResponseOf>,
  recognitions: (headers: Headers) => ReadonlyMap<string, Recognition>,
): MarkIndex {
  const byHostAndPort = new Map<string, Map<string, Mark[]>>();
  for (const { of, response } of responses) {
    // Most responses bear no mark: only of the others the address matters.
    const found = recognitions(response.headers);
    const address = found.size === 0 ? null : addressOf(response.url);
    if (address === null) continue;
    const hostPort = hostAndPort(address);
    const marks = byHostAndPort.get(hostPort) ?? new Map<string, Mark[]>();
    byHostAndPort.set(hostPort, marks);
    const url = visibleText(`${new URL(response.url).protocol}//${address.authority}${address.path}`);
    for (const [product, recognition] of found) {
      const mark = { of, response: { ...response, url }, found: recognition };
      marks.set(product, bestTwo([...(marks.get(product) ?? []), mark]));
    }
  }
  return byHostAndPort;
}

/** The mark that says most; among equals the first. */
export function bestOf(marks: readonly Mark[]): Mark | null {
  return marks.reduce<Mark | null>((best, mark) => (best === null || isMoreSpecific(mark, best) ? mark : best), null);
}

/** Two, since the best may be on the very response that is asked about. Among equals the first stays first. */
function bestTwo(marks: Mark[]): Mark[] {
  return marks.sort((a, b) => (isMoreSpecific(a, b) ? -1 : isMoreSpecific(b, a) ? 1 : 0)).slice(0, 2);
}

function isMoreSpecific({ found: a }: Mark, { found: b }: Mark): boolean {
  const [rankA, rankB] = [RANK.indexOf(a.confidence), RANK.indexOf(b.confidence)];
  return rankA < rankB || (rankA === rankB && a.version !== null && b.version === null);
}
