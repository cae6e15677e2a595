import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Shot } from "./camera.ts";
import { type Scene, scenes } from "./scenes.ts";

/** The folder of the baselines. */
export const BASELINES = join(import.meta.dirname, "baselines");

/** Every state in a wide light panel and in a narrow dark one: what is wrong in one size or theme alone is wrong in one of them. */
export const COMPARED: readonly Shot[] = [
  { theme: "light", width: 1280, height: 720 },
  { theme: "dark", width: 400, height: 700 },
];

/** The states that are compared. */
export const comparedScenes: readonly Scene[] = scenes.filter(({ isOfOtherFonts }) => isOfOtherFonts !== true);

/** Name of a baseline's file. */
export function baselineName(scene: string, { theme, width }: Shot): string {
  return `${scene}-${width}-${theme}.png`;
}

/** Every baseline that there has to be. */
export function baselineNames(): readonly string[] {
  return comparedScenes.flatMap(({ name }) => COMPARED.map((shot) => baselineName(name, shot)));
}

/**
 * Reads a baseline.
 *
 * @throws Error when it is not there
 */
export function readBaseline(name: string): Uint8Array {
  return readFileSync(join(BASELINES, name));
}
