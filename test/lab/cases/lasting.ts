import { at, type Case, ends, opens, refused } from "../case.ts";

const group = "Ended, or open with something to look at";
const other = "Long-lived, not upgraded";

function fault(code: number, firstCause: string): Case {
  const expects = ends(code, "as you wished", "closed-with-error", { firstCause });
  return { id: `close-${code}`, group, title: `Closed with ${code}`, url: at("main", `/close/${code}`), expects };
}

/** Sockets that opened and ended in a way that says something, and open ones that deserve a look. */
export const lasting: readonly Case[] = [
  {
    id: "drops",
    group,
    title: "Ended without a Close",
    url: at("main", "/drops"),
    expects: ends(1006, "", "abnormal-closure"),
  },
  { id: "resets", group, title: "Reset", url: at("main", "/resets"), expects: ends(1006, "", "abnormal-closure") },
  {
    id: "idle-timeout",
    group,
    title: "Ends whenever it was silent for four seconds",
    act: "reconnect",
    alone: true,
    url: at("main", "/cuts-idle?after=4000"),
    expects: ends(1006, "", "idle-timeout", { needs: "repeats" }),
  },
  fault(1002, "protocol-violation"),
  fault(1008, "policy-violation"),
  fault(1009, "frame-too-large"),
  fault(1011, "application-error"),
  fault(1013, "rate-limited"),
  {
    id: "close-1001",
    group,
    title: "Closed with 1001: going away",
    url: at("main", "/close/1001"),
    expects: ends(1001, "as you wished", null),
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
    id: "reconnected",
    group,
    title: "Refused three times, tried again, and open at last",
    act: "reconnect",
    alone: true,
    url: at("main", "/flaky"),
    expects: { ...opens(), diagnosis: "reconnect-loop", verdict: "attention", needs: "repeats" },
  },
  {
    id: "silent",
    group,
    title: "Without the heartbeat that Engine.IO servers send",
    how: "Open this socket and wait 80 seconds.",
    url: at("main", "/idle?EIO=4&transport=websocket"),
    expects: { ...opens(), diagnosis: "silent", verdict: "attention", protocol: "socket.io", needs: "time" },
  },
  {
    id: "idle-timeout-ahead",
    group,
    title: "Silent behind nginx, which ends that after a minute",
    how: "Open this socket and wait 40 seconds.",
    url: at("nginx", "/right/idle"),
    expects: {
      ...opens(),
      diagnosis: "idle-timeout-ahead",
      verdict: "attention",
      firstCause: "proxy-idle-timeout",
      recognized: ["nginx"],
      needs: "time",
    },
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
    expects: { ...opens(200), needs: "long-lived" },
  },
  {
    id: "events-wrong-type",
    group: other,
    title: "Server-sent events as application/json",
    act: "event-source",
    url: at("main", "/events/wrong-type", "http"),
    expects: {
      ...opens(200),
      state: "failed",
      verdict: "failed",
      diagnosis: "event-stream-type",
      firstCause: "wrong-content-type",
      needs: "long-lived",
    },
  },
  {
    id: "events-refused",
    group: other,
    title: "Server-sent events, ended by the server with 204",
    act: "event-source",
    url: at("main", "/events/refused", "http"),
    expects: {
      ...opens(200),
      status: 204,
      state: "failed",
      verdict: "failed",
      diagnosis: "event-stream-refused",
      firstCause: "stream-ended-by-server",
      needs: "long-lived",
    },
  },
  {
    id: "stream",
    group: other,
    title: "A streaming fetch",
    act: "fetch-stream",
    url: at("main", "/stream", "http"),
    expects: { ...opens(200), needs: "long-lived" },
  },
  {
    id: "poll",
    group: other,
    title: "A long poll, answered after a minute each time",
    act: "long-poll",
    url: at("main", "/poll/long", "http"),
    expects: { ...opens(200), state: "requested", status: null, verdict: "unknown", needs: "long-lived" },
  },
];
