import * as v from "valibot";
import { checks } from "../../knowledge/checks/registry.ts";
import { diagnoses } from "../../knowledge/diagnoses/registry.ts";
import { Amount, described, Evidence, idOf, Name, OpenId, PageUrl, Text } from "./parts.ts";

export const Verdict = v.object({
  level: v.picklist(["healthy", "attention", "failed", "unknown"]),
  headline: described(v.optional(v.string(), ""), "One or two words before the sentence."),
  sentence: Name,
});

export const PendingReason = described(
  v.object({ title: v.string(), plain: v.string(), engineer: v.string() }),
  "Why DevTools prints what it prints, for a site owner and for an engineer.",
);

export const Path = described(
  v.object({
    hops: v.array(v.object({ id: v.string(), name: v.string(), evidence: Evidence })),
    request: Text,
    answer: v.nullable(v.object({ text: v.string(), good: v.boolean() })),
    line: v.nullable(v.object({ text: v.string(), live: v.boolean() })),
  }),
  "The drawing: who was between browser and server, and what was exchanged.",
);

export const Check = described(
  v.object({
    id: v.picklist(checks.map(({ id }) => id)),
    outcome: v.picklist(["pass", "warn", "fail", "not-applicable", "not-observed"]),
    summary: v.string(),
    reference: described(v.string(), 'As an engineer would cite it: "RFC 6455 §4.1".'),
    referenceUrl: v.optional(PageUrl, ""),
    evidence: Evidence,
  }),
  "One question about the handshake, with its result.",
);

export const Cause = described(
  v.object({
    id: OpenId,
    likelihood: v.picklist(["certain", "likely", "possible"]),
    title: v.optional(v.string(), ""),
    why: v.string(),
    evidence: v.optional(Evidence, []),
    fix: v.nullable(
      v.object({
        text: v.string(),
        snippets: v.array(v.object({ for: described(v.string(), 'A product: "nginx".'), code: v.string() })),
      }),
    ),
  }),
  "One possible cause; the order of the list is the ranking.",
);

export const Diagnosis = described(
  v.object({
    id: idOf(diagnoses),
    summary: v.string(),
    message: described(Text, "The browser's own message; null when there was none."),
    evidence: Evidence,
    reference: v.optional(v.string(), ""),
    referenceUrl: v.optional(PageUrl, ""),
    causes: v.array(Cause),
  }),
  "What was seen to go wrong, and why it may have happened.",
);

export const Intermediary = v.object({
  id: OpenId,
  name: v.string(),
  version: v.optional(Text, null),
  confidence: v.picklist(["certain", "likely", "possible"]),
  evidence: Evidence,
});

export const Protocol = v.object({
  id: OpenId,
  name: v.string(),
  evidence: Evidence,
  heartbeat: v.nullable(
    v.object({
      by: v.picklist(["server", "client", "both"]),
      intervalMs: Amount,
      visible: described(
        v.optional(v.boolean(), false),
        "true: messages that are counted; false: pings of the protocol, which no browser shows.",
      ),
      announced: described(
        v.exactOptional(v.boolean()),
        "true: the interval was announced on this connection; absent: it is the library's default.",
      ),
    }),
  ),
});
