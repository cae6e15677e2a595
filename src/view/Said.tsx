import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ExportEnd } from "./actions.ts";
import { type MessageKey, t } from "./text.ts";

/** How long a word about what was done stays, in milliseconds. */
const SAID = 2400;

/**
 * Does what a menu was asked for, and tells at the toolbar's end what became of it.
 *
 * @param done what is said when it has ended well, or what says that of how it ended; null: nothing
 */
export type Say = <T>(
  what: Promise<T>,
  done: MessageKey | null | ((end: T) => MessageKey | null),
  failed: MessageKey,
) => Promise<void>;

/** What is said of how an export ended. A file that was saved the browser shows itself; what waits has its own line. */
export function endOf(end: ExportEnd): MessageKey | null {
  if (end === "canceled") return "exportCancelled";
  return end === "copied" ? "copied" : null;
}

/** @returns the word to show, and what sets it */
export function useSaid(): readonly [said: Signal<MessageKey | null>, say: Say] {
  const said = useSignal<MessageKey | null>(null);
  useEffect(() => {
    if (said.value === null) return;
    const timer = setTimeout(() => {
      said.value = null;
    }, SAID);
    return () => clearTimeout(timer);
  }, [said.value, said]);
  const say: Say = async (what, done, failed) => {
    try {
      const end = await what;
      said.value = typeof done === "function" ? done(end) : done;
    } catch {
      said.value = failed;
    }
  };
  return [said, say];
}

/** What became of the last export or copy. */
export function Said({ said }: { said: Signal<MessageKey | null> }) {
  return (
    <span class="said-word" role="status">
      {said.value !== null && t(said.value)}
    </span>
  );
}
