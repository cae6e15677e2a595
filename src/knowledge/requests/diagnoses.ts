import { blockedByClient } from "../diagnoses/blocked-by-client.ts";
import { contentSecurityPolicy } from "../diagnoses/content-security-policy.ts";
import { localNetworkAccess } from "../diagnoses/local-network-access.ts";
import { mixedContent } from "../diagnoses/mixed-content.ts";
import { unsafePort } from "../diagnoses/unsafe-port.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { crossOriginRefused } from "./diagnoses/cross-origin-refused.ts";
import { eventStreamRefused } from "./diagnoses/event-stream-refused.ts";
import { eventStreamType } from "./diagnoses/event-stream-type.ts";
import { pollNotAnswered } from "./diagnoses/poll-not-answered.ts";
import { requestFailed } from "./diagnoses/request-failed.ts";
import { requestQueued } from "./diagnoses/request-queued.ts";
import { streamBroken } from "./diagnoses/stream-broken.ts";
import { streamHeldBack } from "./diagnoses/stream-held-back.ts";
import { streamUnanswered } from "./diagnoses/stream-unanswered.ts";
import { webtransportFailed } from "./diagnoses/webtransport-failed.ts";

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
