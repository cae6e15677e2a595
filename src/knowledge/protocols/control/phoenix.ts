import type { ControlKnowledge } from "./control.ts";

/** Joins of Phoenix channels, Supabase's too. */
export const phoenixControl: ControlKnowledge = {
  id: "phoenix",
  name: "Phoenix",
  protocols: ["phoenix", "supabase-realtime", "phoenix-liveview"],
  recognizedAs: "phoenix",
  reference: { text: "Phoenix: Channels", url: "https://hexdocs.pm/phoenix/channels.html" },
  part: { named: "the channel", unnamed: "a channel" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /^unmatched topic$/i,
      id: "wrong-topic",
      likelihood: "certain",
      title: "No channel of the server serves this topic",
      why: "Phoenix gives this reason when no `channel` line of the socket matches the topic.",
      fix: "Add the topic to the server's socket, or join a topic that it has.",
      snippets: [{ for: "Phoenix", code: 'channel "TOPIC:*", MyAppWeb.TopicChannel' }],
    },
    {
      pattern: /^too many channels joined$/i,
      id: "rate-limited",
      likelihood: "certain",
      title: "The connection has joined as many channels as it may",
      why: "Phoenix gives this reason at the limit `max_channels_per_transport` of the socket.",
      fix: "Leave channels that are no longer needed, or raise the limit.",
    },
    {
      pattern: /^join crashed$/i,
      id: "application-error",
      likelihood: "certain",
      title: "The channel's `join` raised an error",
      why: "Phoenix gives this reason when the process of the channel ended while it joined.",
      fix: "Check the server's log at that time: the error is there.",
    },
  ],
};
