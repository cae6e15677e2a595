import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { settingSnippets } from "../../applications/settings.ts";
import { plainBody } from "../../bodies/plain.ts";
import { code, visibleText } from "../../text.ts";
import { askedPath, productsFor, recognized, redirectTarget, statusOf } from "../case.ts";
import type { Case, Cause, Likelihood, Snippet } from "../diagnosis.ts";
import { addressEvidence, pageEvidence, pathEvidence, saidEvidence } from "../evidence.ts";
import { curl, urlFromPage, urlWithSlash } from "../fixes.ts";
import { plainAtPort, tlsAtPort } from "../symptoms/spoken-at-port.ts";

/** The path is not the one that the server serves. */
export function wrongPath(seen: Case, likelihood: Likelihood = "possible"): Cause | null {
  const path = askedPath(seen);
  if (path === null) return null;
  const status = statusOf(seen);
  const redirect = status !== null && status >= 300 && status < 400;
  const slash = redirect && !path.endsWith("/");
  if (slash && leadsToSlash(seen, path)) return slashMissing(seen, path);
  const ofNginx = slash ? slashOfNginx(seen, path) : null;
  if (ofNginx !== null) return ofNginx;
  return {
    id: "wrong-path",
    likelihood,
    title: "The path may not be one that the server serves",
    why: slash
      ? `The path ${code(path)} has no trailing slash, and some servers redirect such a path to the same path with one.`
      : `The URL asks for ${code(path)}; a missing prefix or a different spelling leads to a handler that does not handle WebSockets.`,
    evidence: [...pathEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Compare the path with the server's route: prefix, spelling and trailing slash. Make sure that the proxies along the way forward it unchanged.",
      snippets: pathSnippets(seen),
    },
  };
}

/** 410: there was something at this address, and it was taken away on purpose (RFC 9110 §15.5.11). Supported by that status alone. */
export function endpointGone(seen: Case): Cause | null {
  if (statusOf(seen) !== 410) return null;
  return {
    id: "endpoint-gone",
    likelihood: "likely",
    title: "What was served at this address may have been removed",
    why: "A 410 says that it is no longer there, and likely will not be again (RFC 9110 §15.5.11); a path that never existed gets 404. Servers respond so for a version of their interface that was switched off, and for a session or a document that was deleted.",
    evidence: [...pathEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Look in the service's documentation or its announcements for the address that replaces it, or create a new session. The body of the response may name it.",
      snippets: [],
    },
  };
}

/** What was pasted does not show the address that was asked for. */
export function unknownPath(seen: Case, likelihood: Likelihood = "possible"): Cause | null {
  if (askedPath(seen) !== null) return null;
  return {
    id: "wrong-path",
    likelihood,
    title: "The path may not be one that the server serves",
    why: `${statusOf(seen) === 404 ? "A 404 says that nothing was found at the path" : "A path that is not that of the WebSocket gets the response of whatever is served there"}; what was pasted does not show which path that was.`,
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Compare the path in the URL with the server's route: prefix, spelling and trailing slash. Make sure that the proxies along the way forward it unchanged.",
      snippets: [],
    },
  };
}

/** Whether the response redirects to the same path with a slash after it. */
function leadsToSlash(seen: Case, path: string): boolean {
  const target = redirectTarget(seen);
  if (target === null) return false;
  return target === `${path}/` || (URL.canParse(target) && new URL(target).pathname === `${path}/`);
}

function slashMissing(seen: Case, path: string): Cause {
  return {
    id: "wrong-path",
    likelihood: "certain",
    title: "The server redirects this path to the same path with a slash behind it",
    why: `The URL asks for ${code(path)}, and the response leads to ${code(`${path}/`)}. Pages follow such a redirect, WebSockets do not.`,
    evidence: [`response header Location: ${visibleText(redirectTarget(seen) ?? "")}`, ...pathEvidence(seen)],
    fix: {
      text: `Use ${code(`${path}/`)} in the URL, or give the path without the slash a rule of its own that does not redirect.`,
      snippets: [urlWithSlash(seen), ...pathSnippets(seen)],
    },
  };
}

/** nginx and what keeps its rules of `location`. */
const NGINX_BASED: readonly string[] = ["nginx", "openresty", "tengine"];

/**
 * nginx responds so where a `location` with a slash at its end forwards requests (nginx: ngx_http_core_module, `location`).
 * Supported by its marks and by that status, where the response does not show where it leads and something else
 * at the port was served.
 */
