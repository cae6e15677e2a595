import { at, type Case, ends, opens, refused } from "../case.ts";

const group = "Ended, or open with something to look at";
const other = "Long-lived, not upgraded";

function fault(code: number): Case {
  const expects = ends(code, "closed-with-error");
  return { id: `close-${code}`, group, title: `Closed with ${code}`, url: at("main", `/close/${code}`), expects };
}

/** Sockets that opened and ended in a way that says something, and open ones that deserve a look. */
export const lasting: readonly Case[] = [
  {
    id: "drops",
    group,
    title: "Ended without a Close",
    url: at("main", "/drops"),
    expects: ends(1006, "abnormal-closure"),
  },
  { id: "resets", group, title: "Reset", url: at("main", "/resets"), expects: ends(1006, "abnormal-closure") },
  {
    id: "idle-timeout",
    group,
    title: "Ends whenever it was silent for a second",
    act: "reconnect",
    alone: true,
    url: at("main", "/cuts-idle"),
    expects: ends(1006, "idle-timeout", { needs: "repeats" }),
  },
  fault(1002),
  fault(1008),
  fault(1011),
  fault(1013),
  {
    id: "close-1001",
    group,
    title: "Closed with 1001: going away",
    url: at("main", "/close/1001"),
    expects: ends(1001, null),
  },
  {
    id: "reconnect-loop",
    group,
    title: "Refused, and tried again every second",
    act: "reconnect",
    alone: true,
    url: at("main", "/status/503?loop"),
    expects: { ...refused(503, "service-unavailable"), needs: "repeats" },
  },
  {
    id: "silent",
    group,
    title: "Open, and silent for minutes",
    how: "Open this socket and leave it alone for some minutes.",
    url: at("main", "/idle?for=minutes"),
    expects: { ...opens(), needs: "time" },
  },
  {
    id: "buffer-growing",
    group,
    title: "The server does not read, and the page goes on sending",
    act: "flood",
    alone: true,
    url: at("main", "/stalls"),
    expects: { ...opens(), diagnosis: "buffer-growing", verdict: "attention", needs: "buffered-amount" },
  },
  {
    id: "events",
    group: other,
    title: "Server-sent events",
    act: "event-source",
    url: at("main", "/events", "http"),
    expects: opens(200),
  },
  {
    id: "stream",
    group: other,
    title: "A streaming fetch",
    act: "fetch-stream",
    url: at("main", "/stream", "http"),
    expects: opens(200),
  },
  {
    id: "poll",
    group: other,
    title: "A long poll, answered after two seconds each time",
    act: "long-poll",
    url: at("main", "/poll", "http"),
    expects: opens(200),
  },
];
