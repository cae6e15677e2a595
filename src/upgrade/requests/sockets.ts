import type { Upgrade } from "../upgrade.ts";

/** A capture is asked about each of its upgrades in turn: it is sorted once. */
const known = new WeakMap<readonly Upgrade[], readonly Upgrade[]>();

/** The WebSockets among all that is pending: other requests are no attempts at a handshake and hold none up. */
export function socketsOf(all: readonly Upgrade[]): readonly Upgrade[] {
  const before = known.get(all);
  if (before !== undefined) return before;
  const sockets = all.every(({ kind }) => kind === "websocket") ? all : all.filter(({ kind }) => kind === "websocket");
  known.set(all, sockets);
  return sockets;
}