function slashOfNginx(seen: Case, path: string): Cause | null {
  const product = recognized(seen, NGINX_BASED);
  if (statusOf(seen) !== 301 || product === null || redirectTarget(seen) !== null) return null;
  const served = seen.address?.scheme === "ws" ? plainAtPort(seen) : tlsAtPort(seen);
  if (served === null || (seen.page?.host !== seen.address?.host && seen.capture.openedBeside(seen.upgrade) === null))
    return null;
  return {
    id: "wrong-path",
    likelihood: "likely",
    title: "The server may redirect this path to the same path with a slash behind it",
    why: `${product.name} does so where a \`location\` that forwards requests ends with a slash, and the path ${code(path)} does not. Pages follow such a redirect, WebSockets do not. Not everything at this host and port is redirected.`,
    evidence: [...pathEvidence(seen), ...product.evidence, ...served.evidence, saidEvidence(seen)],
    fix: {
      text: `Use ${code(`${path}/`)} in the URL, or give the path without the slash a rule of its own that does not redirect.`,
      snippets: [urlWithSlash(seen), ...pathSnippets(seen)],
    },
  };
}

/** Words in which a server repeats the path that it was asked for (Express, Phoenix, Django). */
const ARRIVED = /(?:Cannot GET |no route found for GET |The current path, )(\/[^\s<,]{0,300})/;

