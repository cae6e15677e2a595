import type { KindFacts } from "../../upgrade/kinds/facts.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import { factsOf, kinds } from "../../upgrade/kinds/registry.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { abnormalClosure } from "./entries/abnormal-closure.ts";
import { acceptInvalid } from "./entries/accept-invalid.ts";
import { answeredAsPage } from "./entries/answered-as-page.ts";
import { applicationEnded } from "./entries/application-ended.ts";
import { applicationRefused } from "./entries/application-refused.ts";
import { applicationSilent } from "./entries/application-silent.ts";
import { applicationUnanswered } from "./entries/application-unanswered.ts";
import { authenticationRequired } from "./entries/authentication-required.ts";
import { badGateway } from "./entries/bad-gateway.ts";
import { badRequest } from "./entries/bad-request.ts";
import { blockedByClient } from "./entries/blocked-by-client.ts";
import { bufferGrowing } from "./entries/buffer-growing.ts";
import { certificateInvalid } from "./entries/certificate-invalid.ts";
import { clientError } from "./entries/client-error.ts";
import { closeFrameInvalid } from "./entries/close-frame-invalid.ts";
import { closedByPage } from "./entries/closed-by-page.ts";
import { closedWithError } from "./entries/closed-with-error.ts";
import { compressionBrokenByClient } from "./entries/compression-broken-by-client.ts";
import { connectionHeaderInvalid } from "./entries/connection-header-invalid.ts";
import { connectionRefused } from "./entries/connection-refused.ts";
import { connectionReset } from "./entries/connection-reset.ts";
import { connectionTimedOut } from "./entries/connection-timed-out.ts";
import { contentSecurityPolicy } from "./entries/content-security-policy.ts";
import { crossOriginRefused } from "./entries/cross-origin-refused.ts";
import { dataAfterClose } from "./entries/data-after-close.ts";
import { endedAfterFirstMessage } from "./entries/ended-after-first-message.ts";
import { endedAtOnce } from "./entries/ended-at-once.ts";
import { eventStreamRefused } from "./entries/event-stream-refused.ts";
import { eventStreamType } from "./entries/event-stream-type.ts";
import { extensionsInvalid } from "./entries/extensions-invalid.ts";
import { forbidden } from "./entries/forbidden.ts";
import { fragmentationInvalid } from "./entries/fragmentation-invalid.ts";
import { frameHeaderInvalid } from "./entries/frame-header-invalid.ts";
import { frameMasked } from "./entries/frame-masked.ts";
import { gatewayTimeout } from "./entries/gateway-timeout.ts";
import { handshakeCanceled } from "./entries/handshake-canceled.ts";
import { handshakeTimedOut } from "./entries/handshake-timed-out.ts";
import { http2StreamFailed } from "./entries/http2-stream-failed.ts";
import { idleTimeout } from "./entries/idle-timeout.ts";
import { idleTimeoutAhead } from "./entries/idle-timeout-ahead.ts";
import { localNetworkAccess } from "./entries/local-network-access.ts";
import { loggedAtTheEnd } from "./entries/logged-at-the-end.ts";
import { messageTooBig } from "./entries/message-too-big.ts";
import { mixedContent } from "./entries/mixed-content.ts";
import { nameNotResolved } from "./entries/name-not-resolved.ts";
import { networkError } from "./entries/network-error.ts";
import { networkUnreachable } from "./entries/network-unreachable.ts";
import { noAnswerYet } from "./entries/no-answer-yet.ts";
import { notFound } from "./entries/not-found.ts";
import { notSwitched } from "./entries/not-switched.ts";
import { opcodeUnknown } from "./entries/opcode-unknown.ts";
import { pollNotAnswered } from "./entries/poll-not-answered.ts";
import { pollRefused } from "./entries/poll-refused.ts";
import { proxyTunnelFailed } from "./entries/proxy-tunnel-failed.ts";
import { queuedBehindHandshake } from "./entries/queued-behind-handshake.ts";
import { reasonHidden } from "./entries/reason-hidden.ts";
import { reconnectLoop } from "./entries/reconnect-loop.ts";
import { redirected } from "./entries/redirected.ts";
import { requestFailed } from "./entries/request-failed.ts";
import { requestQueued } from "./entries/request-queued.ts";
import { reservedBitsSet } from "./entries/reserved-bits-set.ts";
import { responseBrokenOff } from "./entries/response-broken-off.ts";
import { responseEmpty } from "./entries/response-empty.ts";
import { responseNotHttp } from "./entries/response-not-http.ts";
import { serverError } from "./entries/server-error.ts";
import { serviceUnavailable } from "./entries/service-unavailable.ts";
import { silent } from "./entries/silent.ts";
import { socketLimit } from "./entries/socket-limit.ts";
import { streamBroken } from "./entries/stream-broken.ts";
import { streamHeldBack } from "./entries/stream-held-back.ts";
import { streamUnanswered } from "./entries/stream-unanswered.ts";
import { subprotocolInvalid } from "./entries/subprotocol-invalid.ts";
import { textNotUtf8 } from "./entries/text-not-utf8.ts";
import { tlsFailed } from "./entries/tls-failed.ts";
import { tooManyRequests } from "./entries/too-many-requests.ts";
import { unexpectedStatus } from "./entries/unexpected-status.ts";
import { unsafePort } from "./entries/unsafe-port.ts";
import { upgradeHeaderInvalid } from "./entries/upgrade-header-invalid.ts";
import { upgradeRequired } from "./entries/upgrade-required.ts";
import { webtransportFailed } from "./entries/webtransport-failed.ts";

