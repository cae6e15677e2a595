import type { NetworkFacts } from "../../upgrade/network-facts.ts";
import type { Logged } from "../../upgrade/observation.ts";
import type { HarEntry } from "./schema.ts";

/** Largest port number (RFC 9293 §3.1: 16 bits). */
const LAST_PORT = 65_535;

/** Most characters of a certificate's names. */
const MOST_OF_NAME = 200;

/** Version of TLS as Chromium writes it. */
const VERSION = /^(?:TLS|SSL|QUIC)[ .\w]{0,12}$/;

/**
 * What an entry says about the network below it: HAR 1.2's `serverIPAddress` of any tool, what Playwright writes beside it of port,
 * TLS and certificate, and of Firefox also the port, TLS, and the stretches of time, which other tools cut at other places
 * (docs/firefox.md#network).
 */
export function networkOf(entry: HarEntry, isFirefoxes: boolean): Pick<Logged, "network"> {
  const { serverIPAddress, connection, timings, _securityState } = entry;
  // Chrome writes IPv6 in the brackets of a URL.
  const [, address = null] = /^\[?([0-9a-f.:]{2,45})\]?$/i.exec(serverIPAddress) ?? [];
  if (!isFirefoxes) {
    const security = securityOf(entry);
    const isReported = address !== null || security.security !== null || security.certificate !== undefined;
    return isReported ? { network: { address, port: portOf(entry._serverPort), ...security, phases: {} } } : {};
  }
  const { blocked, dns, connect, ssl: tls, send, wait } = timings;
  const phases = Object.entries({ blocked, dns, connect, tls, send, wait }).filter(([, length]) => length >= 0);
  return {
    network: {
      address,
      // Other tools have a name of the connection here.
      port: portOf(/^\d{1,5}$/.test(connection) ? Number(connection) : 0),
      security: _securityState,
      phases: timings.isEmpty ? {} : Object.fromEntries(phases),
    },
  };
}

function portOf(port: number): number | null {
  return Number.isInteger(port) && port > 0 && port <= LAST_PORT ? port : null;
}

/** TLS and the certificate as Playwright has them. */
function securityOf({ _securityDetails: details }: HarEntry): Pick<NetworkFacts, "security" | "certificate"> {
  if (details === null) return { security: null };
  const { protocol, subjectName, issuer, validFrom, validTo } = details;
  const certificate = {
    subject: nameOf(subjectName),
    issuer: nameOf(issuer),
    validFrom: millisecondsOf(validFrom),
    validTo: millisecondsOf(validTo),
  };
  const isReported = Object.values(certificate).some((one) => one !== null);
  return { security: VERSION.test(protocol) ? protocol : null, ...(isReported ? { certificate } : {}) };
}

/** Zero stands for what is not known. */
function millisecondsOf(seconds: number | null): number | null {
  return seconds === null || seconds === 0 ? null : seconds * 1000;
}

function nameOf(text: string): string | null {
  return text === "" ? null : text.slice(0, MOST_OF_NAME);
}
