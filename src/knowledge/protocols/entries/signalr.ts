import type { Protocol } from "../protocol.ts";

/** A connection token: 16 random bytes as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** ASP.NET Core SignalR and Blazor Server on it; the connection token in the query is never quoted. */
export const signalr: Protocol = {
  id: "signalr",
  about: "ASP.NET Core SignalR: calls between page and server.",
  reference: {
    text: "ASP.NET Core SignalR: transport protocols",
    url: "https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/TransportProtocols.md",
  },
  recognize(seen) {
    const { path, query } = seen;
    const token = query.get("id");
    if (token === null) return null;
    if (path.endsWith("/_blazor")) {
      return { name: "Blazor Server (SignalR)", evidence: ["path ending in /_blazor", "query id=…"] };
    }
    // The path is the developer's own; "hub" in it is only a custom, so the token must have its shape as well.
    if (!/hubs?(\/|$)/i.test(path) || !TOKEN.test(token)) return null;
    return {
      name: "SignalR (likely)",
      evidence: ["path with a part ending in hub", "query id=… in the shape of a connection token"],
    };
  },
  heartbeat: () => ({ by: "client", intervalMs: 15_000, visible: true, form: "a small ping message" }),
};
