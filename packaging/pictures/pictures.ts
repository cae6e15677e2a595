import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Browser } from "puppeteer-core";
import { launch } from "../../src/cli/browser/launch.ts";
import { serveViewPage } from "../../test/browser/accessibility/view-page.ts";
import { Camera, type Shot } from "../../test/browser/pictures/camera.ts";
import { contactSheet } from "../../test/browser/pictures/contact-sheet.ts";
import { type Scene, scenes } from "../../test/browser/pictures/scenes.ts";
import { writeBaselines } from "./baselines.ts";
import { makeStorePictures } from "./store-pictures.ts";

/**
 * `npm run pictures`: every state of the panel, in both themes and three widths, from recorded connections, with a contact sheet.
 * `-- WORD …` takes those with a word in their names, `-- --update` keeps the baselines and the pictures of the README of what it
 * takes, and `-- --store` makes those of the stores.
 */
const OUT = resolve("out/pictures");

const SIZES = [
  { width: 1280, height: 720 },
  { width: 720, height: 600 },
  { width: 400, height: 700 },
] as const;

/** The README's pictures, by the scene that they are of. */
const README = { "open-explanation": "panel", "failed-explanation": "failed" } as const;

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const isWanted = ({ name }: Scene) => words.length === 0 || words.some((word) => name.includes(word));
const log = (line: string) => process.stderr.write(`${line}\n`);

if (process.argv.includes("--store")) await makeStorePictures(log);
else {
  const view = await serveViewPage();
  const browser = await launch({ extension: resolve("dist") });
  try {
    await takeAll(browser, view.address);
    if (process.argv.includes("--update")) {
      await writeBaselines(browser, view.address, words.length === 0 ? undefined : isWanted);
      for (const [scene, name] of Object.entries(README)) {
        if (words.length > 0 && !words.some((word) => scene.includes(word))) continue;
        for (const theme of ["light", "dark"] as const) {
          await copyFile(
            join(OUT, fileOf(scene, { theme, ...SIZES[0] })),
            resolve(`docs/pictures/${name}-${theme}.png`),
          );
        }
      }
    }
  } finally {
    await browser.close();
    await view.close();
  }
}

async function takeAll(browser: Browser, address: string): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const camera = await Camera.of(browser, address);
  const entries = [];
  for (const scene of scenes) {
    if (!isWanted(scene)) continue;
    const shots = SIZES.flatMap((size) => [
      { theme: "light" as const, ...size },
      { theme: "dark" as const, ...size },
    ]);
    for await (const [shot, png] of camera.take(scene, shots)) {
      const file = fileOf(scene.name, shot);
      await writeFile(join(OUT, file), png);
      entries.push({ scene: scene.name, shot, file });
    }
  }
  await writeFile(join(OUT, "contact-sheet.html"), contactSheet(entries));
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(`file://${join(OUT, "contact-sheet.html")}`);
  await writeFile(join(OUT, "contact-sheet.png"), await page.screenshot({ type: "png", fullPage: true }));
  await page.close();
  log(`${entries.length} pictures, and out/pictures/contact-sheet.html`);
}

function fileOf(scene: string, { theme, width }: Shot): string {
  return `${scene}-${width}-${theme}.png`;
}
