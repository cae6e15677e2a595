import { socketsOf } from "../../upgrade/requests/sockets.ts";
import { targetOf } from "../../upgrade/series/same-endpoint.ts";
import { seriesIn } from "../../upgrade/series/series.ts";
import { recognitions, sortMarks } from "../intermediaries/near-marks.ts";
import type { Context } from "./explanation.ts";

/**
 * Looks through a capture for what the first explanation of any of its upgrades would look for in all of them at once: which
 * products their answers show, and which attempts follow each other. All of it is remembered with the capture, so whoever
 * explains thousands one after the other can pause in between.
 */
export function* lookAround({ others, neighbours }: Pick<Context, "others" | "neighbours">): Generator<undefined> {
  for (const { url, response } of others) {
    if (response !== null) recognitions(response.headers);
    if (url !== null) targetOf(url);
    yield;
  }
  for (const { headers } of neighbours) {
    recognitions(headers);
    yield;
  }
  const sockets = socketsOf(others);
  seriesIn(sockets);
  yield;
  // Other requests are explained among all that is pending.
  for (const list of new Set([sockets, others])) {
    sortMarks({ others: list, neighbours });
    yield;
  }
}
