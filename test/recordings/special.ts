import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage, StageOptions } from "../browser/cases-stage.ts";

/** What a case takes that a quick run does not have. */
interface Special {
  readonly stage?: StageOptions;
  before?(stage: Stage): Promise<void>;
  after?(stage: Stage): Promise<void>;
  /** How long it may take, in milliseconds. */
  readonly patienceMs?: number;
  /** How long it is watched once it is open, in milliseconds. */
  readonly openMs?: number;
}

/** The cases that need another browser, or patience: each has a stage of its own. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  "handshake-timed-out": { patienceMs: 260_000 },
  "tls-timed-out": { patienceMs: 60_000 },
  silent: { openMs: 80_000, patienceMs: 100_000 },
  "idle-timeout-ahead": { openMs: 40_000, patienceMs: 60_000 },
  "connection-timed-out": { patienceMs: 200_000, stage: { dropping: true } },
  "network-unreachable": {
    before: ({ page }) => page.setOfflineMode(true),
    after: ({ page }) => page.setOfflineMode(false),
  },
  "proxy-tunnel-failed": {
    stage: {
      args: ({ ports }) => [
        `--proxy-server=127.0.0.1:${ports["proxy"]}`,
        // The page itself needs no tunnel: only its socket goes through the proxy.
        "--proxy-bypass-list=<-loopback>;http://127.0.0.1",
      ],
    },
  },
  "reason-hidden": { stage: { otherExtensions: [await hidingExtension()] } },
  "local-network-access": {
    // The switch makes the page a public one; the prompt is answered before it is asked.
    stage: { args: ({ ports }) => [`--ip-address-space-overrides=127.0.0.1:${ports["main"]}=public`] },
    before: async ({ browser, lab }) => {
      const session = await browser.target().createCDPSession();
      const permission = { name: "local-network-access" };
      await session.send("Browser.setPermission", { permission, setting: "denied", origin: lab.origin });
      await session.detach();
    },
  },
};

/** Cases that are not recorded when no names are given, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  burst: "thousands of messages: counted in a browser test",
  "socket-limit": "three hundred sockets: counted in a browser test",
  "buffer-growing": "fifty megabytes of messages",
  "shared-worker": "its handshake is over before anybody can listen",
  events: "no upgrade",
  stream: "no upgrade",
  poll: "no upgrade",
};

/** An extension that does nothing; its permission alone makes the browser keep the reasons to itself. */
async function hidingExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-hiding-"));
  const manifest = { manifest_version: 3, name: "Hides reasons", version: "1", permissions: ["declarativeNetRequest"] };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  return folder;
}
