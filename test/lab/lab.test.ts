import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { addControls } from "../../src/upgrade/application/part.ts";
import { withControl } from "../../src/upgrade/application/read.ts";
import { messageOf } from "../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../src/upgrade/direction.ts";
import { acceptFor } from "./call.ts";
import { shown } from "./case.ts";
import { cases } from "./cases.ts";
import { frame, frameReader, OPCODE } from "./frames.ts";
import { type Answer, KEY, knockAt } from "./knock.ts";
import { type Lab, startLab } from "./lab.ts";
import { statuses } from "./routes/statuses.ts";
import { routes } from "./routes.ts";

const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.close());

/** A kept connection may be closed by the server while the next request is on its way. */
const OWN_CONNECTION = { connection: "close" };

/** One handshake by hand to a port of the lab, the main one by default. */
function knock(path: string, wait?: number, port = lab.ports["main"]): Promise<Answer> {
  return knockAt(port ?? 0, path, wait);
}

/** A well-behaved client, open, and what it hears from its first message on. It ends with the lab. */
async function client(path: string, protocols: string[] = []): Promise<{ socket: WebSocket; heard: RawMessage[] }> {
  const socket = new WebSocket(`${lab.origin.replace("http", "ws")}${path}`, protocols);
  const heard: RawMessage[] = [];
  // Before it is open: messages may come in the same packet as the 101.
  socket.on("message", (data, binary) => heard.push({ text: String(data), binary }));
  await once(socket, "open");
  return { socket, heard };
}

interface RawMessage {
  readonly text: string;
  readonly binary: boolean;
}

it.runIf(process.platform === "linux")(
  "holds its closed port: nothing listens there, and nobody else is given it",
  async () => {
    const port = lab.ports["closed"] ?? 0;
    const [error] = await once(connect(port, "127.0.0.1"), "error");
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
    // One end of an established connection (state 01) has it; the system gives no such port to whoever asks for any.
    const own = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const sockets = readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/));
    expect(sockets.filter(([, local]) => local === own).map(([, , , state]) => state)).toContain("01");
  },
);

