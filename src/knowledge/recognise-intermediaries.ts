import { type Address, addressOf } from "../upgrade/address.ts";
import type { Neighbour } from "../upgrade/har.ts";
import type { Headers } from "../upgrade/headers.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { intermediaries } from "./intermediaries.ts";
import type { Confidence, Intermediary, IntermediaryResult, Recognition } from "./intermediary.ts";
import { visibleText } from "./words.ts";

const RANK: readonly Confidence[] = ["certain", "likely", "possible"];

/**
 * Names the products that left evidence on the answer to the handshake, or on ordinary answers of the same host and port,
 * or that have the host name among their own.
 * A product seen only on a neighbour is never more than likely: the upgrade may take another way.
 *
 * @param neighbours ordinary answers of any host
 * @returns each product once, in the order of the registry: from the browser's side to the server's
 */
export function recogniseIntermediaries(
  upgrade: Upgrade,
  address: Address | null,
  neighbours: readonly Neighbour[],
): IntermediaryResult[] {
  const near = address === null ? [] : neighbours.filter((neighbour) => isSameHost(placeOf(neighbour), address));
  return intermediaries.flatMap((product) => {
    const seen = onAnswer(product, upgrade) ?? onNeighbours(product, near) ?? onHost(product, address);
    if (seen === null) return [];
    const { id, name, behaviour, timeouts, reference } = product;
    return [{ id, name, behaviour, timeouts, reference, ...seen }];
  });
}

type Seen = Pick<IntermediaryResult, "confidence" | "version" | "evidence" | "neighbour">;

function onAnswer(product: Intermediary, { response }: Upgrade): Seen | null {
  const found = response === null ? null : (recognitions(response.headers).get(product.id) ?? null);
  if (found === null) return null;
  return {
    confidence: found.confidence,
    version: found.version,
    evidence: found.headers.map((header) => `response header ${visibleText(header)}`),
    neighbour: null,
  };
}

/** Never more than likely: another product of the same maker may answer there. */
function onHost({ ownHosts }: Intermediary, address: Address | null): Seen | null {
  if (ownHosts === undefined || address === null || !ownHosts.test(address.host)) return null;
  return { confidence: "likely", version: null, evidence: [`host ${visibleText(address.host)}`], neighbour: null };
}

/** Speaks from the neighbour that says it most surely; among equals from the first that names a version. */
function onNeighbours(product: Intermediary, near: readonly Neighbour[]): Seen | null {
  let best: { readonly found: Recognition; readonly neighbour: Neighbour } | null = null;
  for (const neighbour of near) {
    const found = recognitions(neighbour.headers).get(product.id);
    if (found !== undefined && (best === null || saysMore(found, best.found))) best = { found, neighbour };
  }
  if (best === null) return null;
  const { found, neighbour } = best;
  return {
    confidence: found.confidence === "certain" ? "likely" : found.confidence,
    version: found.version,
    evidence: found.headers.map((header) => `${visibleText(header)} on the answer to ${addressText(neighbour)}`),
    neighbour: shownBy(neighbour, found),
  };
}

function saysMore(a: Recognition, b: Recognition): boolean {
  const [rankA, rankB] = [RANK.indexOf(a.confidence), RANK.indexOf(b.confidence)];
  return rankA < rankB || (rankA === rankB && a.version !== null && b.version === null);
}

/** Headers never change once seen, while every look at an upgrade asks again: what was found is kept with them. */
const known = new WeakMap<Headers, ReadonlyMap<string, Recognition>>();

function recognitions(headers: Headers): ReadonlyMap<string, Recognition> {
  const before = known.get(headers);
  if (before !== undefined) return before;
  const found = new Map<string, Recognition>();
  for (const product of intermediaries) {
    const recognition = product.recognise(headers);
    if (recognition !== null) found.set(product.id, recognition);
  }
  known.set(headers, found);
  return found;
}

const places = new WeakMap<Neighbour, { readonly address: Address | null }>();

function placeOf(neighbour: Neighbour): Address | null {
  const before = places.get(neighbour);
  if (before !== undefined) return before.address;
  const address = addressOf(neighbour.url);
  places.set(neighbour, { address });
  return address;
}

/** What a report needs so that its reader sees the same: the headers that are marks, and no others of that answer. */
function shownBy(neighbour: Neighbour, found: Recognition): Neighbour {
  const names = new Set(found.headers.map((header) => header.slice(0, header.indexOf(":")).toLowerCase()));
  const headers = neighbour.headers.filter(([name]) => names.has(name.toLowerCase()));
  return { url: addressText(neighbour), status: neighbour.status, headers };
}

/** Without user name, password, query and fragment: each may be a secret. */
function addressText(neighbour: Neighbour): string {
  const address = placeOf(neighbour);
  if (address === null) return "another request";
  return visibleText(`${address.scheme === "ws" ? "http" : "https"}://${address.authority}${address.path}`);
}

function isSameHost(a: Address | null, b: Address): boolean {
  return a !== null && a.host === b.host && a.port === b.port;
}
