import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { KEY, reduced, told as story } from "../story.ts";

/** What can be told of a connection, each at a number of milliseconds. */
export const told = {
  created: (at: number, url?: string) => story.created({ at, ...(url === undefined ? {} : { url }) }),
  sent: (at: number, withKey = true) =>
    story.sent({ at, headers: withKey ? [["Sec-WebSocket-Key", KEY]] : [["Host", "example.com"]] }),
  answered: (at: number, status = 101) => story.answered({ at }, status, [["Server", "a\u202eb"]]),
  message: (at: number, direction: "sent" | "received" = "received") => story.message({ at }, { direction, size: 5 }),
  error: (at: number, message: string) => story.error({ at, message }),
  closed: (at: number) => story.closed({ at }),
  closedBy: (at: number, code: number, reason = "", wasClean = true) => story.closedBy({ at, code, reason, wasClean }),
  blocked: (at: number) => story.blocked({ at }),
  left: (at: number) => story.ended({ at }),
} as const;

/** An upgrade of which these things were seen. */
export function seen(...observations: Parameters<typeof reduced>[0]): Upgrade {
  return reduced(observations);
}
