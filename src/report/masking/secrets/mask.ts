import type { Secret } from "./book.ts";

/** A stretch of a text that has to go. */
export interface Mask {
  readonly start: number;
  readonly end: number;
  readonly secret: Secret;
  readonly part: string | null;
}

/** A mask that was put on. */
export interface UsedMask {
  readonly part: string | null;
  readonly label: string;
}

/**
 * Puts labels over secrets. Stretches that overlap become one, with the label of the longest: nothing of either stays.
 *
 * @param text is read once: a label is never looked into again
 */
export function masked(
  text: string,
  masks: readonly Mask[],
  labelOf: (secret: Secret) => string,
): { readonly text: string; readonly used: readonly UsedMask[] } {
  const used: UsedMask[] = [];
  let result = "";
  let from = 0;
  for (const { start, end, best } of groupsOf(masks)) {
    const label = labelOf(best.secret);
    result += text.slice(from, start) + label;
    from = end;
    used.push({ part: best.part, label });
  }
  return { text: result + text.slice(from), used };
}

interface Group {
  readonly start: number;
  readonly end: number;
  readonly best: Mask;
}

function groupsOf(masks: readonly Mask[]): Group[] {
  const groups: Group[] = [];
  for (const mask of [...masks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = groups.at(-1);
    if (last === undefined || mask.start >= last.end) {
      groups.push({ start: mask.start, end: mask.end, best: mask });
      continue;
    }
    const best = mask.end - mask.start > last.best.end - last.best.start ? mask : last.best;
    groups[groups.length - 1] = { start: last.start, end: Math.max(last.end, mask.end), best };
  }
  return groups;
}
