import axe from "axe-core";
import type { CDPSession, Page } from "puppeteer-core";
import * as v from "valibot";

/** How a state is looked at: the colors, and the width of the panel in CSS pixels (640 is 1280 at a zoom of 200 %). */
export interface Look {
  readonly colors: "light" | "dark" | "forced";
  readonly width: number;
}

/** The colors that every state is judged in: by all rules in the first, by those about colors in the others. */
export const COLORS: readonly Look["colors"][] = ["light", "dark", "forced"];

/** The widths that every state is judged at, in the first of the colors. */
export const WIDTHS: readonly number[] = [1280, 640, 320];

/** What depends on colors; everything else is the same in all of them. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

const FINDINGS = v.array(v.string());

/**
 * What the colors of a text or a field depend on: its tag, its classes, its color, size and weight in this look, and what the
 * elements around it paint behind it. A script that runs in the page and returns each kind that is shown once.
 */
const kindsIn = (part: string) => `(() => {
  const behind = new Map();
  const backgroundOf = (element) => {
    if (element === null) return "";
    if (!behind.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      const isClear = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
      const own = isClear ? backgroundOf(element.parentElement) : backgroundColor + backgroundImage;
      behind.set(element, opacity === "1" ? own : own + "*" + opacity);
    }
    return behind.get(element);
  };
  const kinds = new Set();
  const isText = ({ nodeType, data }) => nodeType === 3 && data.trim() !== "";
  for (const element of document.querySelector(${JSON.stringify(part)}).querySelectorAll("*")) {
    if (!element.matches("input, select, textarea") && ![...element.childNodes].some(isText)) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width < 1 || height < 1) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const about = [element.tagName, element.getAttribute("class"), element.disabled, backgroundOf(element)];
    kinds.add([...about, color, fontSize, fontWeight].join("|"));
  }
  return [...kinds];
})()`;

/** A page with axe-core (https://github.com/dequelabs/axe-core) in it. */
export class Judge {
  readonly page: Page;
  readonly #session: CDPSession;
  #width = 0;
  #colors: Look["colors"] | null = null;

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
    const isShown = await this.page.evaluate(`
      show(${JSON.stringify(`still&${query}`)});
      document.querySelector(".status-bar") !== null`);
    if (isShown !== true) await this.page.waitForSelector(".status-bar");
  }

  /** Brings the page into a look. Nothing moves: a color on its way to another is neither. */
  async look({ colors, width }: Look): Promise<void> {
    if (width !== this.#width) await this.page.setViewport({ width, height: 600 });
    if (colors !== this.#colors) {
      await this.#session.send("Emulation.setEmulatedMedia", {
        features: [
          { name: "forced-colors", value: colors === "forced" ? "active" : "none" },
          { name: "prefers-color-scheme", value: colors === "dark" ? "dark" : "light" },
          { name: "prefers-reduced-motion", value: "reduce" },
        ],
      });
    }
    [this.#width, this.#colors] = [width, colors];
    // What is measured on resize is told after the next frame.
    await this.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }

  /** The kinds of texts and fields that are shown, by what their colors depend on; equal kinds are judged alike. */
  async kinds(part: string): Promise<readonly string[]> {
    return v.parse(FINDINGS, await this.page.evaluate(kindsIn(part)));
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
