import { headerValues } from "../../../upgrade/http/headers.ts";
import { headerEvidence } from "../../checks/finding.ts";
import type { IntermediaryResult } from "../../intermediaries/intermediary.ts";
import { recognized } from "../case.ts";
import type { Case, Cause, Snippet } from "../diagnosis.ts";

/** Products that collect a response's body before they pass it on, unless they are told not to (nginx: proxy_buffering). */
export const BUFFERING: readonly string[] = ["nginx", "openresty", "tengine", "ingress-nginx", "kong"];

/** The recognized product that buffers by default, or null. */
export function buffers(seen: Case): IntermediaryResult | null {
  return recognized(seen, BUFFERING);
}

/** A proxy that collects what the server sends before it passes it on. */
export function bufferingProxy(seen: Case, evidence: readonly string[]): Cause {
  const product = buffers(seen);
  return {
    id: "proxy-buffering",
    likelihood: "possible",
    title: product === null ? "A proxy along the way may buffer it" : `${product.name} may buffer it`,
    why: `${product === null ? "nginx and products built on it buffer" : `By default ${product.name} buffers`} a response's body before forwarding it; the operator may have changed that. Small events then come late and in bursts, or not at all.`,
    evidence: [...evidence, ...(product?.evidence ?? [])],
    fix: {
      text: "Disable buffering for this path, or have the application ask for that in its response.",
      snippets: UNBUFFERED,
    },
  };
}

const UNBUFFERED: readonly Snippet[] = [
  { for: "nginx", code: "# inside the location\nproxy_buffering off;" },
  { for: "the application", code: "X-Accel-Buffering: no" },
];

/** A compressor collects data before it sends any. */
export function compressed({ upgrade }: Case, evidence: readonly string[]): Cause {
  const values = headerValues(upgrade.response?.headers ?? [], "Content-Encoding");
  return {
    id: "answer-compressed",
    likelihood: "possible",
    title: "Compression may delay it",
    why: "A compressor that is not told to flush after each event waits until it has enough data to fill a block.",
    evidence: [...evidence, ...headerEvidence("response", "Content-Encoding", values)],
    fix: {
      text: "Do not compress event streams, or flush the compressor after each event.",
      snippets: [{ for: "nginx", code: "# inside the location\ngzip off;" }],
    },
  };
}
