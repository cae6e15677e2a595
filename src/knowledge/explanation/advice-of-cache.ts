import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { NotRestored } from "../../upgrade/not-restored.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Reference } from "../reference.ts";
import { visibleText } from "../text.ts";
import type { Advise } from "./explanation.ts";

const BACK_FORWARD_CACHE: Reference = {
  text: "web.dev: Back/forward cache",
  url: "https://web.dev/articles/bfcache#close-open-connections",
};

/** The browser's reason for pages that are served with `Cache-Control: no-store`. */
const NO_STORE = "MainResourceHasCacheControlNoStore";

/**
 * The browser's reasons that concern a kind: `open` while the page had one open, `used` once it had opened one, whether or not
 * it was still open (CDP `Page.BackForwardCacheNotRestoredReason`; the word for `used` was another one in older versions).
 */
const REASONS: Partial<
  Record<Kind, { readonly one: string; readonly open: readonly string[]; readonly used: readonly string[] }>
> = {
  websocket: { one: "a WebSocket", open: ["WebSocket"], used: ["WebSocketUsedWithCCNS", "WebSocketSticky"] },
  webtransport: {
    one: "a WebTransport",
    open: ["WebTransport"],
    used: ["WebTransportUsedWithCCNS", "WebTransportSticky"],
  },
};

/** Somebody came back to the page, and the browser blamed the line that opened this connection for having to load it again. */
export const notInBackForwardCache: Advise = (upgrade, { notRestored }) => {
  const why = notRestored?.(upgrade.id) ?? null;
  const words = REASONS[upgrade.kind];
  if (why === null || words === undefined) return null;
  const blamed = why.reasons.filter(
    ({ name, places }) =>
      [...words.open, ...words.used].includes(name) && places.some((place) => opened(upgrade, place)),
  );
  if (blamed.length === 0) return null;
  const others = why.reasons.filter((reason) => !blamed.includes(reason));
  const isUsed = blamed.some(({ name }) => words.used.includes(name));
  const isNeverStored = others.some(({ name }) => name === NO_STORE);
  const reason = isUsed ? used(words.one, isNeverStored) : open(words.one);
  const only = others.length === 0 ? "The reason that it gave" : "One of the reasons that it gave";
  return {
    id: "not-in-back-forward-cache",
    text: `When somebody came back to this page, the browser reloaded it instead of showing it from its back/forward cache. ${only}: ${reason.why}. It names the line of script that opened this connection. ${reason.fix}`,
    evidence: [...blamed, ...others].map(({ name }) => `CDP Page.backForwardCacheNotUsed: ${visibleText(name)}`),
    reference: BACK_FORWARD_CACHE,
  };
};

type Place = NotRestored["reasons"][number]["places"][number];

/** Whether the browser blames the line that opened the connection: of several connections on a page, not all need be at fault. */
function opened({ initiator }: Upgrade, { url, line, column }: Place): boolean {
  return initiator !== null && initiator.url === url && initiator.line === line && initiator.column === column;
}

interface Because {
  readonly why: string;
  readonly fix: string;
}

function open(one: string): Because {
  return {
    why: `the page had ${one} open`,
    fix: "Closing the connection in a `pagehide` listener and opening it again in a `pageshow` listener removes this reason.",
  };
}

/** Chromium counts it only for a page that is never stored, and then also what was closed before (docs/chromium.md#back-forward-cache). */
function used(one: string, isNeverStored: boolean): Because {
  return isNeverStored
    ? {
        why: `the page is served with \`Cache-Control: no-store\` and had used ${one}`,
        fix: "Closing the connection before the page is left does not help; where nothing on the page is private, serving it without `no-store` does.",
      }
    : { why: `the page had used ${one}`, fix: "Closing the connection before the page is left does not help." };
}
