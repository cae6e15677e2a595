import { afterEach, describe, expect, it } from "vitest";
import { countNames } from "../../src/cli/browser/drive-panel.ts";
import type { ReportConnection } from "../../src/report/contract/format.ts";
import { newScope, type Scope } from "../lab/scope.ts";
import { graphqlWs } from "../servers/graphql.ts";
import { aedes } from "../servers/mqtt.ts";
import type { Counted, Serve } from "../servers/server.ts";
import { socketIo } from "../servers/socket-io.ts";
import { Talk } from "../servers/talk.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** A socket in the inspected page. */
class PageTalk extends Talk {
  readonly #page: Inspected["page"];
  #said: Promise<unknown> = Promise.resolve();

  private constructor(page: Inspected["page"]) {
    super();
    this.#page = page;
  }

  static async open(page: Inspected["page"], url: string, protocols: readonly string[] = []): Promise<PageTalk> {
    const talk = new PageTalk(page);
    await page.exposeFunction("heard", (opcode: number, data: string) => {
      talk.passed.push({ at: Date.now(), direction: "received", opcode, data });
    });
    await page.evaluate(
      `new Promise((open) => {
        const socket = new WebSocket(${JSON.stringify(url)}, ${JSON.stringify(protocols)});
        socket.binaryType = "arraybuffer";
        socket.onopen = open;
        socket.onmessage = ({ data }) => typeof data === "string"
          ? heard(1, data)
          : heard(2, btoa(String.fromCharCode(...new Uint8Array(data))));
        Object.assign(globalThis, { spoken: socket });
      })`,
    );
    return talk;
  }

  say(...messages: readonly (string | Buffer)[]): void {
    for (const data of messages) {
      const isText = typeof data === "string";
      const said = isText
        ? JSON.stringify(data)
        : `Uint8Array.from(atob(${JSON.stringify(data.toString("base64"))}), (one) => one.charCodeAt(0))`;
      this.passed.push({
        at: Date.now(),
        direction: "sent",
        opcode: isText ? 1 : 2,
        data: isText ? data : data.toString("base64"),
      });
      this.#said = this.#said.then(() => this.#page.evaluate(`globalThis.spoken.send(${said})`));
    }
  }
}

const SERVERS: readonly (readonly [string, Serve])[] = [
  ["Socket.IO", socketIo],
  ["graphql-ws", graphqlWs],
  ["aedes", aedes],
];

function countsIn({ names }: ReportConnection): Readonly<Record<string, Counted>> {
  return Object.fromEntries(
    (names?.counted ?? []).map(({ name, sent, received }) => [name, { sent: sent.count, received: received.count }]),
  );
}

describe.each(SERVERS)("counts by name, %s", (_, serve) => {
  let at: Inspected | null = null;
  let scope: Scope | null = null;
  afterEach(async () => {
    // Where the test failed before it, there is none.
    await at?.page.removeExposedFunction("heard").catch(() => undefined);
    await at?.close();
    await scope?.close();
  });

  it.each([["live"], ["passive"]])("%s: are the server's, and nothing is counted unasked", async (mode) => {
    scope = newScope();
    const served = await serve(scope, "accepts");
    const inspected = await inspect("/app");
    at = inspected;
    const { page, open } = inspected;
    if (mode === "live") await inspected.live();
    // Of what passes now nobody asks for names.
    const talk = await PageTalk.open(page, served.url, served.protocols);
    await served.hello(talk);
    const ending = served.url.slice(served.url.lastIndexOf("/"));
    const find = async () => {
      const { connections } = await inspected.report();
      const [only] = connections.filter(({ url }) => url?.endsWith(ending) === true);
      if (only === undefined) throw new Error(`Nothing ends in ${ending}.`);
      return only;
    };
    const before = await eventually(find, ({ messages }) => (messages?.sent.count ?? 0) > 0, 20_000);
    expect(before.names).toBeNull();
    await countNames(open);
    await served.work(talk);
    const wanted = served.counted();
    const counted = await eventually(
      find,
      (one) => JSON.stringify(sorted(countsIn(one))) === JSON.stringify(sorted(wanted)),
      20_000,
    );
    expect(countsIn(counted)).toEqual(wanted);
    expect(counted.verdict.level).toBe("healthy");
  });
});

function sorted(counts: Readonly<Record<string, Counted>>): (readonly [string, Counted])[] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}
