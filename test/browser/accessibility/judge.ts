import axe from "axe-core";
import type { CDPSession, Page } from "puppeteer-core";
import * as v from "valibot";

/** How a state is looked at: the colors, and the width of the panel in CSS pixels (640 is 1280 at a zoom of 200 %). */
export interface Look {
  readonly colors: "light" | "dark" | "forced";
  readonly width: number;
}

/** The colors that every state is judged in, at each width. */
export const COLORS: readonly Look["colors"][] = ["light", "dark", "forced"];

/** The widths that every state is judged at. */
export const WIDTHS: readonly number[] = [1280, 640, 320];

/** What depends on colors; everything else is the same in all of them. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

const FINDINGS = v.array(v.string());

/** A page with axe-core (https://github.com/dequelabs/axe-core) in it. */
export class Judge {
  readonly page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Judge> {
    return new Judge(page, await page.createCDPSession());
  }

  /**
   * Shows the panel in light colors. It is loaded once, and every state begins anew in it.
   *
   * @param address of the view's page
   * @param query what is shown there
   * @param width of the window; menus close when it changes
   */
  async open(address: string, query: string, width: number): Promise<void> {
    await this.look({ colors: "light", width });
    if (!this.page.url().startsWith(address)) {
      await this.page.goto(address);
      await this.page.evaluate(axe.source);
    }
    await this.page.evaluate(`show(${JSON.stringify(`still&${query}`)})`);
    await this.page.waitForSelector(".status-bar");
  }

  /** Brings the page into a look. Nothing moves: a color on its way to another is neither. */
  async look({ colors, width }: Look): Promise<void> {
    await this.page.setViewport({ width, height: 600 });
    await this.#session.send("Emulation.setEmulatedMedia", {
      features: [
        { name: "forced-colors", value: colors === "forced" ? "active" : "none" },
        { name: "prefers-color-scheme", value: colors === "dark" ? "dark" : "light" },
        { name: "prefers-reduced-motion", value: "reduce" },
      ],
    });
    // What is measured on resize is told after the next frame.
    await this.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }

  /**
   * Judges what is shown.
   *
   * @param part selector of what is judged
   * @param isAll whether all rules are asked, or those about colors
   * @returns each rule that is violated, with the element and the reason, for a reader
   */
  async violations(part: string, isAll: boolean): Promise<readonly string[]> {
    const rules = isAll ? "" : `, runOnly: ${JSON.stringify(COLOR_RULES)}`;
    const found: unknown = await this.page.evaluate(`
      axe.run(${JSON.stringify(part)}, { resultTypes: ["violations"], preload: false${rules} }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) =>
          [id, target.join(" "), html.slice(0, 160), ...[...any, ...all, ...none].map(({ message }) => message)].join(" | "))))`);
    return v.parse(FINDINGS, found);
  }
}
