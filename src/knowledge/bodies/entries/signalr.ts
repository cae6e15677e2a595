import type { KnownBody } from "../body.ts";

/** Words of ASP.NET Core SignalR in the bodies of refused handshakes. */
export const signalr: KnownBody = {
  id: "signalr",
  name: "ASP.NET Core SignalR",
  reference: {
    text: "ASP.NET Core: HttpConnectionDispatcher",
    url: "https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/common/Http.Connections/src/Internal/HttpConnectionDispatcher.cs",
  },
  sentences: [
    {
      pattern: /No Connection with that ID/i,
      cause: "sticky-sessions-missing",
      likelihood: "certain",
      title: "The request reached a server that does not know its connection",
      why: "SignalR says that the `id` in the URL is unknown there: another node negotiated it, or it has expired.",
      fix: "Make the load balancer send all requests of a connection to the same server, use Azure SignalR Service, or skip negotiation with the WebSocket transport alone.",
      purpose: "sticky-sessions",
      setting: "sticky-sessions",
    },
    {
      pattern: /Connection ID required/i,
      cause: "negotiation-missing",
      likelihood: "certain",
      title: "The connection was not negotiated first",
      why: "SignalR says that the URL lacks the `id` that negotiation returns.",
      fix: "Make the client negotiate, or set `skipNegotiation` on both sides.",
    },
  ],
};
