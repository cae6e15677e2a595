import type { Browser, Page } from "puppeteer-core";
import type { Scene } from "./scenes.ts";

/** How a picture is taken. */
export interface Shot {
  readonly theme: "light" | "dark";
  /** Size of the panel in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** The moment of every picture, so that ages and times are the same in all of them. */
const AT = Date.UTC(2026, 10, 22, 14, 3, 7);

/** What is measured on resize is told after the next frame, and drawn in the one after it. */
const DRAWN = "new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))";

/** A page in which the panel stands still, in fonts that every machine has. */
export class Camera {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /**
   * Opens a page for pictures, in a window of its own: a tab in the background is not laid out.
   *
   * @param address of the view's page
   */
  static async of(browser: Browser, address: string): Promise<Camera> {
    const page = await (await browser.createBrowserContext()).newPage();
    await page.emulateTimezone("UTC");
    await page.goto(`${address}?still&fixture=empty`);
    await page.addStyleTag({ content: "* { caret-color: transparent !important; }" });
    await page.evaluate("useFonts()");
    return new Camera(page);
  }

  /**
   * Pictures of a state, as PNG. It begins anew for each size, since menus close when the window changes.
   *
   * @param shots in the order in which they are taken
   */
  async *take({ query, prepare }: Scene, shots: readonly Shot[]): AsyncGenerator<readonly [Shot, Uint8Array]> {
    let size = "";
    for (const shot of shots) {
      await this.#look(shot);
      if (`${shot.width} ${shot.height}` !== size) {
        await this.#page.evaluate(`show(${JSON.stringify(`still&at=${AT}&${query}`)})`);
        await this.#page.waitForSelector(".status-bar");
        await this.#page.waitForSelector(".timeline-place", { hidden: true });
        await prepare?.(this.#page);
        // A pointer that rests on something would show it as pointed at.
        await this.#page.mouse.move(1, shot.height - 1);
        size = `${shot.width} ${shot.height}`;
      }
      await this.#page.evaluate(DRAWN);
      yield [shot, await this.#page.screenshot({ type: "png", optimizeForSpeed: true, captureBeyondViewport: false })];
    }
  }

  async #look({ theme, width, height }: Shot): Promise<void> {
    await this.#page.setViewport({ width, height });
    await this.#page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
  }
}
