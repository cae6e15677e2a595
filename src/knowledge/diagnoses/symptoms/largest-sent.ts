import { BUCKETS, bucketStart } from "../../../upgrade/counts/histogram.ts";
import type { Messages } from "../../../upgrade/counts/messages.ts";
import { messagesOf } from "../../../upgrade/state.ts";
import { number, type Words } from "../../text.ts";
import type { Case } from "../diagnosis.ts";

/**
 * How large the largest message was that is known to have been sent, as one line of evidence: exactly where it was the only one,
 * else between bounds. Sizes are kept in powers of two, both directions together, and not in reports; counts and sums always.
 *
 * @returns empty where none was sent, or nothing is known of its size
 */
export function largestSent({ upgrade }: Pick<Case, "upgrade">): string[] {
  const messages = messagesOf(upgrade);
  const { count, bytes } = messages.sent;
  if (count === 0 || bytes === 0) return [];
  const { least, most } = boundsOf(messages);
  const which =
    count === 1 ? "the only sent message that was counted" : `the largest of ${number(count)} sent messages`;
  if (most === null) return [`${which} had at least ${size(least)}`];
  return [`${which} had ${least === most ? size(least) : `between ${number(least)} and ${size(most)}`}`];
}

/** In bytes. The largest has at least the mean of all, and at most their sum; both are sharpened by the sizes where those are known. */
function boundsOf({ sent, received, sizes, bytesExact }: Messages): {
  readonly least: number;
  readonly most: number | null;
} {
  const mean = Math.ceil(sent.bytes / sent.count);
  const bucket = sizes.findLastIndex((inBucket) => inBucket > 0);
  // Only where nothing was received are these sizes those of what was sent.
  const least = bucket > 0 && received.count === 0 ? Math.max(mean, bucketStart(bucket)) : mean;
  // The browser hides the size of what is sent as a Blob: one of them may be the largest.
  if (!bytesExact) return { least, most: null };
  const end = bucket > 0 && bucket < BUCKETS - 1 ? bucketStart(bucket + 1) - 1 : Number.POSITIVE_INFINITY;
  return { least, most: Math.max(least, Math.min(sent.bytes, end)) };
}

function size(bytes: number): Words {
  return `${number(bytes)} B`;
}
