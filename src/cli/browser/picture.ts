import { undock } from "./drive-panel.ts";
import type { OpenPanel } from "./open-panel.ts";

/** Time that DevTools and the panel may take to draw themselves in another size, in milliseconds. */
const PATIENCE_MS = 10_000;

/** How often is asked whether they have, in milliseconds. */
const TURN_MS = 100;

/** How many times in a row the answer must be the same: what is being laid out differs from one time to the next. */
const STEADY = 3;

/** Width and height, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Takes a picture of DevTools with the panel alone in it. The panel is a process of its own inside DevTools, learns of a new
 * size later than DevTools does, and draws nothing while another tab is in front: so DevTools comes to the front first, and
 * the picture is taken when both have come to rest.
 *
 * @returns PNG
 */
export async function takePicture(open: OpenPanel, size: Size): Promise<Uint8Array> {
  const { devtools, panel } = open;
  await undock(open);
  await devtools.setViewport(size);
  await devtools.bringToFront();
  // The button that was pressed last keeps the focus, and nobody looks for its ring in a picture.
  await panel.evaluate("document.activeElement?.blur()");
  await rest(open, size);
  return devtools.screenshot({ type: "png" });
}

/** Waits until the picture would be whole; what never comes to rest is shown as it is. */
async function rest(open: OpenPanel, size: Size): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let last: string | null = null;
  for (let steady = 0; steady < STEADY && performance.now() < until; ) {
    await new Promise((resolve) => setTimeout(resolve, TURN_MS));
    const layout = await layoutOf(open, size);
    steady = layout !== null && layout === last ? steady + 1 : 0;
    last = layout;
  }
}

/**
 * How DevTools and the panel are laid out.
 *
 * @returns null while DevTools does not give the panel its whole width, the panel has not taken its size, or something moves
 */
async function layoutOf({ devtools, panel }: OpenPanel, { width }: Size): Promise<string | null> {
  const frame = await panel.frameElement();
  if (frame === null) return null;
  const box = await frame.evaluate((element) => ({ width: element.clientWidth, height: element.clientHeight }));
  await frame.dispose();
  if (box.width !== width || (await devtools.evaluate(MOVING)) !== 0) return null;
  const drawn = await panel.evaluate(DRAWN);
  return typeof drawn === "string" && drawn.startsWith(`${box.width} ${box.height} `) ? drawn : null;
}

/**
 * How many transitions are under way in DevTools, whose elements have trees of their own: the mark below a tab slides. What never
 * ends is not waited for.
 */
const MOVING = `(() => {
  const isUnderWay = ({ playState, effect }) =>
    playState === "running" && effect !== null && effect.getComputedTiming().endTime !== Infinity;
  const moving = (root) =>
    root.getAnimations().filter(isUnderWay).length +
    [...root.querySelectorAll("*")].reduce((sum, { shadowRoot }) => sum + (shadowRoot === null ? 0 : moving(shadowRoot)), 0);
  return moving(document);
})()`;

/** The panel's size, where its parts are, and how wide its timeline is drawn, after two frames; what takes longer is asked again. */
const DRAWN = `Promise.race([
  new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
    [innerWidth, innerHeight, ...[...document.querySelectorAll("th, canvas, [role=toolbar]")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height, element.width].join(",");
    })].join(" ")),
  new Promise((late) => setTimeout(late, 1000)),
])`;
