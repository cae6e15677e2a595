import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import { eventually, inspect } from "../browser/inspected.ts";

/** The browser's own log of what it asked the network for; of it, each request and who had it made. */
const NetLog = v.object({
  constants: v.object({ logEventTypes: v.record(v.string(), v.number()) }),
  events: v.array(
    v.object({
      type: v.number(),
      params: v.optional(v.object({ url: v.optional(v.string()), initiator: v.optional(v.string()) })),
    }),
  ),
});

test("in a session of the panel no request is the extension's, but for the one that the test has made", async () => {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-net-log-"));
  try {
    const path = join(folder, "log.json");
    const at = await inspect("/app", { args: [`--log-net-log=${path}`] });
    try {
      await at.live();
      await at.page.reload();
      await at.page.evaluate((url) => void new WebSocket(url), `${at.lab.origin.replace("http", "ws")}/status/400`);
      await eventually(
        () => at.connection("/status/400"),
        ({ state }) => state === "failed",
      );
      const row = await at.open.panel.waitForSelector("::-p-xpath(//tr[@data-id][contains(., '400')])");
      await row?.click();
      await at.open.panel.waitForSelector("[role=tabpanel] h2");
      // One request of an extension's page, so that the log is known to tell of them: its policy leaves only a navigation.
      const own = await at.browser.newPage();
      await own.goto(`${at.extension}/src/devtools/index.html`);
      await own.evaluate((url) => location.assign(url), `${at.lab.origin}/by-the-test`);
      await eventually(
        async () => at.lab.seen.requests,
        (all) => all.some((request) => request.path === "/by-the-test"),
      );
      const { extension, lab } = at;
      await at.browser.close();
      const log = v.parse(NetLog, JSON.parse(await readFile(path, "utf8")));
      const asked = log.events
        .filter(({ type }) => type === log.constants.logEventTypes["URL_REQUEST_START_JOB"])
        .flatMap(({ params }) => (params?.url === undefined ? [] : [{ url: params.url, by: params.initiator }]));
      expect(asked.filter(({ by }) => by === extension).map(({ url }) => url)).toEqual([`${lab.origin}/by-the-test`]);
      expect(asked.filter(({ by }) => by === lab.origin).length).toBeGreaterThan(0);
      expect(asked.filter(({ by }) => by?.startsWith("devtools:") === true)).toEqual([]);
    } finally {
      await at.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
