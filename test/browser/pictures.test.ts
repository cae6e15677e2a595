import { readdirSync } from "node:fs";
import { afterAll, describe, expect, inject, it } from "vitest";
import {
  BASELINES,
  baselineName,
  baselineNames,
  COMPARED,
  comparedScenes,
  readBaseline,
} from "./pictures/baselines.ts";
import { Camera } from "./pictures/camera.ts";
import type { Scene } from "./pictures/scenes.ts";
import { differenceOf, thumbnailOf } from "./pictures/thumbnail.ts";
import { closeWindows, sharedBrowser } from "./shared-browser.ts";

/** Pages in which pictures are taken at the same time. */
const PAGES = 2;

/** Largest share of a thumbnail that may differ from its baseline. */
const TOLERATED = 0.0006;

describe("every state of the panel", () => {
  const newCamera = async () => Camera.of(await sharedBrowser(), inject("viewPage"));
  afterAll(closeWindows);

  it("has a baseline, and there are no others", () => {
    expect(readdirSync(BASELINES).sort()).toEqual([...baselineNames()].sort());
  });

  it("looks as its baselines do; what is meant to look otherwise: npm run pictures -- --update", {
    timeout: 300_000,
    retry: 0,
  }, async () => {
    const changed: string[] = [];
    const waiting = [...comparedScenes];
    const next = async (camera: Camera): Promise<void> => {
      const scene = waiting.shift();
      if (scene === undefined) return;
      for (const [name, share] of Object.entries(await differences(camera, scene))) {
        if (share > TOLERATED) changed.push(`${name}: ${(share * 100).toFixed(1)} % differ`);
      }
      return next(camera);
    };
    await Promise.all(Array.from({ length: PAGES }, async () => next(await newCamera())));
    expect(changed).toEqual([]);
  });

  it("would be noticed to have changed", async () => {
    const camera = await newCamera();
    const [open] = comparedScenes.filter(({ name }) => name === "open-explanation");
    if (open === undefined) throw new Error("There is no such scene.");
    // One word less in the toolbar, another color of the verdict, a part of the explanation gone.
    for (const change of [
      `document.querySelector(".keep-log").style.visibility = "hidden"`,
      `document.querySelector(".verdict").style.background = "#f9dedc"`,
      `document.querySelector(".explanation .section").remove()`,
    ]) {
      const prepare: Scene["prepare"] = async (page) => {
        await open.prepare?.(page);
        await page.evaluate(change);
      };
      const shares = Object.values(await differences(camera, { ...open, prepare }));
      expect(Math.max(...shares), change).toBeGreaterThan(TOLERATED);
    }
  });
});

async function differences(camera: Camera, scene: Scene): Promise<Readonly<Record<string, number>>> {
  const shares: Record<string, number> = {};
  for await (const [shot, png] of camera.take(scene, COMPARED)) {
    const name = baselineName(scene.name, shot);
    shares[name] = differenceOf(thumbnailOf(png), readBaseline(name));
  }
  return shares;
}
