import { diagnose } from "../../src/knowledge/diagnoses/diagnose.ts";
import type { Cause, DiagnosisResult } from "../../src/knowledge/diagnoses/diagnosis.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { recogniseIntermediaries } from "../../src/knowledge/intermediaries/recognise.ts";
import { recogniseProtocol } from "../../src/knowledge/protocols/recognise.ts";
import { withControl } from "../../src/upgrade/application/read.ts";
import { messageOf } from "../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../src/upgrade/direction.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { Neighbour } from "../../src/upgrade/http/host-response.ts";
import type { BlockedBy, EndedBy, Observation, Target } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { seriesOf } from "../../src/upgrade/series/series.ts";
import { newUpgrade, type SocketSnapshot, type Upgrade } from "../../src/upgrade/upgrade.ts";

export const EH = "Error during WebSocket handshake: ";
export const EC = "Error in connection establishment: ";

/** When the page asked for the connection, epoch milliseconds. */
export const START = 1_800_000_000_000;

export const BROWSER_HEADERS: Headers = [
  ["Host", "app.example.com"],
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
  ["Origin", "https://app.example.com"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
];

/** The same over HTTP/2, as Chromium prints it: without a key. */
export const HTTP2_HEADERS: Headers = BROWSER_HEADERS.filter(([name]) => name !== "Sec-WebSocket-Key");

export interface Scene {
  readonly id?: string;
  readonly url?: string;
  readonly target?: Target;
  /** Milliseconds after `START`; null: it never happened. */
  readonly createdAt?: number | null;
  readonly sentAt?: number | null;
  readonly headers?: Headers;
  readonly answer?: { readonly status: number; readonly headers?: Headers; readonly at?: number };
  readonly error?: string | null;
  readonly errorAt?: number;
  readonly ended?: "closed" | EndedBy;
  /** The page's close event, at `errorAt`. */
  readonly close?: { readonly code: number; readonly reason?: string; readonly wasClean?: boolean };
  readonly blocked?: { readonly by: BlockedBy; readonly message?: string; readonly directive?: string };
  /** Text messages of one byte, milliseconds after `START`. */
  readonly messages?: readonly number[];
  /** Text messages: milliseconds after `START`, direction, payload. */
  readonly said?: readonly (readonly [at: number, direction: Direction, data: string])[];
  readonly looks?: readonly Partial<SocketSnapshot>[];
  readonly fromFile?: boolean;
}

/** An upgrade as the reducer makes it from what the browser reports. */
export function upgradeOf(scene: Scene): Upgrade {
  const { url = "wss://app.example.com/live", createdAt = 0, sentAt = 20, errorAt = 30 } = scene;
  const ref = "r";
  const seen: Observation[] = [];
  if (createdAt !== null) {
    seen.push({ type: "created", ref, at: START + createdAt, url, initiator: null, target: scene.target ?? "page" });
  }
  if (sentAt !== null) {
    seen.push({ type: "request-sent", ref, at: START + sentAt, headers: scene.headers ?? BROWSER_HEADERS });
  }
  if (scene.answer !== undefined) {
    const { status, headers = [], at = 25 } = scene.answer;
    seen.push({
      type: "answered",
      ref,
      at: START + at,
      response: { status, statusText: "", headers },
      requestHeaders: null,
    });
  }
  if (typeof scene.error === "string") {
    seen.push({ type: "error", ref, at: START + errorAt, message: scene.error, ticks: null });
  }
  for (const at of scene.messages ?? []) {
    const message = { at: START + at, direction: "received", opcode: 1, size: 1, digest: at } as const;
    seen.push({ type: "message", ref, at: START + at, message });
  }
  for (const [at, direction, data] of scene.said ?? []) {
    const message = withControl(messageOf(START + at, direction, 1, data), data, true);
    seen.push({ type: "message", ref, at: START + at, message });
  }
  for (const { at = 0, readyState = 1, protocol = "", extensions = "", bufferedAmount = 0 } of scene.looks ?? []) {
    const look = { readyState, protocol, extensions, bufferedAmount };
    seen.push({ type: "socket-state", ref, at: START + at, url, target: "page", ...look });
  }
  if (scene.blocked !== undefined) {
    const { by, message = `refused '${url}'`, directive = null } = scene.blocked;
    const at = START + (createdAt ?? 0);
    seen.push({ type: "blocked", ref, at, url, by, message, directive, initiator: null, target: "page" });
  }
  if (scene.ended === "closed") seen.push({ type: "closed", ref, at: START + errorAt });
  else if (scene.ended !== undefined) seen.push({ type: "ended", ref, at: START + errorAt, by: scene.ended });
  if (scene.close !== undefined) {
    const { code, reason = "", wasClean = code !== 1006 } = scene.close;
    seen.push({ type: "closed-by", ref, at: START + errorAt, code, reason, wasClean });
  }
  let upgrade = newUpgrade(scene.id ?? "c1");
  for (const observation of seen) upgrade = reduce(upgrade, observation);
  return { ...upgrade, fromFile: scene.fromFile ?? false };
}

export interface Around {
  readonly page?: string | null;
  /** Milliseconds after `START`. */
  readonly now?: number;
  /** The `Server` header of an ordinary answer of the same host. */
  readonly server?: string;
  readonly neighbours?: readonly Neighbour[];
  readonly others?: readonly Upgrade[];
}

/** Diagnoses a scene with the real registries. */
export function diagnosisOf(scene: Scene, around: Around = {}): DiagnosisResult | null {
  const upgrade = upgradeOf(scene);
  const address = addressOf(upgrade.url);
  const context = contextOf(upgrade, around);
  return diagnose(upgrade, {
    address,
    context,
    intermediaries: recogniseIntermediaries(upgrade, address, context),
    protocol: recogniseProtocol(upgrade),
    series: seriesOf(upgrade, context.others),
  });
}

/** Explains a scene with the real registries. */
export function explanationOf(scene: Scene, around: Around = {}): Explanation {
  const upgrade = upgradeOf(scene);
  return explain(upgrade, contextOf(upgrade, around));
}

function contextOf({ url }: Upgrade, { now = 60_000, page, server, neighbours = [], others = [] }: Around): Context {
  const near = addressOf(url)?.httpUrl ?? "https://app.example.com/";
  const marked = server === undefined ? [] : [{ url: near, status: 200, headers: [["Server", server]] as const }];
  return {
    now: START + now,
    page: page === undefined ? "https://app.example.com/" : page,
    neighbours: [...neighbours, ...marked],
    others,
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

/** The page's request with one header set anew. */
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
