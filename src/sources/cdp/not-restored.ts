import * as v from "valibot";
import type { NotRestored, NotRestoredReason } from "../../upgrade/not-restored.ts";
import { Count } from "./parts.ts";

/** Most reasons that are kept, most places of one, and most frames that are looked at: pages have dozens at most. */
const [MOST_REASONS, MOST_PLACES, MOST_FRAMES] = [64, 64, 256];

/** Most characters of an address, as of call stacks, and of a reason's name. */
const [MOST_OF_URL, MOST_OF_NAME] = [2048, 100];

const Detail = v.object({ url: v.string(), lineNumber: Count, columnNumber: Count });
const Explanation = v.object({ reason: v.string(), details: v.fallback(v.optional(v.array(v.unknown())), undefined) });
const Frame = v.object({
  explanations: v.fallback(v.array(v.unknown()), []),
  children: v.fallback(v.array(v.unknown()), []),
});
const Params = v.object({
  notRestoredExplanations: v.array(v.unknown()),
  notRestoredExplanationsTree: v.optional(v.unknown()),
});

/**
 * Reads CDP `Page.backForwardCacheNotUsed`, which the session of the page gives after the `Page.frameNavigated` of a page
 * that was loaded again. The flat list has the reasons of frames that are missing in the tree, so both are read
 * (docs/chromium.md#back-forward-cache).
 *
 * @param params not trusted
 * @returns each reason once, with each place once; null when there is none
 */
export function decodeNotRestored(params: unknown): NotRestored | null {
  const event = v.safeParse(Params, params);
  if (!event.success) return null;
  const { notRestoredExplanations, notRestoredExplanationsTree } = event.output;
  const places = new Map<string, Map<string, NotRestoredReason["places"][number]>>();
  for (const one of [...notRestoredExplanations, ...explanationsIn(notRestoredExplanationsTree)]) {
    const explanation = v.safeParse(Explanation, one);
    if (!explanation.success) continue;
    const name = explanation.output.reason.slice(0, MOST_OF_NAME);
    const known = places.get(name);
    if (known === undefined && places.size === MOST_REASONS) continue;
    const ofReason = known ?? new Map();
    places.set(name, ofReason);
    for (const detail of explanation.output.details ?? []) {
      const place = placeOf(detail);
      if (place !== null && ofReason.size < MOST_PLACES) ofReason.set(JSON.stringify(place), place);
    }
  }
  if (places.size === 0) return null;
  return { reasons: [...places].map(([name, ofReason]) => ({ name, places: [...ofReason.values()] })) };
}

/** The reasons of a frame and of those in it; no recursion, so that no depth is too much. */
function explanationsIn(tree: unknown): unknown[] {
  const found: unknown[] = [];
  const frames: unknown[] = [tree];
  for (let i = 0; i < frames.length && i < MOST_FRAMES; i++) {
    const frame = v.safeParse(Frame, frames[i]);
    if (!frame.success) continue;
    for (const one of frame.output.explanations) found.push(one);
    for (const one of frame.output.children) frames.push(one);
  }
  return found;
}

/** CDP counts from 0, people from 1. */
function placeOf(detail: unknown): NotRestoredReason["places"][number] | null {
  const parsed = v.safeParse(Detail, detail);
  if (!parsed.success) return null;
  const { url, lineNumber, columnNumber } = parsed.output;
  return { url: url.slice(0, MOST_OF_URL), line: lineNumber + 1, column: columnNumber + 1 };
}
