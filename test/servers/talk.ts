import { once } from "node:events";
import { WebSocket } from "ws";
import type { Direction } from "../../src/upgrade/direction.ts";

/** How long a server may take to say something, in milliseconds. */
const PATIENCE_MS = 10_000;

/** A message that passed, as the browser would tell it: text, or binary in base64. */
export interface Passed {
  readonly at: number;
  readonly direction: Direction;
  readonly opcode: number;
  readonly data: string;
}

/** A page's socket on a real server, and everything that passed on it. */
export abstract class Talk {
  readonly passed: Passed[] = [];

  abstract say(...messages: readonly (string | Buffer)[]): void;

  /** Waits until this holds: of what passed, or of what the server counted. */
  async until(holds: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`It did not come: ${JSON.stringify(this.passed.slice(-5))}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Waits until so many text messages came that look like this. */
  async hears(pattern: RegExp, count = 1): Promise<void> {
    const isIt = ({ direction, data }: Passed) => direction === "received" && pattern.test(data);
    await this.until(() => this.passed.filter(isIt).length >= count);
  }
}

/** The same without a browser. */
export class NodeTalk extends Talk {
  readonly url: string;
  readonly openedAt = Date.now();
  closedAt: number | null = null;
  /** What the page's close event says. */
  close: { readonly code: number; readonly reason: string } | null = null;
  readonly #socket: WebSocket;

  private constructor(url: string, protocols: readonly string[]) {
    super();
    this.url = url;
    this.#socket = new WebSocket(url, [...protocols]);
    this.#socket.on("message", (data: Buffer, isBinary: boolean) => this.#note("received", data, isBinary));
    this.#socket.on("close", (code: number, reason: Buffer) => {
      this.closedAt = Date.now();
      this.close = { code, reason: String(reason) };
    });
    this.#socket.on("error", () => {});
  }

  /** Opens it. */
  static async open(url: string, protocols: readonly string[] = []): Promise<NodeTalk> {
    const talk = new NodeTalk(url, protocols);
    await once(talk.#socket, "open");
    return talk;
  }

  /** The subprotocol that the server chose; empty: none. */
  get protocol(): string {
    return this.#socket.protocol;
  }

  say(...messages: readonly (string | Buffer)[]): void {
    for (const data of messages) {
      this.#note("sent", Buffer.from(data), typeof data !== "string");
      this.#socket.send(data);
    }
  }

  #note(direction: Direction, data: Buffer, isBinary: boolean): void {
    const said = isBinary ? data.toString("base64") : data.toString();
    this.passed.push({ at: Date.now(), direction, opcode: isBinary ? 2 : 1, data: said });
  }
}
