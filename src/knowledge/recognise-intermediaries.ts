import { type Address, addressOf } from "../upgrade/address.ts";
import type { Neighbour } from "../upgrade/har.ts";
import type { Headers } from "../upgrade/headers.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { intermediaries } from "./intermediaries.ts";
import type { Confidence, Intermediary, IntermediaryResult } from "./intermediary.ts";
import { visibleText } from "./words.ts";

const RANK: readonly Confidence[] = ["certain", "likely", "possible"];

/**
 * Names the products that left evidence on the answer to the handshake, or on ordinary answers of the same host and port.
 * A product seen only on a neighbour is never more than likely: the upgrade may take another way.
 *
 * @param neighbours ordinary answers of any host
 * @returns the products in the order of the registry: from the browser's side to the server's
 */
export function recogniseIntermediaries(
  upgrade: Upgrade,
  address: Address | null,
  neighbours: readonly Neighbour[],
): IntermediaryResult[] {
  const near = neighbours.filter((neighbour) => isSameHost(addressOf(neighbour.url), address));
  return intermediaries.flatMap((product) => {
    const own = upgrade.response === null ? null : recognition(product, upgrade.response.headers);
    const theirs = near.flatMap((neighbour) => recognition(product, neighbour.headers, neighbour) ?? []);
    const best = own ?? lowered(theirs[0]);
    if (best === null) return [];
    const { id, name, behaviour, timeouts, reference } = product;
    const evidence = [...(own?.evidence ?? []), ...(own === null ? (theirs[0]?.evidence ?? []) : [])];
    return [{ id, name, behaviour, timeouts, reference, confidence: best.confidence, version: best.version, evidence }];
  });
}

interface Seen {
  readonly confidence: Confidence;
  readonly version: string | null;
  readonly evidence: readonly string[];
}

function recognition(product: Intermediary, headers: Headers, neighbour?: Neighbour): Seen | null {
  const found = product.recognise(headers);
  if (found === null) return null;
  const evidence = found.headers.map((header) =>
    neighbour === undefined
      ? `response header ${visibleText(header)}`
      : `${visibleText(header)} on the answer to ${visibleText(neighbour.url.replace(/[?#].*$/s, ""))}`,
  );
  return { confidence: found.confidence, version: found.version, evidence };
}

function lowered(seen: Seen | undefined): Seen | null {
  if (seen === undefined) return null;
  const rank = Math.max(RANK.indexOf(seen.confidence), RANK.indexOf("likely"));
  return { ...seen, confidence: RANK[rank] ?? "possible" };
}

function isSameHost(a: Address | null, b: Address | null): boolean {
  return a !== null && b !== null && a.host === b.host && a.port === b.port;
}
