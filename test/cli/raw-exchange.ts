import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";

/** What differs from an ordinary handshake; null leaves a header out. */
export interface Handshake {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** Longest wait for a response, in milliseconds: servers on this machine need a fraction of it. */
const WAIT = 10_000;

/**
 * Makes a handshake with a fresh key by hand.
 *
 * @returns request and response as text, as `upgrades explain` reads them
 */
export async function rawExchange(port: number, { path = "/live", headers = {} }: Handshake = {}): Promise<string> {
  const all: Readonly<Record<string, string | null>> = {
    Host: `127.0.0.1:${port}`,
    Connection: "Upgrade",
    Upgrade: "websocket",
    Origin: "https://app.example",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const request = `${[`GET ${path} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`;
  const socket = connect(port, "127.0.0.1");
  let response = "";
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    response += chunk.toString("latin1");
    if (response.includes("\r\n\r\n")) socket.destroy();
  });
  socket.write(request);
  const timer = setTimeout(() => socket.destroy(), WAIT);
  await once(socket, "close");
  clearTimeout(timer);
  return request + response.slice(0, response.indexOf("\r\n\r\n") + 4);
}