/** The server names another path than the one that was asked for: something along the way changed it. */
export function pathChanged(seen: Case): Cause | null {
  const { address, upgrade } = seen;
  const arrived = ARRIVED.exec(plainBody(upgrade.response?.body ?? ""))?.[1]?.replace(/[?#].*$/s, "");
  if (address === null || arrived === undefined || arrived === address.path) return null;
  return {
    id: "wrong-path",
    likelihood: "certain",
    title: "The path changed along the way",
    why: `The URL asks for ${code(address.path)}, and the server says that it was asked for ${code(arrived)}: a proxy in between changed the path.`,
    evidence: [`the server names the path ${visibleText(arrived)}`, ...pathEvidence(seen)],
    fix: {
      text: `Make the proxy forward ${code(address.path)} unchanged; in nginx, the slashes at the end of \`location\` and \`proxy_pass\` decide. Or serve the WebSocket at ${code(arrived)}.`,
      snippets: pathSnippets(seen),
    },
  };
}

/** What was recognized first; then the way to ask by hand, which says more than a guess at the product. */
function pathSnippets(seen: Case): Snippet[] {
  const isKnown = seen.protocol !== null;
  const own = settingSnippets(seen, "serve-path");
  const proxies = seen.snippets("keep-path");
  const names = productsFor(seen, "keep-path").map(({ name }) => name);
  return [
    ...(isKnown ? own : []),
    ...proxies.filter((snippet) => names.includes(snippet.for)),
    curl(seen),
    ...(isKnown ? [] : own),
    ...proxies.filter((snippet) => !names.includes(snippet.for)),
  ];
}

/** The port differs from the page's, on the same host: often a development port, or one behind the proxy. */
export function otherPort(seen: Case): Cause | null {
  const { address, page } = seen;
  if (address === null || page === null || page.scheme === "other") return null;
  if (page.host !== address.host || page.port === address.port) return null;
  return {
    id: "wrong-port",
    likelihood: "possible",
    title: `The port may be wrong: the page uses ${page.port}, this URL ${address.port}`,
    why: "The page was loaded from the same host through another port. A port used in development is often not open in production.",
    evidence: [...addressEvidence(seen), ...pageEvidence(seen)],
    fix: { text: "Connect through the port that the page itself was loaded from.", snippets: [urlFromPage(seen)] },
  };
}

const MQTT =
  "Browsers speak MQTT over a WebSocket only: use the port of the broker's WebSocket listener, commonly 8080, 8083, 8084 or 9001. With Mosquitto such a listener is two lines of its own in `mosquitto.conf`: `listener 9001` and `protocol websockets`.";
const VNC =
  "Put websockify in between (`websockify 6080 HOST:5900`), and connect to its port; a few VNC servers have a WebSocket of their own on another port.";
const DATABASE = "Pages cannot speak to a database: connect to the application's own WebSocket.";

/**
 * What listens on a port by default, and where the same is a WebSocket. Most are registered (IANA: service names and port numbers);
 * by their own documentation NATS uses 4222, MongoDB 27017, STOMP brokers 61613 (which nobody can register, RFC 6335 §6) and a VNC
 * server 5901 for its second display. Ports of RabbitMQ: the defaults of rabbitmq_web_stomp and rabbitmq_web_mqtt.
 */
const OTHER_SERVICES: ReadonlyMap<number, readonly [name: string, fix: string]> = new Map([
  [22, ["SSH", "Use the port of the WebSocket server."]],
  [1883, ["MQTT over TCP", MQTT]],
  [8883, ["MQTT over TLS", MQTT]],
  [3306, ["MySQL", DATABASE]],
  [5432, ["PostgreSQL", DATABASE]],
  [6379, ["Redis", DATABASE]],
  [27017, ["MongoDB", DATABASE]],
  [4222, ["NATS over TCP", "Use the port of the `websocket` block in the NATS server's configuration."]],
  [
    5672,
    [
      "AMQP",
      "Use the port of the broker's WebSocket plugin: 15674 for STOMP and 15675 for MQTT with RabbitMQ, by default.",
    ],
  ],
  [
    61613,
    ["STOMP over TCP", "Use the port of the broker's WebSocket: 15674 with RabbitMQ's Web STOMP plugin, by default."],
  ],
  [5222, ["XMPP over TCP", "Use the server's WebSocket address (RFC 7395)."]],
  [5900, ["VNC", VNC]],
  [5901, ["VNC", VNC]],
]);

/** The port is by default that of a service that is no web server: it drops a handshake, or responds in its own protocol. */
export function portOfOther(seen: Case): Cause | null {
  const { address } = seen;
  const known = address === null ? undefined : OTHER_SERVICES.get(address.port);
  if (address === null || known === undefined) return null;
  const [name, text] = known;
  return {
    id: "wrong-port",
    likelihood: "likely",
    title: `Port ${address.port} may serve ${name}, which takes no WebSocket handshake`,
    why: `By default this is a port of ${name}. Such a server drops a connection that begins with HTTP, or responds in its own protocol.`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text, snippets: [] },
  };
}

/** webpack's client dials the development server's own port when the page came through a proxy. */
export function developmentPort(seen: Case): Cause | null {
  const { address, page, protocol } = seen;
  if (protocol?.id !== "webpack-hmr" || address === null || page === null || page.scheme === "other") return null;
  if (page.host !== address.host || page.port === address.port) return null;
  return {
    id: "wrong-port",
    likelihood: "likely",
    title: "webpack's client may connect to the development port and bypass the proxy",
    why: `The page came through port ${page.port}, and webpack-dev-server's client connects to the port of the development server, ${address.port}, unless it is configured otherwise.`,
    evidence: [...protocol.evidence, ...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Make the client connect to the address that the page came from, and make the proxy forward `/ws` as a WebSocket.",
      snippets: [
        {
          for: "webpack-dev-server",
          code: '// webpack.config.js\ndevServer: { client: { webSocketURL: "auto://0.0.0.0:0/ws" } }\n\n# Create React App: .env\nWDS_SOCKET_PORT=0',
        },
      ],
    },
  };
}

/** The host name is not the right one for a browser outside. */
export function wrongHost(seen: Case): Cause | null {
  const { address, page } = seen;
  if (address === null || isLoopback(address.host)) return null;
  const internal = isPrivateHost(address.host);
  const outside = internal && page !== null && page.scheme !== "other" && !isPrivateHost(page.host);
  return {
    id: "wrong-host",
    likelihood: outside ? "likely" : "possible",
    title: internal
      ? "The host name may only resolve inside another network"
      : "The host name may be misspelled or no longer in use",
    why: internal
      ? `${code(address.host)} looks like a container name, a machine name or an address inside one network, which other networks do not know.`
      : `The URL asks for ${code(address.host)}; a misspelled or retired name leads nowhere.`,
    evidence: [...addressEvidence(seen), ...(outside ? pageEvidence(seen) : []), saidEvidence(seen)],
    fix: { text: "Use the public name through which browsers reach the server.", snippets: [] },
  };
}

/** A page from elsewhere that asks for `localhost`: a development URL that went into production. */
export function localhostFromOutside(seen: Case): Cause | null {
  const { address, page } = seen;
  if (address === null || page === null || page.scheme === "other") return null;
  if (!isLoopback(address.host) || isPrivateHost(page.host)) return null;
  return {
    id: "wrong-host",
    likelihood: "likely",
    title: `${code(address.host)} is each visitor's own computer`,
    why: "The page was loaded from another host. Unless it is meant to reach a program on the visitor's own computer, this is the URL of a development machine.",
    evidence: [...addressEvidence(seen), ...pageEvidence(seen), saidEvidence(seen)],
    fix: { text: "Use the host that the page itself was loaded from.", snippets: [urlFromPage(seen)] },
  };
}

/** Whether a host is this machine itself: loopback names and addresses (RFC 6761 §6.3, RFC 1122 §3.2.1.3). */
export function isLoopback(host: string): boolean {
  return host === "::1" || /^127\./.test(host) || /(^|\.)localhost$/.test(host);
}

/** A name that only the company's or the VPN's own name servers know. */
export function splitHorizon(seen: Case): Cause | null {
  const { address } = seen;
  if (address === null || /^[\d.]+$|:/.test(address.host)) return null;
  return {
    id: "dns-split-horizon",
    likelihood: "possible",
    title: "The name may only resolve inside a company network or a VPN",
    why: `Some names are resolved by internal name servers only; whether ${code(address.host)} is one of them cannot be seen from here.`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Connect to the network or VPN that resolves the name, or publish the name in public DNS.",
      snippets: [],
    },
  };
}
