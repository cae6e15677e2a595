import { countOf } from "../../../upgrade/counts/messages.ts";
import { hasHeader } from "../../../upgrade/http/headers.ts";
import { openedAt } from "../../../upgrade/lifetime.ts";
import { isWatchedOpen, messagesOf } from "../../../upgrade/state.ts";
import { duration } from "../../text.ts";
import { bufferingProxy, buffers, compressed } from "../causes/requests.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** Milliseconds without a byte after which something may hold them back. */
const WAIT = 10_000;

/** Open, nothing has come, and something was recognized that holds pieces back by default. Else silence proves nothing. */
export const streamHeldBack: Diagnosis = {
  id: "stream-held-back",
  stage: "attention",
  reference: {
    text: "nginx: proxy_buffering",
    url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering",
  },
  applies: (seen) => {
    const { upgrade, now } = seen;
    const isLate = now - (openedAt(upgrade) ?? now) >= WAIT;
    const isOpen = isWatchedOpen(upgrade);
    return isOpen && isLate && isEmpty(seen) && (isCompressed(seen) || buffers(seen) !== null);
  },
  summary: ({ upgrade, now }) =>
    `Nothing of its body has come in ${duration(now - (openedAt(upgrade) ?? now))}; something may be holding it back.`,
  brief: ({ upgrade, now }) => `Nothing received for ${duration(now - (openedAt(upgrade) ?? now))}`,
  causes: (seen) => {
    const evidence = ["the headers of the response were seen, and nothing of its body"];
    return [
      ...(isCompressed(seen) ? [compressed(seen, evidence)] : []),
      ...(buffers(seen) === null ? [] : [bufferingProxy(seen, evidence)]),
    ];
  },
};

function isEmpty({ upgrade }: Case): boolean {
  return countOf(messagesOf(upgrade)) === 0 && (upgrade.exchange?.body.bytes ?? 0) === 0;
}

function isCompressed({ upgrade }: Case): boolean {
  return hasHeader(upgrade.response?.headers ?? [], "Content-Encoding");
}
