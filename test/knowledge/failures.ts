import type { Cause, DiagnosisResult } from "../../src/knowledge/diagnoses/diagnosis.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { HostResponse } from "../../src/upgrade/http/host-response.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { browserRequest, type Setting, type Story, upgradeIn, withoutKey } from "../story.ts";

export const EH = "Error during WebSocket handshake: ";
export const EC = "Error in connection establishment: ";

/** When the page asked for the connection, epoch milliseconds. */
export const START = 1_800_000_000_000;

export const BROWSER_HEADERS: Headers = browserRequest("app.example.com");

/** The same over HTTP/2. */
export const HTTP2_HEADERS: Headers = withoutKey(BROWSER_HEADERS);

const SETTING: Setting = {
  start: START,
  url: "wss://app.example.com/live",
  sentAt: 20,
  answeredAt: 25,
  request: BROWSER_HEADERS,
  response: [],
  size: 1,
};

/** What happened to a connection, in milliseconds after `START`. */
export type Scene = Story;

/** An upgrade as the reducer makes it from what the browser reports. */
export function upgradeOf(scene: Scene): Upgrade {
  return upgradeIn(SETTING, scene);
}

export interface Around {
  readonly page?: string | null;
  /** Milliseconds after `START`. */
  readonly now?: number;
  /** The `Server` header of an ordinary response of the same host. */
  readonly server?: string;
  readonly hostResponses?: readonly HostResponse[];
  readonly others?: readonly Upgrade[];
}

/** Diagnoses a scene with the real registries. */
export function diagnosisOf(scene: Scene, around: Around = {}): DiagnosisResult | null {
  return explanationOf(scene, around).diagnosis;
}

/** Explains a scene with the real registries. */
export function explanationOf(scene: Scene, around: Around = {}): Explanation {
  const upgrade = upgradeOf(scene);
  return explain(upgrade, contextOf(upgrade, around));
}

function contextOf({ url }: Upgrade, { now = 60_000, page, server, hostResponses = [], others = [] }: Around): Context {
  const near = addressOf(url)?.httpUrl ?? "https://app.example.com/";
  const marked = server === undefined ? [] : [{ url: near, status: 200, headers: [["Server", server]] as const }];
  return {
    now: START + now,
    page: page === undefined ? "https://app.example.com/" : page,
    capture: markedCapture(others, [...hostResponses, ...marked]),
  };
}

/** Diagnoses a failure by its text; fails loudly when nothing was diagnosed. */
export function failed(error: string, scene: Scene = {}, around: Around = {}): DiagnosisResult {
  const result = diagnosisOf({ error, ended: "closed", ...scene }, around);
  if (result === null) throw new Error(`nothing was diagnosed for: ${error}`);
  return result;
}

/** The same with a refusing status. */
export function refused(status: number, scene: Scene = {}, around: Around = {}): DiagnosisResult {
  return failed(`${EH}Unexpected response code: ${status}`, scene, around);
}

/** A failure before the request was sent. */
export function early(code: string, scene: Scene = {}, around: Around = {}): DiagnosisResult {
  return failed(`${EC}net::${code}`, { sentAt: null, ...scene }, around);
}

/** A protocol error of a connection that had opened. */
export function broken(text: string, scene: Scene = {}): DiagnosisResult {
  return failed(text, { answer: { status: 101 }, errorAt: 5000, ...scene });
}

/** "likely wrong-path": the causes in their order. */
export function ranked(result: DiagnosisResult): string[] {
  return result.causes.map(({ likelihood, id }) => `${likelihood} ${id}`);
}

/** The cause with that id; fails when it is not there. */
export function cause(result: DiagnosisResult, id: string): Cause {
  const found = result.causes.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no cause ${id} among: ${ranked(result).join(", ")}`);
  return found;
}

/** The page's request with one header set again. */
export function withHeader(name: string, value: string): Headers {
  return [...BROWSER_HEADERS.filter(([other]) => other !== name), [name, value]];
}

/** Another attempt at the same address that opened. */
export function opened(scene: Scene = {}): Upgrade {
  return upgradeOf({ id: "c0", createdAt: -9000, sentAt: -8990, answer: { status: 101, at: -8980 }, ...scene });
}

/** Attempts at the same address that failed in the seconds before. */
export function attempts(count: number, scene: Scene = {}): Upgrade[] {
  const error = `${EH}Unexpected response code: 503`;
  return Array.from({ length: count }, (_, i) =>
    upgradeOf({ id: `a${i}`, createdAt: -1000 * (i + 1), sentAt: -1000 * (i + 1) + 5, error, ...scene }),
  );
}

/** A token that ended an hour before `START`; its signature is nonsense. */
export const EXPIRED = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp: START / 1000 - 3600 })).replaceAll("=", "")}.abc`;
