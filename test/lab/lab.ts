import { createServer } from "node:http";
import { type Ports, shown } from "./case.ts";
import { cases } from "./cases.ts";
import { type Certificate, certificateHash, publicKeyHash, selfSigned } from "./certificates.ts";
import { droppingPort } from "./ports/dropping.ts";
import { graphqlWsServer } from "./ports/graphql-ws.ts";
import { http2Server } from "./ports/http2.ts";
import { closedPort, greetingServer, hangingServer, refusingProxy, silentServer } from "./ports/plain.ts";
import { pollingServer, serveSocketIo, socketIoServer } from "./ports/socket-io.ts";
import { sockjsServer } from "./ports/sockjs.ts";
import { clientCertificateServer, tlsServer } from "./ports/tls.ts";
import { viteServers } from "./ports/vite.ts";
import { wsServer } from "./ports/ws.ts";
import { type ProxyName, startProxies } from "./proxies.ts";
import { newScope, type Scope } from "./scope.ts";
import { newSeen, type Seen } from "./seen.ts";
import { type Site, serveSite } from "./site.ts";
import { loadQuiche } from "./webtransport/quiche.ts";
import { listenTransports } from "./webtransport/server.ts";

/** What may be asked of a lab. */
export interface LabOptions {
  /** The port of the main site; 0, the default, lets the system choose. */
  readonly port?: number;
  /** Real proxies to put in front of it; those that are not installed are left out and named in `missing`. */
  readonly proxies?: readonly ProxyName[];
  /** Whether to have a port that drops packets, which takes a process of its own; not by default. */
  readonly dropping?: boolean;
}

/** A running lab. */
export interface Lab {
  /** The main site: "http://127.0.0.1:PORT". */
  readonly origin: string;
  readonly ports: Ports;
  readonly seen: Seen;
  /** For Chromium's `--ignore-certificate-errors-spki-list`: makes it trust `https`, `http2` and `clientCertificate`. */
  readonly trust: string;
  /** For a page's `serverCertificateHashes`, as hexadecimal digits: makes the browser trust `webTransport`. */
  readonly transportHash: string;
  /** One line for each proxy that was asked for and is not here, and for WebTransport where it cannot be served. */
  readonly missing: readonly string[];
  /** Ends everything at once: servers, connections, timers, proxies. */
  close(): Promise<void>;
}

/**
 * Starts the lab: servers on 127.0.0.1 that misbehave on request (see routes.ts, ports/ and the table in cases.ts).
 *
 * @throws Error when the main port is taken or the `openssl` command is missing
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const scope = newScope();
  try {
    return await start(options, scope);
  } catch (error) {
    await scope.close();
    throw error;
  }
}

async function start(options: LabOptions, scope: Scope): Promise<Lab> {
  const seen = newSeen();
  const ports: Record<string, number> = { unsafe: 6000 };
  const [untrusted, trusted] = await Promise.all([selfSigned("Upgrades lab, untrusted"), selfSigned("Upgrades lab")]);
  const transportHash = certificateHash(untrusted);
  const site = (port: string): Site => ({ port, seen, scope, transportHash, cases: () => shown(cases, ports) });
  ports["main"] = await scope.listen(mainServer(site("main"), scope), options.port);
  for (const [name, server] of otherServers(site, untrusted, trusted)) ports[name] = await scope.listen(server);
  ports["closed"] = await closedPort(scope);
  const missing = await startProxies(options.proxies ?? [], ports, scope);
  const quiche = loadQuiche();
  if (quiche === null) missing.push(NO_QUIC);
  else ports["webTransport"] = await listenTransports(quiche, untrusted, seen, scope);
  if (options.dropping === true) ports["dropping"] = await droppingPort(scope);
  const origin = `http://127.0.0.1:${ports["main"]}`;
  return { origin, ports, seen, trust: publicKeyHash(trusted), transportHash, missing, close: () => scope.close() };
}

const NO_QUIC =
  "WebTransport is not served, so its cases are left out: the package @matrixai/quic-linux-x64 is for Linux on x64 only.";

function mainServer(site: Site, scope: Scope) {
  const server = createServer();
  serveSite(server, site);
  serveSocketIo(server, scope);
  return server;
}

function namedServer(site: Site) {
  const server = createServer();
  serveSite(server, site);
  return server;
}

function otherServers(site: (port: string) => Site, untrusted: Certificate, trusted: Certificate) {
  const [vite, viteQueue] = viteServers(site("vite"), site("viteQueue"));
  return [
    // Three that hang, since one waiting handshake holds up every other one to the same address and port.
    ["hang", hangingServer(site("hang"))],
    ["queue", hangingServer(site("queue"))],
    ["slow", hangingServer(site("slow"))],
    // What one answer of a host shows is evidence about all of them: what names a product has a port of its own.
    ["named", namedServer(site("named"))],
    ["greeting", greetingServer()],
    ["silent", silentServer()],
    ["tls", tlsServer(untrusted, site("tls"))],
    ["https", tlsServer(trusted, site("https"))],
    ["http2", http2Server(trusted, site("http2"))],
    ["clientCertificate", clientCertificateServer(trusted, site("clientCertificate"))],
    ["socketIo", socketIoServer(site("socketIo"))],
    ["polling", pollingServer(site("polling"))],
    ["proxy", refusingProxy()],
    ["ws", wsServer(site("ws"))],
    // The second of each is for what is never answered, as with those that hang.
    ["sockjs", sockjsServer(site("sockjs"))],
    ["sockjsQueue", sockjsServer(site("sockjsQueue"))],
    ["graphqlWs", graphqlWsServer(site("graphqlWs"))],
    ["vite", vite],
    ["viteQueue", viteQueue],
  ] as const;
}
