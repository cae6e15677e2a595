import { WebSocketServer } from "ws";
import { accept, reset, rightHeaders, switching } from "../call.ts";
import { frame, OPCODE } from "../frames.ts";
import type { Peer } from "../peer.ts";
import { peerOn } from "../peer.ts";
import { lastPartOf, type Route } from "../route.ts";

const ws = new WebSocketServer({ noServer: true });

/** Context takeover is off in both directions so that the lab can measure each message by itself. */
const deflating = new WebSocketServer({
  noServer: true,
  perMessageDeflate: { serverNoContextTakeover: true, clientNoContextTakeover: true, threshold: 0 },
});

function echo(peer: Peer, opcode: number, payload: Buffer): void {
  if (opcode === OPCODE.text) peer.text(payload.toString());
  else peer.binary(payload);
}

/** Sockets that open as they should, and the honest ways to end. */
export const healthy: readonly Route[] = [
  {
    path: "/live",
    does: "says something every 200 ms and repeats what it hears",
    gives: null,
    run(call) {
      const peer = accept(call, echo);
      let ticks = 0;
      call.every(200, () => peer.text(`tick ${++ticks}`));
    },
  },
  { path: "/idle", does: "opens and stays silent", gives: null, run: (call) => void accept(call) },
  { path: "/echo", does: "repeats what it hears", gives: null, run: (call) => void accept(call, echo) },
  {
    path: "/binary",
    does: "sends 256 bytes of binary every 200 ms and repeats what it hears",
    gives: null,
    run(call) {
      const peer = accept(call, echo);
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
      call.every(200, () => peer.binary(bytes));
    },
  },
  {
    path: "/subprotocol",
    does: "chooses chat.v1 when it is offered, and nothing otherwise",
    gives: null,
    run(call) {
      const offered = (call.request.headers["sec-websocket-protocol"] ?? "").split(",").map((one) => one.trim());
      accept(call, echo, offered.includes("chat.v1") ? [["Sec-WebSocket-Protocol", "chat.v1"]] : []);
    },
  },
  {
    path: "/ws",
    does: "the ws library: repeats what it hears",
    gives: null,
    run: (call) =>
      ws.handleUpgrade(call.request, call.socket, call.head, (socket) =>
        socket.on("message", (data, binary) => socket.send(data, { binary })),
      ),
  },
  {
    path: "/deflate",
    does: "the ws library with permessage-deflate negotiated: greets with 10,000 characters, repeats what it hears",
    gives: null,
    run: (call) =>
      deflating.handleUpgrade(call.request, call.socket, call.head, (socket) => {
        socket.on("message", (data, binary) => socket.send(data, { binary }));
        socket.send("again ".repeat(1667).slice(0, 10_000));
      }),
  },
  {
    path: "/burst",
    does: "sends n messages of size bytes at once (?n=1000&size=100), then stays open",
    gives: null,
    run(call) {
      const n = Math.min(Number(call.url.searchParams.get("n") ?? 1000), 1_000_000);
      const size = Math.min(Number(call.url.searchParams.get("size") ?? 100), 1_000_000);
      const message = frame(OPCODE.text, "x".repeat(size));
      call.socket.write(switching(rightHeaders(call)));
      peerOn(call.socket);
      for (let sent = 0; sent < n; sent += 1000) {
        call.socket.write(Buffer.concat(Array.from({ length: Math.min(1000, n - sent) }, () => message)));
      }
    },
  },
  {
    path: "/paced",
    does: "sends messages of size bytes at a steady rate a second (?rate=1000&size=32)",
    gives: "varies",
    run(call) {
      const rate = Math.min(Number(call.url.searchParams.get("rate") ?? 1000), 100_000);
      const text = "x".repeat(Math.min(Number(call.url.searchParams.get("size") ?? 32), 1_000_000));
      const peer = accept(call);
      const start = performance.now();
      let sent = 0;
      call.every(10, () => {
        for (const due = ((performance.now() - start) / 1000) * rate; sent < due; sent++) peer.text(text);
      });
    },
  },
  {
    path: "/swallows",
    does: "says something when it has heard n messages (?n=1000), and nothing before",
    gives: "varies",
    run(call) {
      const wanted = Number(call.url.searchParams.get("n") ?? 1000);
      let heard = 0;
      const peer = accept(call, () => void (++heard === wanted && peer.text("all of them")));
    },
  },
  {
    path: "/counted",
    does: "sends n messages at once (?n=5), or when the test lets it (?held); more, or a Close, when it is told: send 7, close 4001",
    gives: null,
    run(call) {
      const send = (peer: Peer, wanted: number) => {
        for (let i = 0; i < Math.min(wanted, 1000); i++) peer.text(`message ${i}`);
      };
      const peer = accept(call, (_, opcode, payload) => {
        const [, order, number] =
          /^(send|close) (\d{1,4})$/.exec(opcode === OPCODE.text ? payload.toString() : "") ?? [];
        if (order === "send") send(peer, Number(number));
        else if (order === "close") peer.close(Number(number), "as you wished");
      });
      const first = () => send(peer, Number(call.url.searchParams.get("n") ?? 5));
      if (call.url.searchParams.has("held")) call.later(0, first);
      else first();
    },
  },
  {
    path: "/fragments",
    does: "sends one message in three fragments, with a ping between them",
    gives: null,
    run(call) {
      const peer = accept(call);
      peer.frame(OPCODE.text, "one ", { fin: false });
      peer.frame(OPCODE.continuation, "two ", { fin: false });
      peer.ping("between");
      peer.frame(OPCODE.continuation, "three");
    },
  },
  {
    path: "/pings",
    does: "sends a protocol ping every 100 ms and no message",
    gives: null,
    run(call) {
      const peer = accept(call);
      call.every(100, () => peer.ping("are you there"));
    },
  },
  {
    path: "/closes",
    does: "closes with 1000 after 300 ms",
    gives: null,
    run(call) {
      const peer = accept(call);
      call.later(300, () => peer.close(1000, "that was all"));
    },
  },
  {
    path: "/closes-empty",
    does: "sends a Close without a code after 300 ms",
    gives: null,
    run(call) {
      const peer = accept(call);
      call.later(300, () => peer.close());
    },
  },
  {
    path: "/closes-4321",
    does: "closes with the private code 4321 after 300 ms",
    gives: "varies",
    run(call) {
      const peer = accept(call);
      call.later(300, () => peer.close(4321, "a code of our own"));
    },
  },
  {
    path: "/close/:code",
    does: "closes with this code after 100 ms",
    gives: "closed-with-error",
    run(call) {
      const peer = accept(call);
      call.later(100, () => peer.close(Number(lastPartOf(call.url.pathname)), "as you wished"));
    },
  },
  {
    path: "/lives",
    does: "lives for up to a second and closes, both as its key says; ?by=cut without a Close, ?by=page when the page does",
    gives: "varies",
    run(call) {
      const peer = accept(call);
      const key = Buffer.from(call.request.headers["sec-websocket-key"] ?? "", "base64");
      const by = call.url.searchParams.get("by");
      const code = 4000 + (key.readUInt16BE(2) % 1000);
      if (by === "page") return;
      call.later(key.readUInt16BE(0) % 1001, () =>
        by === "cut" ? call.socket.end() : peer.close(code, `code ${code}`),
      );
    },
  },
  {
    path: "/drops",
    does: "ends the connection without a Close after 300 ms",
    gives: "abnormal-closure",
    run(call) {
      accept(call);
      call.later(300, () => call.socket.end());
    },
  },
  {
    path: "/refuses-login",
    does: "says one thing to the first message, and ends the connection without a Close",
    gives: "ended-after-first-message",
    run(call) {
      const peer = accept(call, () => {
        peer.text("no");
        call.later(100, () => call.socket.end());
      });
    },
  },
  {
    path: "/resets",
    does: "resets the connection after 300 ms",
    gives: "abnormal-closure",
    run(call) {
      accept(call);
      call.later(300, () => reset(call.socket));
    },
  },
  {
    path: "/cuts-idle",
    does: "ends the connection without a Close after 1 s (?after=1000) without a message, as an idle time-out does",
    gives: "idle-timeout",
    run(call) {
      accept(call).text("hello");
      call.later(Number(call.url.searchParams.get("after") ?? 1000), () => call.socket.end());
    },
  },
  {
    path: "/stalls",
    does: "opens and stops reading, so that what the page sends piles up",
    gives: "buffer-growing",
    run(call) {
      accept(call);
      // After the listeners above made it flow.
      setImmediate(() => call.socket.pause());
    },
  },
];
