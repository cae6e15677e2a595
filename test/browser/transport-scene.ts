import { expect } from "vitest";
import type { ReportConnection } from "../../src/report/contract/format.ts";
import type { Transport } from "../lab/webtransport/transport.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Times of the page, the server and the report differ by what a busy machine takes, in milliseconds. */
const NEAR_MS = 2000;

/** What does not change for this long stays, in milliseconds. */
const STAYS_MS = 400;

/** So often it may change. */
const MOST_READS = 5;

/** A page with WebTransports, and what the tool and the server say of them. */
export class Scene {
  readonly inspected: Inspected;
  /** How often each address was opened here: a test that is tried again opens its own once more. */
  readonly #opened = new Map<string, number>();

  constructor(inspected: Inspected) {
    this.inspected = inspected;
  }

  /** @param path the page of the lab that is loaded before DevTools opens */
  static async set(path?: string): Promise<Scene> {
    return new Scene(await inspect(path));
  }

  /** The address of a path at one of the lab's ports. */
  url(path: string, port = "webTransport"): string {
    return `https://127.0.0.1:${this.inspected.lab.ports[port]}${path}`;
  }

  /** The script of an expression that is a WebTransport, whose promises nobody else needs. */
  make(path: string, { trusts = true, port = "webTransport" } = {}): string {
    const hash = `Uint8Array.from("${this.inspected.lab.transportHash}".match(/../g), (byte) => parseInt(byte, 16))`;
    const options = trusts ? `{ serverCertificateHashes: [{ algorithm: "sha-256", value: ${hash} }] }` : "{}";
    return `((made) => { made.ready.catch(() => {}); made.closed.catch(() => {}); return made; })(
      new WebTransport("${this.url(path, port)}", ${options}))`;
  }

  /** Runs a script in the page. */
  async run(script: string): Promise<unknown> {
    return this.inspected.page.evaluate(script);
  }

  /** Opens one as `transport`. */
  async open(path: string, options = {}): Promise<void> {
    this.#opened.set(path, (this.#opened.get(path) ?? 0) + 1);
    await this.run(`window.transport = ${this.make(path, options)}; 0`);
  }

  /**
   * What the tool says of the newest one once it is right, or time is up; each is in the list once. DevTools' log and the
   * debugger tell of it one after the other: it is read until it stays.
   */
  async seen(ending: string, isRight: (connection: ReportConnection) => boolean): Promise<ReportConnection> {
    const newest = async () => {
      const own = (await this.inspected.report()).connections.filter(({ url }) => url?.endsWith(ending));
      const last = own.at(-1);
      const times = this.#opened.get(ending) ?? 1;
      if (last === undefined || own.length !== times) throw new Error(`${own.length} of ${times} end in ${ending}`);
      return last;
    };
    let before = await eventually(newest, isRight, 20_000);
    for (let tries = 0; tries < MOST_READS; tries++) {
      await new Promise((resolve) => setTimeout(resolve, STAYS_MS));
      const now = await newest();
      if (essenceOf(now) === essenceOf(before)) return now;
      before = now;
    }
    return before;
  }

  /** The server's own record of the newest one. */
  served(): Transport | undefined {
    return this.inspected.lab.seen.transports.at(-1);
  }
}

/** What of a connection changes with news of it, and not with time. */
function essenceOf({ state, pending, diagnosis, observed }: ReportConnection): string {
  return JSON.stringify([state, pending, diagnosis, observed?.error, observed?.exchange?.end]);
}

/** It was established for about so long, and all its times are of today. */
export function lasted({ timing }: ReportConnection, ms: number): void {
  expect(Math.abs((timing.openMs ?? Number.NaN) - ms)).toBeLessThan(NEAR_MS);
  expect(Math.abs(Date.parse(timing.closedAt ?? "") - Date.now())).toBeLessThan(60_000);
}
