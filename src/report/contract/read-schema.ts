import * as v from "valibot";

/** The decoder of handshake reports. schema.json says the same for other tools. */
const Text = v.nullable(v.string());
const Flag = v.nullable(v.boolean());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Span = v.nullable(v.pipe(v.number(), v.minValue(0)));
const Time = v.pipe(
  v.string(),
  v.regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text))),
);
const Moment = v.nullable(Time);
const Texts = v.array(v.string());
const HeaderList = v.array(v.tuple([v.string(), v.string()]));
const Tally = v.object({ count: Count, bytes: Count, text: Count, binary: Count });

const Check = v.object({
  id: v.picklist([
    "status",
    "upgrade",
    "connection",
    "accept",
    "key",
    "version",
    "subprotocol",
    "extensions",
    "origin",
    "http-version",
  ]),
  outcome: v.picklist(["pass", "warn", "fail", "not-applicable", "not-observed"]),
  summary: v.string(),
  reference: v.string(),
  referenceUrl: v.optional(v.string(), ""),
  evidence: Texts,
});

const Fix = v.object({ text: v.string(), snippets: v.array(v.object({ for: v.string(), code: v.string() })) });

const Cause = v.object({
  id: v.string(),
  likelihood: v.picklist(["certain", "likely", "possible"]),
  title: v.optional(v.string(), ""),
  why: v.string(),
  evidence: v.optional(Texts, []),
  fix: v.nullable(Fix),
});

const Diagnosis = v.object({
  id: v.string(),
  summary: v.string(),
  message: Text,
  evidence: Texts,
  reference: v.optional(v.string(), ""),
  referenceUrl: v.optional(v.string(), ""),
  causes: v.array(Cause),
});

const Way = v.object({
  hops: v.array(v.object({ id: v.string(), name: v.string(), evidence: Texts })),
  request: Text,
  answer: v.nullable(v.object({ text: v.string(), good: v.boolean() })),
  line: v.nullable(v.object({ text: v.string(), live: v.boolean() })),
});

const Look = v.object({
  at: Moment,
  readyState: v.picklist([0, 1, 2, 3]),
  protocol: v.string(),
  extensions: v.string(),
  bufferedAmount: v.pipe(v.number(), v.minValue(0)),
});

const Exchange = v.object({
  method: v.string(),
  by: v.nullable(v.picklist(["EventSource", "fetch", "XMLHttpRequest", "WebTransport"])),
  protocol: Text,
  end: v.nullable(v.picklist(["finished", "canceled", "failed"])),
  corsError: v.exactOptional(v.object({ code: v.string(), parameter: v.string() })),
  established: v.exactOptional(v.nullable(v.boolean())),
  establishedAt: Moment,
  body: v.object({ pieces: Count, bytes: Count, firstAt: Moment, lastAt: Moment }),
});

const Observed = v.object({
  error: v.nullable(v.object({ message: v.string(), at: Moment })),
  ended: v.nullable(v.picklist(["closed", "navigation", "target-gone"])),
  blocked: v.nullable(
    v.object({
      by: v.picklist(["content-security-policy", "mixed-content", "socket-limit", "blocked-by-client"]),
      message: v.string(),
      directive: Text,
    }),
  ),
  looks: v.array(Look),
  requestsSent: Count,
  messages: v.object({
    firstAt: Moment,
    lastDirection: v.nullable(v.picklist(["sent", "received"])),
    longestGapMs: v.pipe(v.number(), v.minValue(0)),
  }),
  fromFile: v.boolean(),
  unwatchedSince: Moment,
  seenBy: v.object({ debugger: v.boolean(), network: v.boolean() }),
  neighbours: v.optional(v.array(v.object({ url: v.string(), status: v.number(), headers: HeaderList })), []),
  exchange: v.optional(v.nullable(Exchange), null),
  client: v.exactOptional(v.string()),
  method: v.exactOptional(v.string()),
  httpVersion: v.exactOptional(v.string()),
  responseHttpVersion: v.exactOptional(v.string()),
  body: v.exactOptional(v.string()),
});

