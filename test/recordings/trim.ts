/** What the tool's decoders read of each event, as paths; the rest is left out of recordings. */
const READ: Readonly<Record<string, readonly string[]>> = {
  "Network.webSocketCreated": ["requestId", "url", "initiator.stack.callFrames.0"],
  "Network.webSocketWillSendHandshakeRequest": ["requestId", "timestamp", "wallTime", "request.headers"],
  "Network.webSocketHandshakeResponseReceived": [
    "requestId",
    "timestamp",
    "response.status",
    "response.statusText",
    "response.headers",
    "response.headersText",
    "response.requestHeadersText",
  ],
  "Network.webSocketFrameSent": ["requestId", "timestamp", "response.opcode", "response.payloadData"],
  "Network.webSocketFrameReceived": ["requestId", "timestamp", "response.opcode", "response.payloadData"],
  "Network.webSocketFrameError": ["requestId", "timestamp", "errorMessage"],
  "Network.webSocketClosed": ["requestId", "timestamp"],
  "Network.webTransportCreated": ["transportId", "url", "timestamp", "initiator.stack.callFrames.0"],
  "Network.webTransportConnectionEstablished": ["transportId", "timestamp"],
  "Network.webTransportClosed": ["transportId", "timestamp"],
  "Network.requestWillBeSent": ["timestamp", "wallTime"],
  "Target.attachedToTarget": ["sessionId", "targetInfo.type", "targetInfo.targetId", "targetInfo.url"],
  "Target.detachedFromTarget": ["sessionId"],
  "Log.entryAdded": ["entry.source", "entry.level", "entry.text", "entry.timestamp", "entry.url", "entry.lineNumber"],
};

/** The same of a request of a script, of which the other events of ordinary requests are kept too. */
const READ_OF_REQUESTS: Readonly<Record<string, readonly string[]>> = {
  "Network.requestWillBeSent": [
    "requestId",
    "type",
    "timestamp",
    "wallTime",
    "request.url",
    "request.method",
    "request.headers",
    "initiator.stack.callFrames.0",
  ],
  "Network.requestWillBeSentExtraInfo": ["requestId", "headers"],
  "Network.responseReceivedExtraInfo": ["requestId", "headers", "statusCode", "headersText"],
  "Network.responseReceived": [
    "requestId",
    "type",
    "timestamp",
    "response.status",
    "response.statusText",
    "response.headers",
    "response.mimeType",
    "response.protocol",
  ],
  "Network.dataReceived": ["requestId", "timestamp", "dataLength"],
  "Network.eventSourceMessageReceived": ["requestId", "timestamp", "eventName", "eventId", "data"],
  "Network.loadingFinished": ["requestId", "timestamp"],
  "Network.loadingFailed": [
    "requestId",
    "timestamp",
    "errorText",
    "canceled",
    "blockedReason",
    "corsErrorStatus.corsError",
    "corsErrorStatus.failedParameter",
  ],
};

/**
 * The part of an event's parameters that decoders read.
 *
 * @param ofScript whether it speaks of a request that a script made
 *
 * @returns null for an event that none of them reads
 */
export function trimmed(method: string, params: unknown, ofScript = false): unknown {
  const paths = ofScript ? READ_OF_REQUESTS[method] : READ[method];
  if (paths === undefined) return null;
  const kept = {};
  for (const path of paths) keep(params, kept, path.split("."));
  return kept;
}

/** Copies one path; a number in it is a place in a list. */
function keep(from: unknown, to: object, [name = "", ...rest]: readonly string[]): void {
  const value: unknown = typeof from === "object" && from !== null ? Reflect.get(from, name) : undefined;
  if (value === undefined) return;
  if (rest.length === 0) {
    Reflect.set(to, name, value);
    return;
  }
  const before: unknown = Reflect.get(to, name);
  const next = typeof before === "object" && before !== null ? before : Array.isArray(value) ? [] : {};
  Reflect.set(to, name, next);
  keep(value, next, rest);
}
