import type { ReportedCase } from "./case.ts";

/** Attempts that are all over, each as the one before. */
export const series: readonly ReportedCase[] = [
  {
    file: "iis-without-websocket-protocol.har",
    source: "https://github.com/aspnet/AspNetCoreModule/issues/135",
    truth: "IIS lacks its feature WebSocket Protocol",
    level: "attention",
    diagnosis: "ended-at-once",
    first: ["websockets-disabled", "possible"],
    fix: /Install-WindowsFeature Web-WebSockets/,
  },
  {
    file: "expired-session-1008.har",
    source: "https://github.com/iOfficeAI/AionUi/pull/1094",
    truth: "the session has ended, and the page connects again for ever",
    level: "failed",
    diagnosis: "closed-with-error",
    first: ["login-required", "likely"],
    fix: /make the page stop at 1008/,
  },
  {
    file: "trial-ended-1008.har",
    source: "https://github.com/BasedHardware/omi/pull/7313",
    truth: "the server refuses a user, and the page connects again for ever",
    level: "failed",
    diagnosis: "closed-with-error",
    first: ["policy-violation", "likely"],
    fix: /make the page stop at 1008/,
  },
  {
    file: "stale-token-403-loop.har",
    source: "https://github.com/bcurts/agentchattr/pull/25",
    truth: "the server was restarted and closes before it accepts: the page learns nothing of the old token",
    level: "failed",
    diagnosis: "forbidden",
    first: ["login-required", "likely"],
    fix: /accept first[\s\S]*await websocket\.accept\(\)/,
  },
  {
    file: "graphql-4406-again.har",
    source: "https://github.com/apollographql/apollo-server/issues/7924",
    truth: "client and server speak different GraphQL subprotocols",
    level: "attention",
    diagnosis: "closed-with-error",
    first: ["subprotocol-mismatch", "likely"],
    fix: /same library on both sides/,
  },
];
