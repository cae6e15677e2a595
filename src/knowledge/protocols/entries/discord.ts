import type { Protocol } from "../protocol.ts";

/** Discord's gateway. */
export const discord: Protocol = {
  id: "discord",
  about: "Discord's gateway: the events of its chats and servers.",
  reference: { text: "Discord: Gateway", url: "https://discord.com/developers/docs/events/gateway" },
  recognize(seen) {
    if (seen.host !== "gateway.discord.gg") return null;
    return { name: "Discord gateway", evidence: ["host gateway.discord.gg"] };
  },
  // The server tells the client its interval inside the first message.
  heartbeat: () => null,
};
