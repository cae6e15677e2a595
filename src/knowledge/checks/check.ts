import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** The ids of docs/report-format.md#checks, in the order of RFC 6455 §4. */
export type CheckId =
  | "status"
  | "upgrade"
  | "connection"
  | "accept"
  | "key"
  | "version"
  | "subprotocol"
  | "extensions"
  | "origin"
  | "http-version";

export type Outcome = "pass" | "warn" | "fail" | "not-applicable" | "not-observed";

/** What a check found. */
export interface Finding {
  readonly outcome: Outcome;
  /** One line, at most 100 characters before foreign text is filled in. */
  readonly summary: Words;
  /** What it was read from: "response header Upgrade: websocket". Never empty for pass, warn and fail. */
  readonly evidence: readonly string[];
}

/** One question that the handshake must answer well. All run; the first failure hides nothing. */
export interface Check {
  readonly id: CheckId;
  readonly asks: string;
  readonly reference: Reference;
  run(upgrade: Upgrade): Finding;
}

/** A check with what it found, as the panel and the report show it. */
export interface CheckResult extends Finding {
  readonly id: CheckId;
  readonly asks: string;
  readonly reference: Reference;
}