describe.concurrent("healthy routes", () => {
  it("answer a right 101 and no Server header", async () => {
    const { status, headers } = await knock("/idle");
    expect(status).toBe(101);
    expect(headers).toEqual(["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${ACCEPT}`]);
    expect(acceptFor(KEY)).toBe(ACCEPT);
  });

  it("add the Server header that the query asks for", async () => {
    expect((await knock("/idle?server=nginx/1.22.1")).headers).toContain("Server: nginx/1.22.1");
  });

  it("/live talks, repeats, and is counted in both directions", async () => {
    const { socket, heard } = await client("/live");
    socket.send("hello");
    socket.send(Buffer.from([1, 2, 3]));
    await expect.poll(() => heard.map(({ text }) => text)).toEqual(expect.arrayContaining(["hello", "tick 2"]));
    const [connection] = lab.seen.of("/live");
    expect(connection?.received).toEqual({ count: 2, bytes: 8, text: 1, binary: 1 });
    expect(heard.filter(({ binary }) => binary)).toHaveLength(1);
    expect(connection?.sent).toEqual({
      count: heard.length,
      bytes: 8 + (heard.length - 2) * "tick 1".length,
      text: heard.length - 1,
      binary: 1,
    });
  });

  it("/subprotocol chooses what was offered, and nothing else", async () => {
    expect((await client("/subprotocol", ["chat.v2", "chat.v1"])).socket.protocol).toBe("chat.v1");
    expect((await knock("/subprotocol")).headers.join()).not.toContain("Protocol");
  });

  it("/deflate compresses, and is counted in plain bytes", async () => {
    const { socket, heard } = await client("/deflate");
    expect(socket.extensions).toContain("permessage-deflate");
    socket.send("a".repeat(5000));
    await expect.poll(() => heard.map(({ text }) => text.length)).toEqual([10_000, 5000]);
    const [connection] = lab.seen.of("/deflate");
    expect(connection?.sent).toEqual({ count: 2, bytes: 15_000, text: 2, binary: 0 });
    expect(connection?.received).toEqual({ count: 1, bytes: 5000, text: 1, binary: 0 });
  });

  it("/burst sends exactly what was asked for", async () => {
    const { heard } = await client("/burst?n=2500&size=300");
    await expect.poll(() => heard.length).toBe(2500);
    expect(heard.every(({ text }) => text.length === 300)).toBe(true);
    expect(lab.seen.of("/burst").at(-1)?.sent).toEqual({ count: 2500, bytes: 750_000, text: 2500, binary: 0 });
  });

  it("/fragments is one message, with a ping between", async () => {
    const { frames } = await knock("/fragments");
    expect(frames.map(({ opcode, fin }) => [opcode, fin])).toEqual([
      [OPCODE.text, false],
      [OPCODE.continuation, false],
      [OPCODE.ping, true],
      [OPCODE.continuation, true],
    ]);
    const connection = lab.seen.of("/fragments").at(-1);
    expect(connection?.sent).toEqual({ count: 1, bytes: 13, text: 1, binary: 0 });
    expect(connection?.pings.sent).toBe(1);
  });

  it("/pings are answered by the client and counted as no message", async () => {
    await client("/pings");
    const connection = () => lab.seen.of("/pings").at(-1);
    await expect.poll(() => connection()?.pongs.received).toBeGreaterThan(1);
    expect(connection()?.sent.count).toBe(0);
  });

  it.each([
    ["/closes", 1000],
    ["/closes-empty", 1005],
    ["/closes-4321", 4321],
    ["/close/1011", 1011],
  ])("%s ends with %i, in both directions", async (path, code) => {
    const { socket } = await client(path);
    expect((await once(socket, "close"))[0]).toBe(code);
    expect(lab.seen.of(path).at(-1)?.close).toEqual({ sent: code, received: code });
  });

  it.each(["/drops", "/resets"])("%s ends without a Close", async (path) => {
    const { status, frames, ended } = await knock(path, 1000);
    expect([status, frames.length, ended]).toEqual([101, 0, path === "/drops" ? "end" : "reset"]);
    expect(lab.seen.of(path).at(-1)?.close).toEqual({ sent: null, received: null });
  });

  it("Socket.IO greets, beside the other routes, and serves its client", async () => {
    const { frames } = await knock("/socket.io/?EIO=4&transport=websocket");
    expect(frames[0]?.payload.toString()).toMatch(/^0\{"sid":/);
    const script = await fetch(`${lab.origin}/socket.io/socket.io.js`);
    expect(script.status).toBe(200);
  });
});

describe.concurrent("real libraries", () => {
  /** What a client hears on a port, having said this once it is open. */
  async function hear(
    port: string,
    path: string,
    { protocol, says = [] }: { protocol?: string; says?: string[] } = {},
  ) {
    const socket = new WebSocket(`ws://127.0.0.1:${lab.ports[port]}${path}`, protocol === undefined ? [] : [protocol]);
    const heard: string[] = [];
    const end: { code?: number } = {};
    socket.on("message", (data) => heard.push(String(data)));
    socket.on("close", (code) => Object.assign(end, { code }));
    await once(socket, "open");
    for (const words of says) socket.send(words);
    return { heard, end };
  }

  it("SockJS opens, repeats, pings, and closes in its own words", async () => {
    const { heard } = await hear("sockjs", "/chat/123/first/websocket", { says: ['["hello"]'] });
    await expect.poll(() => heard).toEqual(["o", 'a["hello"]']);
    const pings = () => lab.seen.of("/chat/123/first/websocket").at(-1)?.pings.sent;
    await expect.poll(pings, { timeout: 5000 }).toBeGreaterThan(0);
    const away = await hear("sockjs", "/close/123/second/websocket");
    await expect.poll(() => away.end.code).toBe(1000);
    expect(away.heard).toContain('c[3000,"Go away!"]');
  });

  it("SockJS answers 404 with its WebSockets off, and nothing under a prefix that is not its own", async () => {
    const { sockjs } = lab.ports;
    expect((await knock("/plain/123/abc/websocket", undefined, sockjs)).status).toBe(404);
    expect(await knock("/other/123/abc/websocket", 200, sockjs)).toMatchObject({ text: "", ended: "open" });
  });

  it("Socket.IO answers 400 with its WebSockets off", async () => {
    expect((await knock("/socket.io/?EIO=4&transport=websocket", undefined, lab.ports["polling"])).status).toBe(400);
  });

  it("graphql-ws acknowledges, serves, and gives up on a client that says nothing", async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${lab.ports["graphqlWs"]}/`, "graphql-transport-ws");
    const heard: string[] = [];
    socket.on("message", (data) => {
      if (heard.push(String(data)) > 1) return;
      socket.send('{"id":"1","type":"subscribe","payload":{"query":"subscription { ticks }"}}');
    });
    await once(socket, "open");
    socket.send('{"type":"connection_init"}');
    await expect.poll(() => heard[1], { timeout: 5000 }).toContain('"data":{"ticks":1}');
    const silent = await hear("graphqlWs", "/impatient", { protocol: "graphql-transport-ws" });
    await expect.poll(() => silent.end.code, { timeout: 5000 }).toBe(4408);
  });

  /** What the tool reads in the messages of a real server, each part as `state of protocol`. */
  async function standing(port: string, path: string, says: string[], protocol?: string): Promise<() => string[]> {
    const { heard } = await hear(port, path, { says, ...(protocol === undefined ? {} : { protocol }) });
    const read = (direction: Direction, data: string) => withControl(messageOf(1, direction, 1, data), data, true);
    return () => {
      const parts = addControls(
        [],
        [...says.map((data) => read("sent", data)), ...heard.map((data) => read("received", data))],
      );
      return parts
        .map(({ state, protocol: id, scope, reason }) => [id, scope, state, reason].filter(Boolean).join(" "))
        .sort();
    };
  }

  it("Socket.IO says which namespaces it lets in, refuses and sends away", async ({ expect }) => {
    const parts = await standing("main", "/socket.io/?EIO=4&transport=websocket", ["40", "40/nowhere,", "40/leave,"]);
    await expect
      .poll(parts)
      .toEqual([
        "socket.io / accepted",
        "socket.io /leave ended",
        "socket.io /nowhere refused Invalid namespace",
        "socket.io accepted",
      ]);
  });

  it("graphql-ws says that it lets in, and which operation it refuses", async ({ expect }) => {
    const init = '{"type":"connection_init"}';
    const wrong = '{"id":"1","type":"subscribe","payload":{"query":"subscription { nothing }"}}';
    const parts = await standing("graphqlWs", "/", [init], "graphql-transport-ws");
    await expect.poll(parts).toEqual(["graphql accepted"]);
    const socket = new WebSocket(`ws://127.0.0.1:${lab.ports["graphqlWs"]}/`, "graphql-transport-ws");
    const refused: (string | null)[] = [];
    socket.on("message", (data) => {
      const text = String(data);
      const { control } = withControl(messageOf(1, "received", 1, text), text, false);
      if (text.includes("connection_ack")) socket.send(wrong);
      else refused.push(control?.state ?? null, control?.reason ?? null);
    });
    await once(socket, "open");
    socket.send(init);
    await expect.poll(() => refused).toEqual(["refused", expect.stringMatching(/^Cannot query field "nothing"/)]);
    socket.terminate();
  });

  it("Vite takes its own token, and no other", { timeout: 30_000 }, async () => {
    const { heard } = await hear("vite", "/?token=lab", { protocol: "vite-hmr" });
    await expect.poll(() => heard).toContain('{"type":"connected"}');
    const other = new WebSocket(`ws://127.0.0.1:${lab.ports["vite"]}/?token=other`, "vite-hmr", {
      origin: lab.origin,
    });
    const [, response] = await once(other, "unexpected-response");
    expect(response.statusCode).toBe(400);
    response.destroy();
  });
});

describe.concurrent("refusals", () => {
  it.each([200, 204, 299, 301, 302, 400, 401, 403, 404, 407, 426, 429, 500, 502, 503, 504, 600])(
    "/status/%i answers that, to a handshake and to its twin",
    async (status) => {
      const answer = await knock(`/status/${status}?server=lab`);
      expect(answer.status).toBe(status);
      expect(answer.ended).toBe("end");
      expect(answer.headers).toContain("Server: lab");
      expect(lab.seen.of(`/status/${status}`).at(-1)?.status).toBe(status);
      // fetch itself gives back neither 407 nor a status above 599.
      if (status === 407 || status > 599) return;
      const twin = await fetch(`${lab.origin}/status/${status}`, { redirect: "manual", headers: OWN_CONNECTION });
      expect(twin.status).toBe(status);
    },
  );

  it("carry what usually goes with them", async () => {
    expect((await knock("/status/301")).headers).toContain("Location: /somewhere/");
    expect((await knock("/status/401")).headers.join()).toContain("WWW-Authenticate: Bearer");
    expect((await knock("/status/426")).headers).toContain("Upgrade: websocket");
    expect((await knock("/status/429")).headers).toContain("Retry-After: 5");
  });

  it("/same-origin compares Origin and Host", async () => {
    expect((await knock("/same-origin")).status).toBe(101);
    const foreign = new WebSocket(`${lab.origin.replace("http", "ws")}/same-origin`, {
      origin: "http://other.example",
    });
    const [, response] = await once(foreign, "unexpected-response");
    expect(response.statusCode).toBe(403);
    response.destroy();
  });

  it("answer 404 for a path that is not there, and 426 to a handshake that lost its headers", async () => {
    expect((await knock("/no/such/path")).status).toBe(404);
    expect((await fetch(`${lab.origin}/live`, { headers: OWN_CONNECTION })).status).toBe(426);
  });

  it("/early-hints sends 103 before the 101", async () => {
    expect((await knock("/early-hints")).text).toMatch(/^HTTP\/1\.1 103 [\s\S]*\r\n\r\nHTTP\/1\.1 101 /);
  });
});

describe.concurrent("101 with a wrong header", () => {
  const right = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${ACCEPT}`];
  const [upgrade = "", connection = "", accept = ""] = right;

  it.each([
    ["upgrade-missing", [connection, accept]],
    ["upgrade-empty", ["Upgrade: ", connection, accept]],
    ["upgrade-h2c", ["Upgrade: h2c", connection, accept]],
    ["upgrade-twice", [...right, upgrade]],
    ["connection-missing", [upgrade, accept]],
    ["connection-keep-alive", [upgrade, "Connection: keep-alive", accept]],
    ["accept-missing", [upgrade, connection]],
    ["accept-twice", [...right, accept]],
    ["protocol-chat", [...right, "Sec-WebSocket-Protocol: chat"]],
    ["protocol-none", right],
    ["deflate-twice", [...right, ...Array(2).fill("Sec-WebSocket-Extensions: permessage-deflate")]],
  ])("/header/%s", async (name, headers) => {
    const answer = await knock(`/header/${name}`);
    expect(answer.status).toBe(101);
    expect(answer.headers).toEqual(headers);
  });

  it("/header/accept-wrong answers another key", async () => {
    const other = await knock("/header/accept-wrong");
    // The constant answers RFC 6455's own key, which this test sends: any other key makes it wrong.
    expect(other.headers).toContain(`Sec-WebSocket-Accept: ${ACCEPT}`);
    await expect(client("/header/accept-wrong")).rejects.toThrow("Invalid Sec-WebSocket-Accept header");
  });
});

describe("answers that are none", () => {
  it("are what they say", async () => {
    expect((await knock("/transport/not-http")).text).toMatch(/^hello there/);
    expect(await knock("/transport/empty")).toMatchObject({ text: "", ended: "end" });
    expect(await knock("/transport/reset")).toMatchObject({ text: "", ended: "reset" });
    expect((await knock("/transport/cut")).text).toMatch(/^HTTP\/1\.1 101 (?![\s\S]*\r\n\r\n)/);
    expect((await knock("/transport/too-big")).text.length).toBeGreaterThan(256 * 1024);
  });

  it("hang on a port of their own, and answer late when asked to", async () => {
    const { hang, slow } = lab.ports;
    expect(await knock("/", 100, hang)).toMatchObject({ text: "", ended: "open" });
    expect((await knock("/?answer=50", 2000, slow)).status).toBe(101);
  });

  it("come from ports that speak something else", async () => {
    expect((await knock("/", undefined, lab.ports["greeting"])).text).toMatch(/^220 /);
    expect(await knock("/", 100, lab.ports["silent"])).toMatchObject({ text: "", ended: "open" });
    expect(await knock("/", undefined, lab.ports["closed"])).toMatchObject({ text: "", ended: "reset" });
  });
});

describe.concurrent("after opening", () => {
  const first = async (name: string) => (await knock(`/broken/${name}`)).frames;

  it.each([
    ["masked", { masked: true, opcode: OPCODE.text }],
    ["rsv1", { rsv: 4 }],
    ["rsv2", { rsv: 2 }],
    ["opcode-7", { opcode: 7 }],
    ["continuation-first", { opcode: OPCODE.continuation }],
    ["bad-utf8", { payload: Buffer.from([0xff, 0xfe]) }],
    ["close-1006", { opcode: OPCODE.close, payload: Buffer.from([0x03, 0xee]) }],
    ["close-one-byte", { opcode: OPCODE.close, payload: Buffer.from([3]) }],
    ["fragmented-ping", { opcode: OPCODE.ping, fin: false }],
  ])("/broken/%s", async (name, expected) => {
    expect((await first(name))[0]).toMatchObject(expected);
    expect(lab.seen.of(`/broken/${name}`).at(-1)?.sent.count).toBe(name === "bad-utf8" ? 1 : 0);
  });

  it("two frames that do not go together", async () => {
    expect((await first("two-starts")).map(({ opcode, fin }) => [opcode, fin])).toEqual([
      [OPCODE.text, false],
      [OPCODE.text, true],
    ]);
    expect((await first("data-after-close")).map(({ opcode }) => opcode)).toEqual([OPCODE.close, OPCODE.text]);
    expect((await first("oversize-ping"))[0]?.payload).toHaveLength(126);
  });

  it("bytes that are no frame", async () => {
    expect((await knock("/broken/http-after-101")).text).toContain("\r\n\r\nHTTP/1.1 400 Bad Request\r\n");
    expect((await knock("/broken/huge-frame")).text.endsWith("\x82\x7f\0\0\0\0\xc0\0\0\0")).toBe(true);
  });
});

describe("a held route", () => {
  it("does nothing more until it is let go, then what it always does", async () => {
    const ends: string[] = [];
    const paths = ["/closes?held", "/broken/masked?held", "/drops"];
    const answers = paths.map((path) => knock(path, 2000).finally(() => void ends.push(path)));
    await answers[2];
    expect(ends).toEqual(["/drops"]);
    lab.seen.letGo();
    const [closes, broken] = await Promise.all(answers);
    expect(closes?.frames).toMatchObject([{ opcode: OPCODE.close }]);
    expect(broken?.frames).toMatchObject([{ masked: true }]);
  });
});

describe("TLS", () => {
  it("is there with two certificates", async () => {
    for (const name of ["tls", "https"]) {
      const socket = connectTls({ port: lab.ports[name], host: "127.0.0.1", rejectUnauthorized: false });
      await once(socket, "secureConnect");
      expect(socket.authorizationError).toMatch(/SELF_SIGNED/);
      socket.destroy();
    }
    expect(lab.trust).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });
});

describe("a client over TLS", () => {
  it("may end its side first", async () => {
    const socket = connectTls({ port: lab.ports["tls"], host: "127.0.0.1", rejectUnauthorized: false });
    socket.write(`GET /idle HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
    await once(socket, "data");
    socket.end();
    await once(socket, "close");
    await expect.poll(() => lab.seen.of("/idle").find(({ port }) => port === "tls")?.open).toBe(false);
  });
});

