import { once } from "node:events";
import { connect } from "node:net";
import { type Frame, frameReader } from "./frames.ts";

/** The key of RFC 6455 §1.3. */
export const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** Time in which the first byte comes on any machine, and time without another one after which none comes, in milliseconds. */
const FIRST_MS = 20_000;
const QUIET_MS = 1500;

/** What a raw handshake brought: the head, split, and the bytes after it. */
export interface Answer {
  readonly text: string;
  readonly status: number;
  readonly headers: readonly string[];
  readonly frames: readonly Frame[];
  readonly ended: "end" | "reset" | "open";
}

/**
 * Sends one right handshake by hand and reads what comes.
 *
 * @param wait how long to read at most, in milliseconds, unless the server ends before; by default until what came was followed
 *   by nothing for a while
 * @param isEnough whether what was read by now is all that is wanted
 */
export async function knockAt(
  port: number,
  path: string,
  wait?: number,
  isEnough: (text: string) => boolean = () => false,
): Promise<Answer> {
  const socket = connect(port, "127.0.0.1");
  const chunks: Buffer[] = [];
  let ended: Answer["ended"] = "open";
  let timer = setTimeout(() => socket.destroy(), wait ?? FIRST_MS);
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    if (wait === undefined) {
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), QUIET_MS);
    }
    if (isEnough(Buffer.concat(chunks).toString("latin1"))) socket.destroy();
  });
  socket.on("end", () => {
    ended = "end";
  });
  socket.on("error", () => {
    ended = "reset";
  });
  socket.write(
    `${[
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${KEY}`,
      `Origin: http://127.0.0.1:${port}`,
    ].join("\r\n")}\r\n\r\n`,
  );
  await once(socket, "close").catch(() => {});
  clearTimeout(timer);
  const bytes = Buffer.concat(chunks);
  const end = bytes.indexOf("\r\n\r\n");
  const head = bytes.subarray(0, end < 0 ? bytes.length : end).toString("latin1");
  return {
    text: bytes.toString("latin1"),
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    headers: head.split("\r\n").slice(1),
    frames: end < 0 ? [] : frameReader()(bytes.subarray(end + 4)),
    ended,
  };
}
