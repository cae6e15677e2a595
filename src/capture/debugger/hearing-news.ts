import * as v from "valibot";
import { bindingOf } from "./hearing-script.ts";

/** What the script in a document says (hearing-script.ts). */
export type HearingNews =
  /** It runs in a new document; `hears`: its sockets are heard already. */
  | { readonly type: "born"; readonly hears: boolean; readonly url: string }
  /** A socket was heard of for the first time; numbers count the socket objects of one context. */
  | { readonly type: "heard"; readonly number: number; readonly url: string }
  /** The page's own close event. */
  | {
      readonly type: "closed";
      readonly number: number;
      readonly url: string;
      readonly code: number;
      readonly reason: string;
      readonly wasClean: boolean;
    };

const BindingCalled = v.object({ name: v.string(), payload: v.string(), executionContextId: v.number() });

const BORN = /^born (true|false) (.*)$/;
const HEARD = /^heard (\d+) (.*)$/;
const CLOSED = /^closed (\d+) (\d+) (true|false) (.*)\n([\s\S]*)$/;

/**
 * Reads CDP `Runtime.bindingCalled`.
 *
 * @param name of the variable that spoke: another capture's may speak in the same session
 * @returns the execution context that spoke and what it said; null: nothing of ours
 */
export function decodeHearing(
  name: string,
  params: unknown,
): { readonly contextId: number; readonly news: HearingNews } | null {
  const event = v.safeParse(BindingCalled, params);
  if (!event.success || event.output.name !== bindingOf(name)) return null;
  const news = newsOf(event.output.payload);
  return news === null ? null : { contextId: event.output.executionContextId, news };
}

function newsOf(words: string): HearingNews | null {
  const [, hears, page = ""] = BORN.exec(words) ?? [];
  if (hears !== undefined) return { type: "born", hears: hears === "true", url: page };
  const [, heard, url = ""] = HEARD.exec(words) ?? [];
  if (heard !== undefined) return { type: "heard", number: Number(heard), url };
  const [, closed, code, wasClean, of = "", reason = ""] = CLOSED.exec(words) ?? [];
  if (closed === undefined) return null;
  return {
    type: "closed",
    number: Number(closed),
    url: of,
    code: Number(code),
    reason,
    wasClean: wasClean === "true",
  };
}
