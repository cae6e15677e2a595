import leven from "leven";
import { addressOf } from "../../upgrade/http/address.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { withEncodedLabels } from "../contract/labels.ts";
import { bareOf, type EndpointPattern, isLike, patternOf } from "./endpoint-pattern.ts";
import type { Expectations } from "./expectations.ts";
import { type Found, judge } from "./judge.ts";

/** Something that was expected and is not so, or could not be checked. */
export interface Unmet extends Found {
  /** The endpoint as the file has it. */
  readonly endpoint: string;
}

/** What of the expectations a report does not meet, or does not show, in the order of the file. */
export function unmetBy({ connections }: Report, { endpoints }: Expectations): readonly Unmet[] {
  return Object.entries(endpoints).flatMap(([endpoint, expected]) => {
    const pattern = patternOf(endpoint);
    const own = connections.filter(({ url }) => isOf(url, pattern));
    return judge(own, expected).map((one) => ({ endpoint, ...one }));
  });
}

/** Endpoints that no connection of a report belongs to: their expectations say nothing, except that one must open. */
export function unusedIn({ connections }: Report, { endpoints }: Expectations): readonly string[] {
  return Object.keys(endpoints).filter((endpoint) => {
    const pattern = patternOf(endpoint);
    return !connections.some(({ url }) => isOf(url, pattern));
  });
}

/** Connections whose failure an expectation allows, and whose expectation is met: they are as expected. */
export function expectedIn(report: Report, expectations: Expectations): ReadonlySet<ReportConnection> {
  const unmet = unmetBy(report, expectations);
  const allowing = Object.entries(expectations.endpoints).filter(
    ([endpoint, { opens, failures = 0 }]) =>
      (opens === false || failures > 0) && !unmet.some((one) => one.endpoint === endpoint),
  );
  const patterns = allowing.map(([endpoint]) => patternOf(endpoint));
  return new Set(report.connections.filter(({ url }) => patterns.some((pattern) => isOf(url, pattern))));
}

/** Address of a connection of the report that is nearest to an endpoint that no connection belongs to; null: none is near. */
export function nearestTo(endpoint: string, { connections }: Report): string | null {
  const bare = bareOf(endpoint);
  const seen = connections.flatMap(({ url }) => {
    const address = addressOf(url === null ? null : withEncodedLabels(url));
    return address === null ? [] : [bare.startsWith("/") ? address.path : address.authority + address.path];
  });
  const near = [...new Set(seen)].slice(0, MOST_COMPARED).map((name) => ({ name, steps: leven(bare, name) }));
  const [best] = near.sort((one, other) => one.steps - other.steps);
  return best !== undefined && best.steps <= Math.max(3, bare.length / 3) ? best.name : null;
}

/** Addresses that are compared with an endpoint by their letters. */
const MOST_COMPARED = 500;

function isOf(url: string | null, pattern: EndpointPattern): boolean {
  const address = addressOf(url === null ? null : withEncodedLabels(url));
  return address !== null && [address.path, address.authority + address.path].some((text) => isLike(text, pattern));
}
