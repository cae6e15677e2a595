import { findPrograms, type Program } from "./install.ts";
import { freePort } from "./ports/plain.ts";
import { apache } from "./proxies/apache.ts";
import { caddy } from "./proxies/caddy.ts";
import { haproxy } from "./proxies/haproxy.ts";
import { nginx } from "./proxies/nginx.ts";
import { runProxy } from "./proxies/run.ts";
import type { Scope } from "./scope.ts";

/** The proxies that the lab knows. */
export type ProxyName = "nginx" | "haproxy" | "apache" | "caddy";

/** Every proxy of the lab, in the order of the page. */
export const PROXIES: readonly ProxyName[] = ["nginx", "haproxy", "apache", "caddy"];

/** What stands behind a proxy, and where it listens itself. */
export interface Place {
  /** The proxy's own port. */
  readonly port: number;
  /** The lab's main site. */
  readonly up: number;
  /** A server that reads and stays silent. */
  readonly hang: number;
  /** A port on which nothing listens. */
  readonly closed: number;
  /** A folder of its own for configuration and everything that it writes. */
  readonly folder: string;
}

/** How to run one product as a process of ours, never as a system service. */
export interface Product extends Program {
  /** Files to write into the folder first, by name. */
  files(place: Place): Readonly<Record<string, string>>;
  /** Arguments that keep it in the foreground. */
  args(place: Place): readonly string[];
  /** Added to the environment. */
  readonly env?: (place: Place) => Readonly<Record<string, string>>;
}

const ALL: Readonly<Record<ProxyName, Product>> = { nginx, haproxy, apache, caddy };

/** Finds these proxies, and installs those that are missing where that is possible. @returns each command's full path */
export function findProxies(names: readonly ProxyName[]): Promise<Map<string, string>> {
  return findPrograms(names.map((name) => ALL[name]));
}

/**
 * Starts proxies in front of the lab and adds their ports.
 *
 * @returns a line for each that is missing
 */
export async function startProxies(
  names: readonly ProxyName[],
  ports: Record<string, number>,
  scope: Scope,
): Promise<string[]> {
  if (names.length === 0) return [];
  const paths = await findProxies(names);
  const { main: up = 0, queue: hang = 0, closed = 0 } = ports;
  const missing: string[] = [];
  for (const name of names) {
    const proxy = ALL[name];
    const path = paths.get(proxy.command);
    if (path === undefined) {
      missing.push(`${name} is not installed, so its cases are left out (Debian: apt-get install ${proxy.package}).`);
    } else {
      const port = await freePort();
      await runProxy(proxy, path, { port, up, hang, closed }, scope);
      ports[name] = port;
    }
  }
  return missing;
}
