import { type Address, addressOf } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Neighbour } from "../../upgrade/http/host-response.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Context } from "../explanation/explanation.ts";
import { visibleText } from "../text.ts";
import type { Confidence, Recognition } from "./intermediary.ts";
import { intermediaries } from "./registry.ts";

const RANK: readonly Confidence[] = ["certain", "likely", "possible"];

/** A product's mark on an answer that is not the handshake's own. */
export interface Mark {
  /** The id of the upgrade that was answered; null: an ordinary request. */
  readonly of: string | null;
  /** The answer, under its address without user name, password, query and fragment: each may be a secret. */
  readonly answer: Neighbour;
  readonly found: Recognition;
}

/** The marks on the answers of one host and port, by the product's id: the best first, at most two. */
type Marks = ReadonlyMap<string, readonly Mark[]>;

/**
 * What products left on other answers of the same host and port: to other handshakes first, whose way is the more alike,
 * then to ordinary requests.
 *
 * @param id of the upgrade that is asked about: its own answer does not count
 * @returns gives the mark of a product that says most, or null
 */
export function marksNear(
  id: string,
  { host, port }: Address,
  { others, neighbours }: Pick<Context, "others" | "neighbours">,
): (product: string) => Mark | null {
  const place = `${host}:${port}`;
  const near = [marksIn(others, answerTo).get(place), marksIn(neighbours, asItIs).get(place)];
  return (product) => {
    const marks = near.flatMap((list) => list?.get(product) ?? []).filter(({ of }) => of !== id);
    return marks.reduce<Mark | null>((best, mark) => (best === null || saysMore(mark, best) ? mark : best), null);
  };
}

/** Sorts the answers for `marksNear`, which otherwise does it when it is asked the first time. */
export function sortMarks({ others, neighbours }: Pick<Context, "others" | "neighbours">): void {
  marksIn(others, answerTo);
  marksIn(neighbours, asItIs);
}

/** Headers never change once seen, while every look at an upgrade asks again: what was found is kept with them. */
const known = new WeakMap<Headers, ReadonlyMap<string, Recognition>>();

/** The products that an answer's headers show, by id. */
export function recognitions(headers: Headers): ReadonlyMap<string, Recognition> {
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

interface Answer {
  readonly of: string | null;
  readonly answer: Neighbour;
}

function answerTo({ id, url, response }: Upgrade): Answer | null {
  if (url === null || response === null) return null;
  return { of: id, answer: { url, status: response.status, headers: response.headers } };
}

function asItIs(answer: Neighbour): Answer {
  return { of: null, answer };
}

/** A list is the same for every upgrade of a report: what was sorted is kept with it. */
const sorted = new WeakMap<object, ReadonlyMap<string, Marks>>();

function marksIn<T>(list: readonly T[], read: (one: T) => Answer | null): ReadonlyMap<string, Marks> {
  const before = sorted.get(list);
  if (before !== undefined) return before;
  const byPlace = new Map<string, Map<string, Mark[]>>();
  for (const one of list) {
    const given = read(one);
    // Most answers bear no mark: only of the others the address matters.
    const found = given === null ? [] : [...recognitions(given.answer.headers)];
    const address = given === null || found.length === 0 ? null : addressOf(given.answer.url);
    if (given === null || address === null) continue;
    const place = `${address.host}:${address.port}`;
    const marks = byPlace.get(place) ?? new Map<string, Mark[]>();
    byPlace.set(place, marks);
    const url = visibleText(`${new URL(given.answer.url).protocol}//${address.authority}${address.path}`);
    for (const [product, recognition] of found) {
      const mark = { of: given.of, answer: { ...given.answer, url }, found: recognition };
      marks.set(product, bestTwo([...(marks.get(product) ?? []), mark]));
    }
  }
  sorted.set(list, byPlace);
  return byPlace;
}

/** Two, since the best may be on the very answer that is asked about. Among equals the first stays first. */
function bestTwo(marks: Mark[]): Mark[] {
  return marks.sort((a, b) => (saysMore(a, b) ? -1 : saysMore(b, a) ? 1 : 0)).slice(0, 2);
}

function saysMore({ found: a }: Mark, { found: b }: Mark): boolean {
  const [rankA, rankB] = [RANK.indexOf(a.confidence), RANK.indexOf(b.confidence)];
  return rankA < rankB || (rankA === rankB && a.version !== null && b.version === null);
}
