import { chromium } from "../../reference.ts";
import { supported } from "../case.ts";
import { reconnectLoop, socketsLeaked } from "../causes/load.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** The browser keeps at most 255 connections and handshakes for each process (docs/chromium.md#socket-limit). */
export const socketLimit: Diagnosis = {
  id: "socket-limit",
  stage: "blocked",
  reference: chromium("third_party/blink/renderer/modules/websockets/websocket_channel_impl.h"),
  applies: ({ failure, upgrade }) =>
    upgrade.blocked?.by === "socket-limit" || (failure.kind === "text" && failure.text === "insufficient-resources"),
  summary: () => "The browser had too many WebSockets open or waiting, and did not start this one.",
  brief: () => "too many WebSockets open or waiting",
  causes: (seen) => supported(socketsLeaked(seen), reconnectLoop(seen)),
};
