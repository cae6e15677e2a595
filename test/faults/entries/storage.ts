import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../browser/inspected.ts";
import type { Fault, FaultStart } from "../fault.ts";
import type { Stage } from "../stage.ts";

/** What the browser remembers for the extension: which sessions are there, and what the user chose. */
export const storageFaults: readonly Fault[] = [
  {
    id: "storage-full",
    what: "The extension's storage is full, for the session and for good",
    expected: "live counts start, what is chosen holds for this panel, and the panel says that it is not remembered",
    async run(stage) {
      for (const area of ["session", "local"] as const) await fill(stage, area);
      // What the panel saved before goes, and its room too: a choice that is no longer than the last one would fit in there.
      await (await stage.worker()).evaluate(() => chrome.storage.local.remove("settings"));
      await fill(stage, "local");
      await chooses(stage);
    },
  },
  {
    id: "storage-broken",
    what: "The extension's storage on disk can be neither read nor written",
    expected: "the panel comes up as on its first day, and the rest as with a full one",
    start: broken,
    run: (stage) => chooses(stage),
  },
];

async function chooses(stage: Stage): Promise<void> {
  await stage.live();
  stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
  const told = await eventually(
    () => stage.words(),
    (words) => /could not be saved/.test(words),
  );
  const isTold = /could not be saved/.test(told);
  stage.see(isTold ? "it says what is not remembered" : "it says nothing of the storage", isTold);
  await stage.keepLog();
  await stage.socket("/counted?n=9&name=before", 4);
  await eventually(
    async () => (await stage.report()).connections,
    (all) => all.length === 1,
  );
  await stage.page.reload();
  await stage.socket("/counted?n=9&name=next", 4);
  const rows = await eventually(
    async () => (await stage.report()).connections.length,
    (count) => count === 2,
  );
  stage.see(`${rows} rows after a reload with Keep log`, rows === 2);
}

/** Writes until Chrome refuses more, with ever smaller pieces, beside what was written before: not one byte is left. */
async function fill(stage: Stage, area: "session" | "local"): Promise<void> {
  const refusal = await (await stage.worker()).evaluate(async (name) => {
    const storage = chrome.storage[name];
    let told = "nothing was refused";
    for (let size = 4_000_000, i = 0; size >= 1 && i < 100; i++) {
      try {
        await storage.set({ [`full-${crypto.randomUUID()}`]: "x".repeat(size) });
      } catch (error) {
        told = String(error);
        size = Math.floor(size / 2);
      }
    }
    return told;
  }, area);
  stage.see(`${area}: ${refusal}`, /quota/i.test(refusal));
}

/** A profile in which a file stands where the extension's storage would have its folder. */
async function broken(): Promise<FaultStart> {
  const profile = await mkdtemp(join(tmpdir(), "upgrades-profile-"));
  await mkdir(join(profile, "Default"));
  await writeFile(join(profile, "Default", "Local Extension Settings"), "no folder");
  return { options: { userDataDir: profile }, end: () => rm(profile, { recursive: true, force: true, maxRetries: 5 }) };
}
