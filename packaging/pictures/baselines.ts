import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { BASELINES, baselineName, COMPARED } from "../../test/browser/pictures/baselines.ts";
import { Camera } from "../../test/browser/pictures/camera.ts";
import { scenes } from "../../test/browser/pictures/scenes.ts";
import { encoded, thumbnailOf } from "../../test/browser/pictures/thumbnail.ts";

/**
 * Keeps how every state looks now, for the test that compares.
 *
 * @param address of the view's page
 */
export async function writeBaselines(browser: Browser, address: string): Promise<void> {
  const camera = await Camera.of(browser, address);
  await rm(BASELINES, { recursive: true, force: true });
  await mkdir(BASELINES, { recursive: true });
  for (const scene of scenes) {
    await camera.show(scene);
    for (const shot of COMPARED) {
      await writeFile(join(BASELINES, baselineName(scene.name, shot)), encoded(thumbnailOf(await camera.take(shot))));
    }
  }
}
