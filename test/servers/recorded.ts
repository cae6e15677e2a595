import type { Direction } from "../../src/upgrade/direction.ts";
import type { Counted } from "./server.ts";

type Said = readonly (readonly [Direction, string])[];

/** Exchanges with a server that does not run here, made of the messages that its protocol's own pages show. */
export interface Recorded {
  /** The pages. */
  readonly source: readonly string[];
  readonly url: string;
  readonly protocol: string;
  /** What the page says first; empty: the server speaks first. */
  readonly hello: Said;
  /** What follows when it is let in, and what the server counts of it. */
  readonly accepted: Said;
  readonly counted: Readonly<Record<string, Counted>>;
  readonly refused: Said;
}

const END = "\u001e";

/** SignalR's JSON hub protocol. */
export const signalr: Recorded = {
  source: ["https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md"],
  url: "wss://app.example.com/chatHub?id=secret",
  protocol: "",
  hello: [["sent", `{"protocol":"json","version":1}${END}`]],
  accepted: [
    ["received", `{}${END}`],
    ["sent", `{"type":1,"invocationId":"123","target":"Send","arguments":[42,"secret"]}${END}`],
    ["sent", `{"type":1,"target":"Send","arguments":[42,"secret"]}${END}`],
    ["received", `{"type":3,"invocationId":"123","result":"secret"}${END}`],
    ["sent", `{"type":4,"invocationId":"124","target":"Stream","arguments":[5]}${END}`],
    ["received", `{"type":2,"invocationId":"124","item":42}${END}{"type":2,"invocationId":"124","item":43}${END}`],
    ["received", `{"type":3,"invocationId":"124"}${END}`],
    ["received", `{"type":6}${END}`],
    ["received", `{"type":1,"headers":{"Foo":"secret"},"target":"Broadcast","arguments":["secret"]}${END}`],
  ],
  counted: {
    Send: { sent: 2, received: 0 },
    Stream: { sent: 1, received: 2 },
    Broadcast: { sent: 0, received: 1 },
  },
  refused: [["received", `{"error":"Requested protocol 'messagepack' is not available."}${END}`]],
};

/** Phoenix channels, version 2 of the serializer; what a server replies is that of Phoenix's own tests. */
export const phoenix: Recorded = {
  source: [
    "https://hexdocs.pm/phoenix/writing_a_channels_client.html",
    "https://github.com/phoenixframework/phoenix/blob/main/lib/phoenix/socket.ex",
  ],
  url: "wss://app.example.com/mobile/websocket?vsn=2.0.0&token=secret",
  protocol: "",
  hello: [["sent", '["0","0","miami:weather","phx_join",{"some":"secret"}]']],
  accepted: [
    ["received", '["0","0","miami:weather","phx_reply",{"status":"ok","response":{}}]'],
    ["sent", '[null,"2","phoenix","heartbeat",{}]'],
    ["received", '[null,"2","phoenix","phx_reply",{"status":"ok","response":{}}]'],
    ["sent", '[null,"3","miami:weather","report_emergency",{"category":"secret"}]'],
    ["received", '["0","3","miami:weather","phx_reply",{"status":"ok","response":{}}]'],
    ["received", '["0",null,"miami:weather","storm_came",{"category":"secret"}]'],
    ["received", '["0",null,"miami:weather","storm_came",{"category":"secret"}]'],
  ],
  counted: { report_emergency: { sent: 1, received: 0 }, storm_came: { sent: 0, received: 2 } },
  refused: [
    ["received", '["0","0","miami:weather","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]'],
  ],
};

const CHANNEL = '"{\\"channel\\":\\"ChatChannel\\",\\"id\\":42}"';

/** Action Cable: the server has to say `welcome` or `disconnect` first, and pings every three seconds. */
export const actionCable: Recorded = {
  source: ["https://docs.anycable.io/misc/action_cable_protocol"],
  url: "wss://app.example.com/cable",
  protocol: "actioncable-v1-json",
  hello: [],
  accepted: [
    ["received", '{"type":"welcome"}'],
    ["sent", `{"identifier":${CHANNEL},"command":"subscribe"}`],
    ["received", '{"type":"ping","message":1764300000}'],
    ["received", `{"identifier":${CHANNEL},"type":"confirm_subscription"}`],
    [
      "sent",
      `{"identifier":${CHANNEL},"command":"message","data":"{\\"action\\":\\"speak\\",\\"text\\":\\"secret\\"}"}`,
    ],
    ["received", `{"identifier":${CHANNEL},"message":{"text":"secret"}}`],
    ["sent", `{"identifier":${CHANNEL},"command":"unsubscribe"}`],
  ],
  counted: { "ChatChannel#speak": { sent: 1, received: 0 }, ChatChannel: { sent: 0, received: 1 } },
  refused: [["received", '{"type":"disconnect","reason":"unauthorized","reconnect":false}']],
};