const Connection = v.object({
  id: v.string(),
  url: Text,
  kind: v.picklist(["websocket", "webtransport", "event-stream", "long-poll", "streaming-fetch", "other-upgrade"]),
  transport: v.nullable(v.picklist(["http/1.1", "http/2+"])),
  target: v.nullable(v.picklist(["page", "iframe", "worker", "shared-worker", "service-worker"])),
  initiator: v.nullable(
    v.object({ url: v.string(), line: v.nullable(v.number()), column: v.nullable(v.number()), function: Text }),
  ),
  state: v.picklist(["queued", "requested", "open", "closed", "failed", "blocked"]),
  pending: v.boolean(),
  openedBeforeCapture: v.boolean(),
  status: v.nullable(v.number()),
  verdict: v.object({
    level: v.picklist(["healthy", "attention", "failed", "unknown"]),
    headline: v.optional(v.string(), ""),
    sentence: v.string(),
  }),
  pendingReason: v.optional(v.nullable(v.object({ title: v.string(), plain: v.string(), engineer: v.string() })), null),
  way: v.optional(v.nullable(Way), null),
  handshake: v.object({
    request: v.nullable(v.object({ headers: HeaderList })),
    response: v.nullable(v.object({ status: v.number(), statusText: v.string(), headers: HeaderList })),
    expectedAccept: Text,
  }),
  checks: v.array(Check),
  diagnosis: v.nullable(Diagnosis),
  intermediaries: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      version: v.optional(Text, null),
      confidence: v.picklist(["certain", "likely", "possible"]),
      evidence: Texts,
    }),
  ),
  protocol: v.nullable(
    v.object({
      id: v.string(),
      name: v.string(),
      evidence: Texts,
      heartbeat: v.nullable(
        v.object({
          by: v.picklist(["server", "client", "both"]),
          intervalMs: v.pipe(v.number(), v.minValue(0)),
          visible: v.optional(v.boolean(), false),
        }),
      ),
    }),
  ),
  messages: v.nullable(v.object({ sent: Tally, received: Tally, lastAt: Moment, bytesExact: v.boolean() })),
  close: v.nullable(v.object({ code: v.nullable(v.number()), reason: Text, wasClean: Flag, meaning: Text })),
  timing: v.object({
    createdAt: Moment,
    requestSentAt: Moment,
    openedAt: Moment,
    closedAt: Moment,
    handshakeMs: Span,
    openMs: Span,
  }),
  attempts: v.nullable(
    v.object({
      count: Count,
      intervalsMs: v.array(v.number()),
      pattern: v.picklist(["fixed", "exponential", "strict-mode-pair", "irregular"]),
    }),
  ),
  observed: v.optional(v.nullable(Observed), null),
  file: v.optional(Text, null),
});

const RedactedItem = v.object({ where: v.string(), connection: Text, label: v.string() });

export const ReportInput = v.object({
  format: v.literal("upgrades-handshake-report"),
  version: v.literal(1),
  generatedAt: Time,
  tool: v.object({ name: v.literal("upgrades"), version: v.string(), browser: Text }),
  page: v.object({ url: Text }),
  capture: v.object({
    source: v.picklist(["debugger", "network", "har", "net-log", "transcript", "report", "files"]),
    startedAt: Moment,
    lost: Texts,
  }),
  redaction: v.object({
    applied: v.boolean(),
    items: v.array(RedactedItem),
    kept: v.exactOptional(v.array(RedactedItem)),
  }),
  connections: v.array(Connection),
});

/** What is asked first, so that a wrong file and a newer one are told apart before anything else is. */
export const ReportHead = v.object({ format: v.literal("upgrades-handshake-report"), version: v.number() });
