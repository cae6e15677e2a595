import type { Protocol } from "../protocol.ts";

const HOSTS = ["wss-primary.slack.com", "wss-backup.slack.com"];

/** Slack by its hosts; the ticket in the query is never quoted. */
export const slack: Protocol = {
  id: "slack",
  about: "Events of a Slack workspace.",
  reference: {
    text: "Slack: Socket Mode",
    url: "https://docs.slack.dev/apis/events-api/using-socket-mode",
  },
  recognize(seen) {
    const host = HOSTS.find((candidate) => candidate === seen.host);
    return host === undefined ? null : { name: "Slack", evidence: [`host ${host}`] };
  },
  heartbeat: () => null,
};
