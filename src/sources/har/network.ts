import type { Logged } from "../../upgrade/observation.ts";
import type { HarEntry } from "./schema.ts";

/** Largest port number (RFC 9293 §3.1: 16 bits). */
const LAST_PORT = 65_535;

/**
 * What an entry tells of the network below it: HAR 1.2's `serverIPAddress` of any tool, and of Firefox also the port, TLS,
 * and the stretches of time, which other tools cut at other places (docs/firefox.md#network).
 */
export function networkOf(entry: HarEntry, isFirefoxes: boolean): Pick<Logged, "network"> {
  const { serverIPAddress, connection, timings, _securityState } = entry;
  const address = /^[0-9a-f.:]{3,45}$/i.test(serverIPAddress) ? serverIPAddress : null;
  if (!isFirefoxes) return address === null ? {} : { network: { address, port: null, security: null, phases: {} } };
  const port = /^\d{1,5}$/.test(connection) ? Number(connection) : 0;
  const { blocked, dns, connect, ssl: tls, send, wait } = timings;
  const phases = Object.entries({ blocked, dns, connect, tls, send, wait }).filter(([, length]) => length >= 0);
  return {
    network: {
      address,
      port: port > 0 && port <= LAST_PORT ? port : null,
      security: _securityState,
      phases: timings.isEmpty ? {} : Object.fromEntries(phases),
    },
  };
}
