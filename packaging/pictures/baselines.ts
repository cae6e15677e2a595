import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { BASELINES, baselineName, COMPARED, comparedScenes } from "../../test/browser/pictures/baselines.ts";
import { Camera } from "../../test/browser/pictures/camera.ts";
import type { Scene } from "../../test/browser/pictures/scenes.ts";
import { encoded, thumbnailOf } from "../../test/browser/pictures/thumbnail.ts";

/**
 * Keeps how states look now, for the test that compares.
 *
 * @param address of the view's page
 * @param isWanted the states whose baselines are made anew; absent: all, and others go
 */
export async function writeBaselines(
  browser: Browser,
  address: string,
  isWanted?: (scene: Scene) => boolean,
): Promise<void> {
  const camera = await Camera.of(browser, address);
  if (isWanted === undefined) await rm(BASELINES, { recursive: true, force: true });
  await mkdir(BASELINES, { recursive: true });
  for (const scene of comparedScenes) {
    if (isWanted?.(scene) === false) continue;
    for await (const [shot, png] of camera.take(scene, COMPARED)) {
      await writeFile(join(BASELINES, baselineName(scene.name, shot)), encoded(thumbnailOf(png)));
    }
  }
}
