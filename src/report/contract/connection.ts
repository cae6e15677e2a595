import * as v from "valibot";
import { kinds } from "../../knowledge/kinds/registry.ts";
import { Check, Diagnosis, Intermediary, Path, PendingReason, Protocol, Verdict } from "./judgments.ts";
import { Names } from "./names.ts";
import { Observed } from "./observed.ts";
import {
  Amount,
  ApplicationState,
  Count,
  described,
  Evidence,
  Flag,
  HeaderList,
  Moment,
  Name,
  Status,
  Text,
} from "./parts.ts";

export const Tally = v.object({ count: Count, bytes: Count, text: Count, binary: Count });

/** Two bytes (RFC 6455 §5.5.1). */
const CloseCode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff));

export const Connection = v.object({
  id: Name,
  url: Text,
  kind: v.picklist(kinds.map(({ id }) => id)),
  transport: described(
    v.nullable(v.picklist(["http/1.1", "http/2+"])),
    "http/2+ is an extended CONNECT: HTTP/2 and HTTP/3 look alike.",
  ),
  target: v.nullable(v.picklist(["page", "iframe", "worker", "shared-worker", "service-worker"])),
  initiator: v.nullable(
    v.object({ url: v.string(), line: v.nullable(v.number()), column: v.nullable(v.number()), function: Text }),
  ),
  state: v.picklist(["queued", "requested", "open", "closed", "failed", "blocked"]),
  pending: described(v.boolean(), "Whether the Network panel's Time column prints Pending now."),
  openedBeforeCapture: v.boolean(),
  status: v.nullable(Status),
  verdict: Verdict,
  pendingReason: v.optional(v.nullable(PendingReason), null),
  way: v.optional(v.nullable(Path), null),
  handshake: v.object({
    request: v.nullable(v.object({ headers: HeaderList })),
    response: v.nullable(v.object({ status: Status, statusText: v.string(), headers: HeaderList })),
    expectedAccept: Text,
  }),
  checks: v.array(Check),
  diagnosis: v.nullable(Diagnosis),
  intermediaries: v.array(Intermediary),
  protocol: v.nullable(Protocol),
  application: described(
    v.optional(v.nullable(v.object({ state: ApplicationState, reason: Text, code: Text, evidence: Evidence })), null),
    "What the protocol on top reported in its control messages, the worst of its parts; null: nothing that is read.",
  ),
  messages: described(
    v.nullable(
      v.object({
        sent: Tally,
        received: Tally,
        lastAt: Moment,
        bytesExact: described(v.boolean(), "false: the browser hid the size of at least one message."),
      }),
    ),
    "null: the source does not record messages.",
  ),
  names: v.optional(v.nullable(Names), null),
  close: v.nullable(v.object({ code: v.nullable(CloseCode), reason: Text, wasClean: Flag, meaning: Text })),
  timing: v.object({
    createdAt: Moment,
    requestSentAt: Moment,
    openedAt: Moment,
    closedAt: Moment,
    handshakeMs: v.nullable(Amount),
    openMs: v.nullable(Amount),
  }),
  attempts: described(
    v.nullable(
      v.object({
        count: Count,
        intervalsMs: v.array(Amount),
        pattern: v.picklist(["fixed", "exponential", "strict-mode-pair", "irregular"]),
      }),
    ),
    "On the newest of a series of reconnects.",
  ),
  observed: v.optional(v.nullable(Observed), null),
  file: described(v.optional(Text, null), "The file that it was read from, when a report was made of several."),
});
