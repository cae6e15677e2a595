import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ExportEnd } from "./actions.ts";
import { type MessageKey, t } from "./text.ts";

/** Time for which an announcement stays, in milliseconds. */
const SHOWN_MS = 2400;

/**
 * Does what a menu was asked for, and says at the toolbar's end what became of it.
 *
 * @param done what is said when it has ended well, or what says that of how it ended; null: nothing
 */
export type Announce = <T>(
  what: Promise<T>,
  done: MessageKey | null | ((end: T) => MessageKey | null),
  failed: MessageKey,
) => Promise<void>;

/** What is said of how an export ended. A file that was saved the browser shows itself; what waits has its own line. */
export function endOf(end: ExportEnd): MessageKey | null {
  if (end === "canceled") return "exportCanceled";
  return end === "copied" ? "copied" : null;
}

/** @returns the word to show, and what sets it */
export function useAnnouncement(): readonly [announcement: Signal<MessageKey | null>, announce: Announce] {
  const announcement = useSignal<MessageKey | null>(null);
  useEffect(() => {
    if (announcement.value === null) return;
    const timer = setTimeout(() => {
      announcement.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [announcement.value, announcement]);
  const announce: Announce = async (what, done, failed) => {
    try {
      const end = await what;
      announcement.value = typeof done === "function" ? done(end) : done;
    } catch {
      announcement.value = failed;
    }
  };
  return [announcement, announce];
}

/** What became of the last export or copy. */
export function Announcement({ announcement }: { announcement: Signal<MessageKey | null> }) {
  return (
    <span class="announcement" role="status">
      {announcement.value !== null && t(announcement.value)}
    </span>
  );
}
