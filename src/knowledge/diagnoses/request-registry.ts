import type { Diagnosis } from "./diagnosis.ts";
import { blockedByClient } from "./entries/blocked-by-client.ts";
import { contentSecurityPolicy } from "./entries/content-security-policy.ts";
import { crossOriginRefused } from "./entries/cross-origin-refused.ts";
import { eventStreamRefused } from "./entries/event-stream-refused.ts";
import { eventStreamType } from "./entries/event-stream-type.ts";
import { localNetworkAccess } from "./entries/local-network-access.ts";
import { mixedContent } from "./entries/mixed-content.ts";
import { pollNotAnswered } from "./entries/poll-not-answered.ts";
import { requestFailed } from "./entries/request-failed.ts";
import { requestQueued } from "./entries/request-queued.ts";
import { streamBroken } from "./entries/stream-broken.ts";
import { streamHeldBack } from "./entries/stream-held-back.ts";
import { streamUnanswered } from "./entries/stream-unanswered.ts";
import { unsafePort } from "./entries/unsafe-port.ts";
import { webtransportFailed } from "./entries/webtransport-failed.ts";

/**
 * What can be seen to go wrong with requests that stay pending and with WebTransports. The first that applies is it. What the
 * browser refuses by itself it refuses as it does with sockets, by the same rules.
 */
export const requestDiagnoses: readonly Diagnosis[] = [
  contentSecurityPolicy,
  mixedContent,
  unsafePort,
  localNetworkAccess,
  blockedByClient,
  crossOriginRefused,
  webtransportFailed,
  eventStreamRefused,
  eventStreamType,
  pollNotAnswered,
  streamBroken,
  requestFailed,
  requestQueued,
  streamUnanswered,
  streamHeldBack,
];