describe("pages", () => {
  it("are served, and know the cases", async () => {
    for (const path of ["/", "/app", "/frame", "/page.js", "/sockets.js", "/worker.js", "/style.css"]) {
      expect((await fetch(lab.origin + path)).status, path).toBe(200);
    }
    expect((await fetch(`${lab.origin}/csp`)).headers.get("content-security-policy")).toBe("connect-src 'self'");
    expect(await (await fetch(`${lab.origin}/cases.json`)).json()).toEqual(shown(cases, lab.ports));
  });

  it("allow the origin that the query asks for, and else none", async () => {
    const allowed = async (path: string) => {
      const answer = await fetch(lab.origin + path);
      await answer.body?.cancel();
      return answer.headers.get("access-control-allow-origin");
    };
    expect(await allowed("/events?allow=*")).toBe("*");
    expect(await allowed("/events")).toBeNull();
  });

  it("stream what is long-lived without an upgrade", async () => {
    const answer = await fetch(`${lab.origin}/events`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    const first = await answer.body?.getReader().read();
    expect(Buffer.from(first?.value ?? []).toString()).toContain("data: tick 1");
  });
});

describe("the table", () => {
  it("names each case once", () => {
    const ids = cases.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it("knocks at no address outside this machine", () => {
    const ports = { ...lab.ports, nginx: 1, haproxy: 1, apache: 1, caddy: 1, dropping: 1, webTransport: 1 };
    for (const one of cases)
      expect(one.url(ports)).toMatch(/^(ws|http)s?:\/\/(lab:secret@)?(127\.0\.0\.1:\d+|no-such-host\.invalid)\//);
  });

  it("knocks at every route that is not open-ended", () => {
    const asked = cases.map((one) =>
      one
        .url(lab.ports)
        ?.replace(/^\w+:\/\/[^/]+/, "")
        .replace(/\?.*/, ""),
    );
    // What depends on the query is asked by the tests that need it.
    const open = routes.filter(({ path, gives }) => !path.includes(":") && gives !== "varies").map(({ path }) => path);
    expect(open.filter((path) => !asked.includes(path))).toEqual([]);
    expect(statuses.length).toBeGreaterThan(0);
  });

  it("leaves no diagnosis of a route without a case", () => {
    const given = new Set(cases.map(({ expects }) => expects.diagnosis));
    const wanted = routes.flatMap(({ gives }) => (gives === null || gives === "varies" ? [] : [gives]));
    expect(wanted.filter((id) => !given.has(id))).toEqual([]);
  });
});

describe("close", () => {
  it("leaves nothing open, whoever is connected", async () => {
    const before = process.getActiveResourcesInfo().filter((kind) => /^TCP|^TLS/.test(kind)).length;
    const other = await startLab();
    const { main, hang, https, queue } = other.ports;
    const sockets = [main, hang, queue].map((port) => connect(port ?? 0, "127.0.0.1"));
    const secure = connectTls({ port: https, host: "127.0.0.1", rejectUnauthorized: false });
    await once(secure, "secureConnect");
    sockets[0]?.write(`GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
    sockets[1]?.write(`GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
    await expect.poll(() => other.seen.connections.length).toBe(2);
    const gone = [...sockets, secure].map((socket) => {
      socket.on("error", () => {}).resume();
      return new Promise((resolve) => socket.once("close", resolve));
    });
    const started = performance.now();
    await other.close();
    await Promise.all(gone);
    expect(performance.now() - started).toBeLessThan(500);
    await expect
      .poll(() => process.getActiveResourcesInfo().filter((kind) => /^TCP|^TLS/.test(kind)).length)
      .toBeLessThanOrEqual(before);
    expect(other.seen.connections.every(({ open }) => !open)).toBe(true);
  });
});

describe("frames", () => {
  it.each([0, 125, 126, 65_535, 65_536])("of %i bytes come out as they went in", (length) => {
    const payload = Buffer.alloc(length, 7);
    const bytes = Buffer.concat([frame(OPCODE.binary, payload), frame(OPCODE.text, payload, { masked: true })]);
    const read = frameReader();
    const whole = [bytes.subarray(0, 1), bytes.subarray(1, 5), bytes.subarray(5)].flatMap((chunk) => read(chunk));
    expect(whole.map(({ opcode, masked }) => [opcode, masked])).toEqual([
      [OPCODE.binary, false],
      [OPCODE.text, true],
    ]);
    expect(whole.every((one) => one.payload.equals(payload))).toBe(true);
  });
});
