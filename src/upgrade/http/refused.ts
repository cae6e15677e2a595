import { countOf } from "../counts/messages.ts";
import type { Upgrade } from "../upgrade.ts";
import type { CorsError } from "./exchange.ts";
import { headerValue, headerValues } from "./headers.ts";

/** A rule for requests to other origins (CORS) that was broken, and who says so. */
export interface CorsFault extends CorsError {
  /** false: the browser names no rule in what was read; the headers of request and answer show it. */
  readonly isReported: boolean;
}

/** Codes with which Chromium says that the browser itself blocked a request (net/base/net_error_list.h). */
const BLOCKED = /^net::ERR_BLOCKED_BY_(CLIENT|ADMINISTRATOR|CSP|LOCAL_NETWORK_ACCESS_CHECKS)\b/;

/** What it says when a response came and the page may not have it, among other things. */
const FAILED = "net::ERR_FAILED";

/**
 * Which rule for requests to other origins kept the page from the response of an ordinary request. The debugger names it;
 * DevTools' log has only `net::ERR_FAILED`, with the headers of both sides, which are then checked as the browser does (Fetch: CORS check).
 *
 * @returns null when none is known to have done so
 */
export function corsFaultOf(upgrade: Upgrade): CorsFault | null {
  const { exchange, error } = upgrade;
  if (exchange !== null && error === null && upgrade.client === "Firefox") return shownInFirefox(upgrade);
  if (exchange === null || error === null) return null;
  if (exchange.corsError !== null) return { ...exchange.corsError, isReported: true };
  if (error.message !== FAILED || hasBody(upgrade)) return null;
  const shown = shownBy(upgrade);
  return shown && { ...shown, isReported: false };
}

/** Whether it is Local Network Access that refused: Chromium counts that to the same rules. */
export function isLocalNetworkFault({ code }: CorsError): boolean {
  return /LocalNetwork|PrivateNetwork/.test(code);
}

/**
 * Whether the browser says of a request (not of a WebSocket) that it blocked it itself, before anything of a response reached
 * the page.
 */
export function isBlockedByBrowser(upgrade: Upgrade): boolean {
  const { error, exchange, request } = upgrade;
  if (error === null || hasBody(upgrade)) return false;
  const corsError = exchange?.corsError ?? null;
  if (corsError !== null) return request === null && isLocalNetworkFault(corsError);
  return BLOCKED.test(error.message);
}

/**
 * What the headers of both sides show. Whether credentials were asked for they do not; but where only that rule is left, and
 * the request failed, they were.
 */
function shownBy({ request, response, url }: Upgrade): CorsError | null {
  const origin = headerValue(request?.headers ?? [], "Origin");
  if (origin === null || response === null || origin === originOf(url)) return null;
  const allowed = headerValues(response.headers, "Access-Control-Allow-Origin");
  const parameter = allowed.join(", ");
  if (allowed.length === 0) return { code: "MissingAllowOriginHeader", parameter };
  if (parameter.includes(",")) return { code: "MultipleAllowOriginValues", parameter };
  if (parameter === "*") return { code: "WildcardOriginNotAllowed", parameter };
  if (parameter !== origin) return { code: "AllowOriginMismatch", parameter };
  const credentials = headerValue(response.headers, "Access-Control-Allow-Credentials") ?? "";
  return credentials === "true" ? null : { code: "InvalidAllowCredentials", parameter: credentials };
}

/** Firefox logs the response and not that the page never got it; what holds only with credentials, it does not show. */
function shownInFirefox(upgrade: Upgrade): CorsFault | null {
  const isCors = headerValue(upgrade.request?.headers ?? [], "Sec-Fetch-Mode") === "cors";
  const shown = isCors && upgrade.ended !== null ? shownBy(upgrade) : null;
  const needsCredentials = shown?.code === "WildcardOriginNotAllowed" || shown?.code === "InvalidAllowCredentials";
  return shown === null || needsCredentials ? null : { ...shown, isReported: false };
}

function hasBody({ countedByDebugger, countedByLog, exchange }: Upgrade): boolean {
  return countOf(countedByDebugger) + countOf(countedByLog) > 0 || (exchange?.body.bytes ?? 0) > 0;
}

function originOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).origin : null;
}
