import type { Store } from "../../store/store.ts";
import { lastMinute, RECENT_SECONDS } from "../../upgrade/counts/rate.ts";
import { messagesOf } from "../../upgrade/state.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";
import { linesOf } from "./sparkline.ts";

/** Units of height; one more above and below for the width of the line. */
const HEIGHT = 14;

/** The last minute of a connection. */
export function Sparkline({ store, id }: { store: Store; id: string }) {
  const upgrade = store.upgrade(id);
  if (upgrade === null) return null;
  const { recent } = messagesOf(upgrade);
  if (recent.first === null) return null;
  const now = store.nowOf(id);
  const sent = lastMinute(recent, "sent", now);
  const received = lastMinute(recent, "received", now);
  const [up, down] = [sum(sent), sum(received)];
  if (up + down === 0) return null;
  const lines = linesOf(sent, received, HEIGHT);
  return (
    <svg
      class="sparkline"
      width={RECENT_SECONDS}
      height={HEIGHT + 2}
      viewBox={`0 -1 ${RECENT_SECONDS} ${HEIGHT + 2}`}
      role="img"
      aria-label={t("rateLabel", number(up), number(down))}
    >
      {lines.ground !== null && <path class="line-ground" d={lines.ground} />}
      {lines.received !== null && <path class="line-received" d={lines.received} />}
      {lines.sent !== null && <path class="line-sent" d={lines.sent} />}
    </svg>
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
