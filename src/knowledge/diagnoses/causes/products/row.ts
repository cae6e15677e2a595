import type { Reference } from "../../../reference.ts";
import { visibleText, type Words } from "../../../text.ts";
import { recognized, requestHeader, responseHeader, speaks, wasRequestSeen } from "../../case.ts";
import type { Case, Likelihood, Snippet } from "../../diagnosis.ts";

/** A status with which a product or a server is known to respond, and why; one row for each reason. */
export interface ProductCause {
  readonly id: string;
  readonly statuses: readonly number[];
  /** What must have been seen besides the status: the evidence for it, or null. */
  readonly seen: (seen: Case) => readonly string[] | null;
  readonly likelihood: Likelihood;
  readonly title: Words;
  readonly why: Words;
  readonly fix: Words;
  readonly snippets: (seen: Case) => readonly Snippet[];
  readonly reference: Reference;
}

/** The `Server` header as evidence, if it fits the pattern; else null. */
export function server(seen: Case, pattern: RegExp): string[] | null {
  const value = responseHeader(seen, "Server");
  return value !== null && pattern.test(value) ? [`response header Server: ${visibleText(value)}`] : null;
}

/** The words beside the status as evidence, if they are exactly these; else null. */
export function words({ upgrade }: Case, text: string): string[] | null {
  const { response } = upgrade;
  return response?.statusText === text ? [`status line of the response: ${response.status} ${text}`] : null;
}

/** What the protocol was recognized by, if it is the one with this id; else null. */
export function protocol(seen: Case, id: string): readonly string[] | null {
  return speaks(seen, id) ? (seen.protocol?.evidence ?? []) : null;
}

/** One product of each group, with its evidence; null when a group has none. */
export function products(seen: Case, ...groups: readonly (readonly string[])[]): readonly string[] | null {
  const found = groups.map((ids) => recognized(seen, ids));
  return found.every((product) => product !== null) ? found.flatMap((product) => product?.evidence ?? []) : null;
}

/** Adds to evidence that the request was seen without an `Origin`; null when it has one, was not seen, or there is no evidence. */
export function withoutOrigin(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  if (evidence === null || !wasRequestSeen(seen) || requestHeader(seen, "Origin") !== null) return null;
  return [...evidence, "no request header Origin"];
}
