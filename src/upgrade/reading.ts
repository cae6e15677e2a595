import type { HostResponse } from "./http/host-response.ts";
import type { Upgrade } from "./upgrade.ts";

/** Where what is known comes from: a live capture, DevTools' log, or files. */
export type CaptureSource = "debugger" | "network" | "har" | "net-log" | "transcript" | "report" | "files";

/** What a file of any kind says about upgrades. */
export interface Reading {
  readonly source: CaptureSource;
  readonly upgrades: readonly Upgrade[];
  /** Ordinary responses: evidence about their hosts. */
  readonly hostResponses: readonly HostResponse[];
  readonly page: string | null;
  /** The program that saw it: "Chrome/156.0.8078.79", "WebInspector 537.36". */
  readonly browser: string | null;
  /** Epoch milliseconds of the first and the last thing in it; null when it has no time. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Gaps, in words. */
  readonly lost: readonly string[];
}
