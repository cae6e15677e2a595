import { abnormalClosure } from "./diagnoses/abnormal-closure.ts";
import { acceptInvalid } from "./diagnoses/accept-invalid.ts";
import { answeredAsPage } from "./diagnoses/answered-as-page.ts";
import { authenticationRequired } from "./diagnoses/authentication-required.ts";
import { badGateway } from "./diagnoses/bad-gateway.ts";
import { badRequest } from "./diagnoses/bad-request.ts";
import { blockedByClient } from "./diagnoses/blocked-by-client.ts";
import { bufferGrowing } from "./diagnoses/buffer-growing.ts";
import { certificateInvalid } from "./diagnoses/certificate-invalid.ts";
import { clientError } from "./diagnoses/client-error.ts";
import { closeFrameInvalid } from "./diagnoses/close-frame-invalid.ts";
import { closedByPage } from "./diagnoses/closed-by-page.ts";
import { closedWithError } from "./diagnoses/closed-with-error.ts";
import { connectionHeaderInvalid } from "./diagnoses/connection-header-invalid.ts";
import { connectionRefused } from "./diagnoses/connection-refused.ts";
import { connectionReset } from "./diagnoses/connection-reset.ts";
import { connectionTimedOut } from "./diagnoses/connection-timed-out.ts";
import { contentSecurityPolicy } from "./diagnoses/content-security-policy.ts";
import { dataAfterClose } from "./diagnoses/data-after-close.ts";
import { extensionsInvalid } from "./diagnoses/extensions-invalid.ts";
import { forbidden } from "./diagnoses/forbidden.ts";
import { fragmentationInvalid } from "./diagnoses/fragmentation-invalid.ts";
import { frameHeaderInvalid } from "./diagnoses/frame-header-invalid.ts";
import { frameMasked } from "./diagnoses/frame-masked.ts";
import { gatewayTimeout } from "./diagnoses/gateway-timeout.ts";
import { handshakeCanceled } from "./diagnoses/handshake-canceled.ts";
import { handshakeTimedOut } from "./diagnoses/handshake-timed-out.ts";
import { http2StreamFailed } from "./diagnoses/http2-stream-failed.ts";
import { idleTimeout } from "./diagnoses/idle-timeout.ts";
import { idleTimeoutAhead } from "./diagnoses/idle-timeout-ahead.ts";
import { localNetworkAccess } from "./diagnoses/local-network-access.ts";
import { messageTooBig } from "./diagnoses/message-too-big.ts";
import { mixedContent } from "./diagnoses/mixed-content.ts";
import { nameNotResolved } from "./diagnoses/name-not-resolved.ts";
import { networkError } from "./diagnoses/network-error.ts";
import { networkUnreachable } from "./diagnoses/network-unreachable.ts";
import { noAnswerYet } from "./diagnoses/no-answer-yet.ts";
import { notFound } from "./diagnoses/not-found.ts";
import { opcodeUnknown } from "./diagnoses/opcode-unknown.ts";
import { proxyTunnelFailed } from "./diagnoses/proxy-tunnel-failed.ts";
import { queuedBehindHandshake } from "./diagnoses/queued-behind-handshake.ts";
import { reasonHidden } from "./diagnoses/reason-hidden.ts";
import { reconnectLoop } from "./diagnoses/reconnect-loop.ts";
import { redirected } from "./diagnoses/redirected.ts";
import { reservedBitsSet } from "./diagnoses/reserved-bits-set.ts";
import { responseEmpty } from "./diagnoses/response-empty.ts";
import { responseNotHttp } from "./diagnoses/response-not-http.ts";
import { serverError } from "./diagnoses/server-error.ts";
import { serviceUnavailable } from "./diagnoses/service-unavailable.ts";
import { silent } from "./diagnoses/silent.ts";
import { socketLimit } from "./diagnoses/socket-limit.ts";
import { subprotocolInvalid } from "./diagnoses/subprotocol-invalid.ts";
import { textNotUtf8 } from "./diagnoses/text-not-utf8.ts";
import { tlsFailed } from "./diagnoses/tls-failed.ts";
import { tooManyRequests } from "./diagnoses/too-many-requests.ts";
import { unexpectedStatus } from "./diagnoses/unexpected-status.ts";
import { unsafePort } from "./diagnoses/unsafe-port.ts";
import { upgradeHeaderInvalid } from "./diagnoses/upgrade-header-invalid.ts";
import { upgradeRequired } from "./diagnoses/upgrade-required.ts";
import type { Diagnosis } from "./diagnosis.ts";

/**
 * The registry. The first that applies is the diagnosis, so a special reading stands before the general one of its stage:
 * exact statuses before their class, exact texts before "any other error", which stands last of all that failed, a repeated end
 * before a single one.
 */
export const diagnoses: readonly Diagnosis[] = [
  // blocked by the browser
  contentSecurityPolicy,
  mixedContent,
  unsafePort,
  localNetworkAccess,
  blockedByClient,
  socketLimit,
  // hidden
  reasonHidden,
  // waiting or given up
  closedByPage,
  handshakeTimedOut,
  handshakeCanceled,
  // answered: transport
  http2StreamFailed,
  // connecting
  nameNotResolved,
  connectionRefused,
  connectionTimedOut,
  networkUnreachable,
  certificateInvalid,
  tlsFailed,
  proxyTunnelFailed,
  // answered: status
  authenticationRequired,
  redirected,
  answeredAsPage,
  badRequest,
  forbidden,
  notFound,
  upgradeRequired,
  tooManyRequests,
  gatewayTimeout,
  badGateway,
  serviceUnavailable,
  clientError,
  serverError,
  unexpectedStatus,
  // answered: headers
  upgradeHeaderInvalid,
  connectionHeaderInvalid,
  acceptInvalid,
  subprotocolInvalid,
  extensionsInvalid,
  // answered: transport
  responseNotHttp,
  responseEmpty,
  connectionReset,
  // after opening
  frameHeaderInvalid,
  reservedBitsSet,
  frameMasked,
  opcodeUnknown,
  fragmentationInvalid,
  textNotUtf8,
  closeFrameInvalid,
  dataAfterClose,
  messageTooBig,
  // answered: transport
  networkError,
  // waiting or given up
  queuedBehindHandshake,
  noAnswerYet,
  // ended
  idleTimeout,
  abnormalClosure,
  closedWithError,
  // attention while open
  bufferGrowing,
  reconnectLoop,
  silent,
  idleTimeoutAhead,
];
