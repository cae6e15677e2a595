import { at, type Case, ends, opens } from "../case.ts";

const group = "Healthy";

function healthy(id: string, title: string, path = `/${id}`, more: Partial<Case> = {}): Case {
  return { id, group, title, url: at("main", path), expects: opens(), ...more };
}

/** Sockets on which nothing is wrong. */
export const opening: readonly Case[] = [
  healthy("live", "Chatty: a message every 200 ms"),
  healthy("idle", "Open and silent"),
  healthy("echo", "Repeats what it hears"),
  healthy("counted", "Five messages at once, and more when told"),
  healthy("binary", "Binary messages"),
  healthy("subprotocol", "Subprotocol agreed", "/subprotocol", { protocols: ["chat.v1", "chat.v2"] }),
  healthy("deflate", "permessage-deflate negotiated"),
  healthy("ws", "The ws library"),
  healthy("burst", "1,000 messages at once", "/burst?n=1000&size=100"),
  healthy("fragments", "One message in three fragments"),
  healthy("pings", "Protocol pings, which no browser shows"),
  healthy("slow", "Response after one second", "", { url: at("slow", "/?answer=1000") }),
  healthy("named", "A Server header in the response", "", {
    url: at("named", "/idle?server=nginx/1.22.1"),
    expects: { ...opens(), recognized: ["nginx"] },
    // nginx ends what is silent after a minute: when half of that is over, that is said.
    passes: true,
  }),
  healthy("credentials", "Credentials in the URL, which the browser sends when it is asked for them", "", {
    url: (ports) => at("main", "/basic?after=1500")(ports)?.replace("://", "://lab:secret@") ?? null,
  }),
  healthy("content-length", "A 101 with a Content-Length", "/header/content-length"),
  healthy("transfer-encoding", "A 101 with a Transfer-Encoding", "/header/transfer-encoding"),
  healthy("same-origin", "A server that compares Origin and Host"),
  healthy("worker", "From a worker", "/live", { act: "worker" }),
  healthy("shared-worker", "From a shared worker", "/live", {
    act: "shared-worker",
    expects: { ...opens(), needs: "shared-workers" },
  }),
  healthy("iframe", "From an iframe", "/live", { act: "iframe" }),
  healthy("socket.io", "Socket.IO: polling, then an upgrade", "/socket.io/", {
    act: "socket.io",
    expects: { ...opens(), protocol: "socket.io" },
  }),
  healthy("socket.io-websocket", "Socket.IO with WebSocket alone", "/socket.io/", {
    act: "socket.io-websocket",
    expects: { ...opens(), protocol: "socket.io" },
  }),
  healthy("wss", "Over TLS", "", { url: at("https", "/live", "wss"), from: "https" }),
  healthy("h2-echo", "Over HTTP/2", "", { url: at("http2", "/echo", "wss"), from: "http2", expects: opens(200) }),
  healthy("h2-live", "Over HTTP/2, chatty", "", {
    url: at("http2", "/live", "wss"),
    from: "http2",
    expects: opens(200),
  }),
  healthy("h2-subprotocol", "Over HTTP/2, subprotocol agreed", "", {
    url: at("http2", "/subprotocol", "wss"),
    from: "http2",
    protocols: ["chat.v1"],
    expects: opens(200),
  }),
  healthy("closes", "Closed by the server with 1000", "/closes", { expects: ends(1000, "that was all", null) }),
  healthy("closes-empty", "Closed by the server without a code", "/closes-empty", { expects: ends(1005, "", null) }),
  healthy("closes-4321", "Closed by the server with a private code", "/closes-4321", {
    expects: ends(4321, "a code of our own", null),
  }),
];
