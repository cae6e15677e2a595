import { addressOf } from "../../upgrade/http/address.ts";
import { withoutIds } from "./volatile.ts";

/** Query parameters that are drawn anew for each request: Engine.IO's `sid` and `t`, jQuery's `_`, times and nonces. */
const RENEWED = /^(sid|t|_|ts|time|timestamp|nonce|cb|rnd|rand|random)$/i;

/** SockJS: server number of three digits and session below the prefix. */
const SOCKJS = /\/\d{3}\/[^/]+(?=\/(?:websocket|xhr\w*|eventsource|htmlfile|jsonp\w*)$)/;

/** Scheme, user information, host and port, and the rest (RFC 3986 appendix B). */
const PARTS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*@)?([^/?#]*)(.*)$/is;

/** Where a masked URL leads, without what differs between any two connections. */
export interface Target {
  /** As its URL has it: "wss". */
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  /** Whether it is a port that its scheme stands for. */
  readonly isUsualPort: boolean;
  readonly isLoopback: boolean;
  /** Host and port as the Host header has them. */
  readonly authority: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** Names of parameters that are drawn anew for each request, and of those whose values are masked, too. */
  readonly names: readonly string[];
}

/**
 * Takes the URL of a connection apart.
 *
 * @param url masked or not; null is not known
 * @returns null when it is no absolute URL
 */
export function targetOf(url: string | null): Target | null {
  if (url === null) return null;
  const [, start = "", , host = "", rest = ""] = PARTS.exec(url) ?? [];
  // A label would begin a fragment. Names of hosts are ids only to those who made them.
  const plain = start + host + withoutIds(rest).replaceAll("<", "%3C").replaceAll(">", "%3E");
  const address = addressOf(plain);
  if (address === null) return null;
  const query = new Map([...address.query].map(([name, value]) => [withoutIds(name), value]));
  const names = [...query.keys()];
  for (const name of names) if (RENEWED.test(name)) query.delete(name);
  return {
    scheme: plain.slice(0, plain.indexOf(":")).toLowerCase(),
    host: address.host,
    port: address.port,
    isUsualPort: !/:\d+$/.test(address.authority),
    isLoopback: isLoopback(address.host),
    authority: address.authority,
    path: address.path.replaceAll("%3C", "<").replaceAll("%3E", ">").replace(SOCKJS, "/<server>/<session>"),
    query,
    names: names.filter((name) => !RENEWED.test(name)),
  };
}

/** Whether a host is this machine: its ports are given anew with each start of a program. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|::1)\.?$/i.test(host);
}
