import { upgradeTokens } from "../../../src/knowledge/headers/upgrade-tokens.ts";
import { kinds } from "../../../src/knowledge/kinds/registry.ts";
import type { Kind } from "../../../src/upgrade/kinds/kind.ts";
import { type Block, type Page, source } from "../page.ts";
import { explained, type RequestStory, STREAM } from "../samples/requests.ts";

/** A story of each kind that goes as it should. */
const STORIES: Readonly<Partial<Record<Kind, RequestStory>>> = {
  webtransport: { kind: "webtransport", establishedAt: 80 },
  "event-stream": { kind: "event-stream", answer: { status: 200, headers: STREAM }, messages: [4000, 27_000] },
  "long-poll": { kind: "long-poll" },
  "streaming-fetch": { kind: "streaming-fetch", answer: { status: 200 }, pieces: [400, 29_800] },
};

/** What else is pending, and what else can be asked for by an Upgrade header. */
export function pendingPage(): Page {
  return {
    name: "pending",
    title: "Other pending requests",
    prefix: "pending",
    about: "What else DevTools shows as Pending, and what else an Upgrade header can ask for.",
    intro: [
      "WebSockets and WebTransports are always listed. Event streams, long polls and streaming fetches are ordinary requests: they are listed when `Other pending requests` is turned on, or when the filter asks for one, as in `kind:event-stream`.",
      "An event stream is recognized by its type, `text/event-stream`, or because an `EventSource` requested it. A streaming fetch is a `fetch` or `XMLHttpRequest` whose response has begun and has not ended after 3 seconds; a long poll is one without a response after 3 seconds, or after 1 second if its address is that of a library's polls. Requests that are complete before that are forgotten at once.",
      "A `fetch` or `XMLHttpRequest` that fails before a response comes is listed if it asked for an event stream in its `Accept` header, or if its address is that of a library's polls. Chrome does not report either for a `fetch` that a content security policy refuses: only the console has it.",
      "Without live counts, only event streams and WebTransports are listed: DevTools' own log does not say whether other requests have ended.",
    ],
    groups: [
      {
        title: "Kinds",
        entries: kinds
          .filter(({ id }) => id !== "websocket")
          .map(({ id, name, about, reference }) => ({
            id,
            title: name,
            blocks: [{ kind: "text", words: about }, ...said(STORIES[id]), source(reference)],
          })),
      },
      {
        title: "What an Upgrade header can ask for",
        entries: upgradeTokens.map(({ token, about, isRegistered, reference }) => ({
          id: `token-${token}`,
          title: token,
          blocks: [
            { kind: "text", words: `Asks for ${about}.` },
            {
              kind: "text",
              words: isRegistered
                ? "It is in IANA's registry of upgrade tokens."
                : "It is not in IANA's registry of upgrade tokens.",
            },
            source(reference),
          ],
        })),
      },
    ],
  };
}

function said(story: RequestStory | undefined): Block[] {
  if (story === undefined) return [];
  const { verdict, pending } = explained(story);
  return [
    { kind: "said", words: verdict.sentence },
    ...(pending === null
      ? []
      : ([
          { kind: "text", words: pending.plain },
          { kind: "text", words: pending.engineer },
        ] as const)),
  ];
}