/** A diagnosis, and the kinds of connection of which it is asked. */
export interface RegisteredDiagnosis extends Diagnosis {
  readonly kinds: readonly Kind[];
}

const EVERY = kindsWhere(() => true);
const REQUESTS = kindsWhere(({ isOrdinaryRequest }) => isOrdinaryRequest);
const BESIDE_SOCKETS = kindsWhere(({ counts }) => counts !== "messages");
/** What Chromium says of a port in the words of all requests; of a WebTransport it has others. */
const OVER_TCP = kindsWhere(({ datedBy }) => datedBy !== "monotonic-clock");

/**
 * The registry. The first that applies is the diagnosis, so a special reading stands before the general one of its stage:
 * exact statuses before their class, exact texts before "any other error", which stands last of all that failed, a repeated end
 * before a single one.
 */
export const diagnoses: readonly RegisteredDiagnosis[] = [
  // blocked by the browser
  ...of(EVERY, contentSecurityPolicy, mixedContent),
  ...of(OVER_TCP, unsafePort),
  ...of(EVERY, localNetworkAccess, blockedByClient),
  // WebSockets
  ...of(
    ["websocket"],
    socketLimit,
    // hidden
    reasonHidden,
    // waiting or given up
    closedByPage,
    handshakeTimedOut,
    handshakeCanceled,
    // response: transport
    http2StreamFailed,
    // connecting
    nameNotResolved,
    connectionRefused,
    connectionTimedOut,
    networkUnreachable,
    certificateInvalid,
    tlsFailed,
    proxyTunnelFailed,
    // response: status
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
    notSwitched,
    // response: headers
    upgradeHeaderInvalid,
    connectionHeaderInvalid,
    acceptInvalid,
    subprotocolInvalid,
    extensionsInvalid,
    // response: transport
    responseNotHttp,
    responseBrokenOff,
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
    // response: transport
    networkError,
    // waiting or given up
    queuedBehindHandshake,
    noAnswerYet,
    // said by the application, inside the open connection
    applicationRefused,
    applicationEnded,
    applicationSilent,
    // ended
    loggedAtTheEnd,
    idleTimeout,
    endedAfterFirstMessage,
    endedAtOnce,
    abnormalClosure,
    closedWithError,
    applicationUnanswered,
    // attention while open
    bufferGrowing,
    compressionBrokenByClient,
    reconnectLoop,
    silent,
    idleTimeoutAhead,
  ),
  // requests and WebTransports
  ...of(REQUESTS, crossOriginRefused),
  ...of(["webtransport"], webtransportFailed),
  ...of(["event-stream"], eventStreamRefused, eventStreamType),
  ...of(["long-poll"], pollNotAnswered, pollRefused),
  ...of(REQUESTS, streamBroken),
  ...of(BESIDE_SOCKETS, requestFailed, requestQueued),
  ...of(["event-stream"], streamUnanswered),
  ...of(["event-stream", "streaming-fetch"], streamHeldBack),
];

const BY_KIND: ReadonlyMap<Kind, readonly RegisteredDiagnosis[]> = new Map(
  EVERY.map((kind) => [kind, diagnoses.filter((diagnosis) => diagnosis.kinds.includes(kind))]),
);

/** The diagnoses of one kind of connection, in their order. */
export function diagnosesOf(kind: Kind): readonly RegisteredDiagnosis[] {
  return BY_KIND.get(kind) ?? [];
}

function kindsWhere(fits: (facts: KindFacts) => boolean): readonly Kind[] {
  return kinds.filter((kind) => fits(factsOf(kind)));
}

function of(asked: readonly Kind[], ...some: readonly Diagnosis[]): RegisteredDiagnosis[] {
  return some.map((diagnosis) => ({ ...diagnosis, kinds: asked }));
}
