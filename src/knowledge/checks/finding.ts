import type { Response } from "../../upgrade/observation.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Side } from "../headers/header.ts";
import { shortened, visibleText, type Words } from "../text.ts";
import type { Finding } from "./check.ts";

/** Evidence of a judgment: at least one line, by type. */
export type Evidence = readonly [string, ...string[]];

/** Longest header value in a line of evidence; the whole value stands in the Handshake tab. */
const LONGEST = 200;

/** The rule is kept. */
export function pass(summary: Words, evidence: Evidence): Finding {
  return { outcome: "pass", summary, evidence };
}

/** The handshake works, and something about it will not work everywhere. */
export function warn(summary: Words, evidence: Evidence): Finding {
  return { outcome: "warn", summary, evidence };
}

/** The rule is broken. */
export function fail(summary: Words, evidence: Evidence): Finding {
  return { outcome: "fail", summary, evidence };
}

/** The rule is not for this handshake. */
export function notApplicable(summary: Words, evidence: readonly string[] = []): Finding {
  return { outcome: "not-applicable", summary, evidence };
}

/** What the rule is about was not seen. */
export function notObserved(summary: Words, evidence: readonly string[] = []): Finding {
  return { outcome: "not-observed", summary, evidence };
}

/** "response header Upgrade: websocket": one line for each value that was seen, or one that says there is none. */
export function headerEvidence(side: Side, name: string, values: readonly string[]): Evidence {
  const [first, ...rest] = values.map((value) =>
    `${side} header ${name}: ${shortened(visibleText(value), LONGEST)}`.trimEnd(),
  );
  return first === undefined ? [`no ${side} header ${name}`] : [first, ...rest];
}

/** The browser's own error text as evidence, without the URL that a console line puts before it (it may hold secrets). */
export function browserEvidence(upgrade: Upgrade): Evidence {
  const message = upgrade.error?.message.replace(/^WebSocket connection to '.*' failed: ?/, "") ?? null;
  if (message === null) return ["no error text from the browser was seen"];
  return [
    message === ""
      ? "the browser's error text is empty"
      : `${upgrade.client ?? "the browser"}'s message: ${visibleText(message)}`,
  ];
}

/** "response status 101 Switching Protocols", or that none was seen. */
export function statusEvidence(response: Response | null): Evidence {
  if (response === null) return ["no response was seen"];
  const { status, statusText, isStatusInferred } = response;
  const from = isStatusInferred === true ? INFERRED : "";
  return [`response status ${status} ${visibleText(statusText)}`.trimEnd() + from];
}

/** The status of a response, as one line of evidence. */
export function statusOfResponse({ status, isStatusInferred }: Response): string {
  return isStatusInferred === true ? `status ${status}${INFERRED}` : `status ${status} of the response`;
}

/** Goes on after a status that the record does not state. */
const INFERRED = ", which the server sends where it logs this";
