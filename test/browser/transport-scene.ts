import { expect } from "vitest";
import type { ReportConnection } from "../../src/report/format.ts";
import type { Transport } from "../lab/webtransport/transport.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Times of the page, the server and the report differ by what a busy machine takes, in milliseconds. */
const NEAR_MS = 2000;

/** A page with WebTransports, and what the tool and the server say of them. */
export class Scene {
  readonly inspected: Inspected;

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
    await this.run(`window.transport = ${this.make(path, options)}; 0`);
  }

  /** What the tool says once it is right, or time is up. */
  seen(ending: string, isRight: (connection: ReportConnection) => boolean): Promise<ReportConnection> {
    return eventually(() => this.inspected.connection(ending), isRight, 20_000);
  }

  /** The server's own record of the newest one. */
  served(): Transport | undefined {
    return this.inspected.lab.seen.transports.at(-1);
  }
}

/** It was established for about so long, and all its times are of today. */
export function lasted({ timing }: ReportConnection, ms: number): void {
  expect(Math.abs((timing.openMs ?? Number.NaN) - ms)).toBeLessThan(NEAR_MS);
  expect(Math.abs(Date.parse(timing.closedAt ?? "") - Date.now())).toBeLessThan(60_000);
}
