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

/** Time-outs here are of five seconds for idle sockets, and of two for silent servers. In milliseconds. */
const PATIENCE = [
  ["-idle", 12_000],
  ["-silent", 6000],
] as const;

const byProxy = PROXIES.map((proxy) => [proxy, cases.filter(({ group }) => group === proxy)] as const);

describe.concurrent.each(byProxy)("%s", (proxy, table) => {
  it.each(table.map((one) => [one.id, one] as const))("%s", { timeout: 30_000 }, async (_id, one) => {
    const port = lab.ports[proxy];
    const url = one.url(lab.ports);
    if (port === undefined || url === null) return;
    const path = url.replace(/^ws:\/\/[^/]+/, "");
    const { status, diagnosis } = one.expects;
    const wait = PATIENCE.find(([name]) => one.id.endsWith(name))?.[1] ?? 200;
    if (one.act === "twice") await knockAt(port, path, wait);
    const answer = await knockAt(port, path, wait);
    if (diagnosis === "response-empty") expect(answer).toMatchObject({ text: "", ended: "end" });
    else expect(answer.status).toBe(diagnosis === "authentication-required" ? 401 : (status ?? 101));
    if (diagnosis === "idle-timeout") expect(answer.ended).toBe("end");
    if (diagnosis === "accept-invalid" && one.id !== "haproxy-wrong-accept")
      expect(answer.headers.join()).not.toMatch(/sec-websocket-accept/i);
  });
});
