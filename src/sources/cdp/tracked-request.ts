import type { CallStack } from "../../upgrade/call-stack.ts";
import type { Interface } from "../../upgrade/http/exchange.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { Initiator, Message, Observation, Response, Target } from "../../upgrade/observation.ts";
import { sourceIdOf } from "./parts.ts";

/** Most pieces of a body that are remembered before it is clear what the request is; further ones count to the last. */
const MOST_PIECES = 256;

/** A request that is under way and may turn out to stay pending. Numbers and headers; nothing of a body. */
export interface TrackedRequest {
  readonly id: string;
  readonly by: Interface;
  readonly target: Target | null;
  readonly method: string;
  readonly initiator: Initiator | null;
  readonly stack?: CallStack;
  /** Epoch milliseconds, as all times here. */
  readonly createdAt: number;
  /** Milliseconds to add to the browser's monotonic ones. */
  readonly offset: number;
  /** Milliseconds to add to the panel's own monotonic ones: where it waits, the time of day may be set meanwhile. */
  readonly panelOffset: number;
  url: string;
  /** Time at which that URL was requested: later than the first where it was redirected. */
  askedAt: number;
  /** As the page's process knew them before the browser's network code added its own. */
  provisional: Headers;
  sent: { readonly headers: Headers; readonly at: number } | null;
  received: { readonly response: Response; readonly at: number; readonly protocol: string | null } | null;
  pieces: Message[];
  /** What it was reported as; null: nobody heard of it yet. */
  kind: Kind | null;
}

/** All that is known of a request at the moment when it turns out to stay pending, in the order in which it happened. */
export function emitAs(tracked: TrackedRequest, kind: Kind): Observation[] {
  const { by, target, method, initiator, stack, createdAt, url, pieces } = tracked;
  const sourceId = sourceIdOf(tracked.id);
  const exchange = newExchange(method, by);
  tracked.kind = kind;
  tracked.pieces = [];
  return [
    {
      type: "created",
      sourceId,
      at: createdAt,
      url,
      initiator,
      ...(stack === undefined ? {} : { stack }),
      target,
      kind,
      exchange,
    },
    ...emitSent(tracked),
    ...emitResponse(tracked),
    ...pieces.map((message): Observation => ({ type: "message", sourceId, at: message.at, message })),
  ];
}

/** Observation that its request was sent. */
export function emitSent({ id, sent }: TrackedRequest): Observation[] {
  return sent === null ? [] : [{ type: "request-sent", sourceId: sourceIdOf(id), at: sent.at, headers: sent.headers }];
}

/** Its response's head; a response without news of the request shows that it went out all the same. */
export function emitResponse(tracked: TrackedRequest): Observation[] {
  const { id, sent, received, provisional, createdAt } = tracked;
  if (received === null) return [];
  const sourceId = sourceIdOf(id);
  const { response, at, protocol } = received;
  return [
    ...(sent === null
      ? [{ type: "request-sent", sourceId: sourceId, at: createdAt, headers: provisional } as const]
      : []),
    {
      type: "response",
      sourceId,
      // The news that it went out is dated on its arrival here, which may be a moment late.
      at: Math.max(at, sent?.at ?? at),
      response,
      requestHeaders: null,
      ...(protocol === null ? {} : { protocol }),
    },
  ];
}

/** Remembers a piece of the body of what may still be reported. */
export function keepPiece(tracked: TrackedRequest, piece: Message): void {
  const last = tracked.pieces.at(-1);
  if (last === undefined || tracked.pieces.length < MOST_PIECES) tracked.pieces.push(piece);
  else
    tracked.pieces[tracked.pieces.length - 1] = { ...last, at: piece.at, size: (last.size ?? 0) + (piece.size ?? 0) };
}
