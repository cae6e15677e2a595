import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type MessageKey, t } from "./text.ts";

/** How long a word about what was done stays, in milliseconds. */
const SAID = 2400;

/** Does what a menu was asked for, and tells at the toolbar's end what became of it. */
export type Say = (what: Promise<void>, done: MessageKey | null, failed: MessageKey) => Promise<void>;

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
      await what;
      said.value = done;
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
