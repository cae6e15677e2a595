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

  /** Brings the panel into a state, from its beginning. */
  async show({ query, prepare }: Scene): Promise<void> {
    await this.#look({ theme: "light", width: 1280, height: 720 });
    // A pointer that rests on something would show it as pointed at.
    await this.#page.mouse.move(1, 719);
    await this.#page.evaluate(`show(${JSON.stringify(`still&at=${AT}&${query}`)})`);
    await this.#page.waitForSelector(".status-bar");
    await prepare?.(this.#page);
    await this.#page.mouse.move(1, 719);
  }

  /** A picture of what is shown, as PNG. */
  async take(shot: Shot): Promise<Uint8Array> {
    await this.#look(shot);
    return this.#page.screenshot({ type: "png", optimizeForSpeed: true, captureBeyondViewport: false });
  }

  async #look({ theme, width, height }: Shot): Promise<void> {
    await this.#page.setViewport({ width, height });
    await this.#page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    // What is measured on resize is told after the next frame, and drawn in the one after it.
    await this.#page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done))))",
    );
  }
}
