import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CDPSession } from "puppeteer-core";
import type { Stage, StageOptions } from "./cases-stage.ts";

/** What a case takes that a quick run does not have. */
export interface Special {
  /** Why a quick run leaves it out, in words. */
  readonly why: string;
  /** Another browser or lab than that of all other cases. */
  readonly stage?: StageOptions;
  before?(stage: Stage): Promise<void>;
  after?(stage: Stage): Promise<void>;
  /** How long it may take, in milliseconds. */
  readonly patienceMs?: number;
  /** How long it is watched once it is open, in milliseconds. */
  readonly openMs?: number;
}

/** What the page is kept from by DevTools' own command, as long as that session lives. */
const blocking = new WeakMap<Stage, CDPSession>();

/** Without a window there is nobody to ask; the response is given beforehand all the same. */
const PUBLIC_PAGE: Pick<Special, "why" | "stage" | "before"> = {
  why: "it takes a browser that takes this machine for a public one",
  // The switch makes the page a public one; the prompt is answered before it is asked.
  stage: { args: ({ ports }) => [`--ip-address-space-overrides=127.0.0.1:${ports["main"]}=public`] },
  before: async ({ browser, lab }) => {
    const session = await browser.target().createCDPSession();
    const permission = { name: "local-network-access" };
    await session.send("Browser.setPermission", { permission, setting: "denied", origin: lab.origin });
    await session.detach();
  },
};

const BY_EXTENSION: Special = {
  why: "it takes a browser with another extension",
  stage: { otherExtensions: [await blockingExtension()] },
};

/** The cases that need another browser, or patience. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  "handshake-timed-out": { why: "it takes four minutes", patienceMs: 300_000 },
  "tls-timed-out": { why: "it takes half a minute", patienceMs: 60_000 },
  silent: { why: "it takes 80 seconds", openMs: 80_000, patienceMs: 100_000 },
  "idle-timeout-ahead": { why: "it takes 40 seconds", openMs: 40_000, patienceMs: 60_000 },
  "connection-timed-out": { why: "it takes two minutes", patienceMs: 200_000, stage: { dropping: true } },
  "network-unreachable": {
    why: "it takes the network away from the page",
    before: ({ page }) => page.setOfflineMode(true),
    after: ({ page }) => page.setOfflineMode(false),
  },
  "proxy-tunnel-failed": {
    why: "it takes a browser with a forward proxy",
    stage: {
      args: ({ ports }) => [
        `--proxy-server=127.0.0.1:${ports["proxy"]}`,
        // The page itself needs no tunnel: only its socket goes through the proxy.
        "--proxy-bypass-list=<-loopback>;http://127.0.0.1",
      ],
    },
  },
  "broken-too-big": { why: "it takes minutes and 5 GB of memory", patienceMs: 300_000 },
  "reason-hidden": {
    why: "it takes a browser with another extension",
    stage: { otherExtensions: [await hidingExtension()] },
  },
  "local-network-access": PUBLIC_PAGE,
  "events-local-network": PUBLIC_PAGE,
  "events-by-extension": BY_EXTENSION,
  "transport-by-extension": BY_EXTENSION,
  "events-by-devtools": {
    why: "it takes addresses away from the page",
    before: async (stage) => {
      const session = await stage.page.createCDPSession();
      blocking.set(stage, session);
      await session.send("Network.enable");
      await session.send("Network.setBlockedURLs", { urls: ["*/events/unwanted*"] });
    },
    after: async (stage) => void (await blocking.get(stage)?.detach()),
  },
};

/** An extension that does nothing; its permission alone makes the browser keep the reasons to itself. */
function hidingExtension(): Promise<string> {
  return extension("Hides reasons", {}, []);
}

/** An extension that blocks what has "unwanted" in its address, by a rule, as content blockers do. */
function blockingExtension(): Promise<string> {
  const resources = { rule_resources: [{ id: "rules", enabled: true, path: "rules.json" }] };
  const resourceTypes = ["xmlhttprequest", "other", "webtransport"];
  const rule = { id: 1, action: { type: "block" }, condition: { urlFilter: "/unwanted", resourceTypes } };
  return extension("Blocks", { declarative_net_request: resources }, [rule]);
}

async function extension(name: string, more: object, rules: readonly object[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-other-"));
  const manifest = { manifest_version: 3, name, version: "1", permissions: ["declarativeNetRequest"], ...more };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "rules.json"), JSON.stringify(rules));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  return folder;
}
