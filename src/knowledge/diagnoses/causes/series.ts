import { count, duration } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { shortLives, stoppedFor } from "../symptoms/short-lives.ts";

/** What became of the series of which this is the newest attempt, as lines of evidence; empty when there is nothing to say. */
export function seriesEvidence(seen: Case): string[] {
  const lives = shortLives(seen);
  if (lives === null) return [];
  const { attempts, withinMs, longestMs } = lives;
  const opened = longestMs === null ? "none of them opened" : `the longest was open for ${duration(longestMs)}`;
  const stopped = stoppedFor(seen);
  return [
    `the last of ${count(attempts.length, "attempt")} that began within ${duration(withinMs)}; ${opened}`,
    ...(stopped === null ? [] : [`no attempt followed it for ${duration(stopped)}`]),
  ];
}

/** The attempts have stopped, so the page stays without its connection. Supported by the silence after a series. */
export function stoppedTrying(seen: Case): Cause | null {
  const [lives, stopped] = [shortLives(seen), stoppedFor(seen)];
  if (lives === null || stopped === null) return null;
  return {
    id: "stopped-trying",
    likelihood: "possible",
    title: "The page may have stopped trying to connect",
    why: `No attempt has followed for ${duration(stopped)}, though the ones before were at most ${duration(lives.longestIntervalMs)} apart. A client that allows itself a number of attempts stays disconnected after the last of them; a page that was left makes none either.`,
    evidence: seriesEvidence(seen),
    fix: {
      text: "Fix what ended the attempts. Then let the page go on trying with a pause that grows up to a limit, and try at once when the browser comes online or the user returns to the page.",
      snippets: [{ for: "JavaScript", code: 'addEventListener("online", connect);' }],
    },
  };
}
