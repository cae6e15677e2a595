import { acceptEncodingHeader } from "./entries/accept-encoding.ts";
import { acceptLanguageHeader } from "./entries/accept-language.ts";
import { altSvcHeader } from "./entries/alt-svc.ts";
import { authorizationHeader } from "./entries/authorization.ts";
import { cacheControlHeader } from "./entries/cache-control.ts";
import { cfRayHeader } from "./entries/cf-ray.ts";
import { connectionHeader } from "./entries/connection.ts";
import { contentLengthHeader } from "./entries/content-length.ts";
import { cookieHeader } from "./entries/cookie.ts";
import { dateHeader } from "./entries/date.ts";
import { hostHeader } from "./entries/host.ts";
import { keepAliveHeader } from "./entries/keep-alive.ts";
import { originHeader } from "./entries/origin.ts";
import { pragmaHeader } from "./entries/pragma.ts";
import { secFetchDestHeader } from "./entries/sec-fetch-dest.ts";
import { secFetchModeHeader } from "./entries/sec-fetch-mode.ts";
import { secFetchSiteHeader } from "./entries/sec-fetch-site.ts";
import { secWebsocketAcceptHeader } from "./entries/sec-websocket-accept.ts";
import { secWebsocketExtensionsHeader } from "./entries/sec-websocket-extensions.ts";
import { secWebsocketKeyHeader } from "./entries/sec-websocket-key.ts";
import { secWebsocketProtocolHeader } from "./entries/sec-websocket-protocol.ts";
import { secWebsocketVersionHeader } from "./entries/sec-websocket-version.ts";
import { serverHeader } from "./entries/server.ts";
import { setCookieHeader } from "./entries/set-cookie.ts";
import { strictTransportSecurityHeader } from "./entries/strict-transport-security.ts";
import { transferEncodingHeader } from "./entries/transfer-encoding.ts";
import { upgradeHeader } from "./entries/upgrade.ts";
import { userAgentHeader } from "./entries/user-agent.ts";
import { viaHeader } from "./entries/via.ts";
import { xPoweredByHeader } from "./entries/x-powered-by.ts";
import type { HeaderKnowledge, KnownHeader } from "./header.ts";

/** The registry: what a handshake needs, then what browsers add, then what responses add. */
export const headers: readonly HeaderKnowledge[] = [
  hostHeader,
  connectionHeader,
  upgradeHeader,
  originHeader,
  secWebsocketKeyHeader,
  secWebsocketVersionHeader,
  secWebsocketProtocolHeader,
  secWebsocketExtensionsHeader,
  secWebsocketAcceptHeader,
  pragmaHeader,
  cacheControlHeader,
  userAgentHeader,
  acceptEncodingHeader,
  acceptLanguageHeader,
  cookieHeader,
  authorizationHeader,
  secFetchSiteHeader,
  secFetchModeHeader,
  secFetchDestHeader,
  serverHeader,
  dateHeader,
  viaHeader,
  setCookieHeader,
  cfRayHeader,
  altSvcHeader,
  strictTransportSecurityHeader,
  xPoweredByHeader,
  keepAliveHeader,
  transferEncodingHeader,
  contentLengthHeader,
];

/** The registry by name: what is known of headers for a WebSocket's handshake. */
export const handshakeHeaders: ReadonlyMap<string, KnownHeader> = new Map(headers.map((header) => [header.id, header]));
