import type { HeaderKnowledge } from "./header.ts";
import { acceptEncodingHeader } from "./headers/accept-encoding.ts";
import { acceptLanguageHeader } from "./headers/accept-language.ts";
import { altSvcHeader } from "./headers/alt-svc.ts";
import { authorizationHeader } from "./headers/authorization.ts";
import { cacheControlHeader } from "./headers/cache-control.ts";
import { cfRayHeader } from "./headers/cf-ray.ts";
import { connectionHeader } from "./headers/connection.ts";
import { contentLengthHeader } from "./headers/content-length.ts";
import { cookieHeader } from "./headers/cookie.ts";
import { dateHeader } from "./headers/date.ts";
import { hostHeader } from "./headers/host.ts";
import { keepAliveHeader } from "./headers/keep-alive.ts";
import { originHeader } from "./headers/origin.ts";
import { pragmaHeader } from "./headers/pragma.ts";
import { secFetchDestHeader } from "./headers/sec-fetch-dest.ts";
import { secFetchModeHeader } from "./headers/sec-fetch-mode.ts";
import { secFetchSiteHeader } from "./headers/sec-fetch-site.ts";
import { secWebsocketAcceptHeader } from "./headers/sec-websocket-accept.ts";
import { secWebsocketExtensionsHeader } from "./headers/sec-websocket-extensions.ts";
import { secWebsocketKeyHeader } from "./headers/sec-websocket-key.ts";
import { secWebsocketProtocolHeader } from "./headers/sec-websocket-protocol.ts";
import { secWebsocketVersionHeader } from "./headers/sec-websocket-version.ts";
import { serverHeader } from "./headers/server.ts";
import { setCookieHeader } from "./headers/set-cookie.ts";
import { strictTransportSecurityHeader } from "./headers/strict-transport-security.ts";
import { transferEncodingHeader } from "./headers/transfer-encoding.ts";
import { upgradeHeader } from "./headers/upgrade.ts";
import { userAgentHeader } from "./headers/user-agent.ts";
import { viaHeader } from "./headers/via.ts";
import { xPoweredByHeader } from "./headers/x-powered-by.ts";

/** The registry: what a handshake needs, then what browsers add, then what answers add. */
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
