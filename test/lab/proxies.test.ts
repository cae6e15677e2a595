import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cases } from "./cases.ts";
import { knockAt } from "./knock.ts";
import { type Lab, startLab } from "./lab.ts";
import { PROXIES } from "./proxies.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await startLab({ proxies: PROXIES });
  for (const line of lab.missing) console.warn(line);
  // The first run on a new machine installs packages.
}, 300_000);

afterAll(() => lab.close());

/** The longest time-out of the proxies here is five seconds. In milliseconds. */
const PATIENCE_MS = 20_000;

const byProxy = PROXIES.map((proxy) => [proxy, cases.filter(({ group }) => group === proxy)] as const);

describe.concurrent.each(byProxy)("%s", (proxy, table) => {
  it.each(table.map((one) => [one.id, one] as const))("%s", { timeout: 30_000 }, async (_id, one) => {
    const port = lab.ports[proxy];
    const url = one.url(lab.ports);
    if (port === undefined || url === null) return;
    const path = url.replace(/^ws:\/\/[^/]+/, "");
    const { status, diagnosis } = one.expects;
    // What ends by itself is read to its end, of all else the head.
    const ends = diagnosis === "response-empty" || diagnosis === "idle-timeout";
    const read = () => knockAt(port, path, PATIENCE_MS, (text) => !ends && text.includes("\r\n\r\n"));
    if (one.act === "twice") await read();
    const answer = await read();
    if (diagnosis === "response-empty") expect(answer).toMatchObject({ text: "", ended: "end" });
    else expect(answer.status).toBe(diagnosis === "authentication-required" ? 401 : (status ?? 101));
    if (diagnosis === "idle-timeout") expect(answer.ended).toBe("end");
    if (diagnosis === "accept-invalid" && one.id !== "haproxy-wrong-accept")
      expect(answer.headers.join()).not.toMatch(/sec-websocket-accept/i);
  });
});
