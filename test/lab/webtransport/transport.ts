import type { Fields } from "./qpack.ts";

/** Why a WebTransport was closed, as the capsule for it says (draft-ietf-webtrans-http3 §5). */
export interface TransportClose {
  readonly code: number;
  readonly reason: string;
}

/** What a server really saw of one WebTransport. */
export interface Transport {
  /** The path that was asked for, without query. */
  readonly route: string;
  /** Request headers in wire order. */
  readonly headers: Fields;
  /** The status of the answer; null until then. */
  status: number | null;
  /** What the browser opened and sent in it. */
  readonly received: { streams: number; datagrams: number };
  /** null: no such capsule went that way. */
  readonly close: { sent: TransportClose | null; received: TransportClose | null };
  /** Whether it is established and not over. */
  open: boolean;
  /** What its path does next, as soon as the test lets it (`?held` in the query); null: nothing waits. */
  held: (() => void) | null;
}

/** A new page in the book. */
export function newTransport(url: URL, headers: Fields): Transport {
  return {
    route: url.pathname,
    headers,
    status: null,
    received: { streams: 0, datagrams: 0 },
    close: { sent: null, received: null },
    open: false,
    held: null,
  };
}
