import { Store } from "../../src/store/store.ts";
import { lanesOf } from "../../src/view/timeline/lanes.ts";
import { LANES } from "../../src/view/timeline/paint.ts";
import { crossesApart, pictureOf, pitchOf } from "../../src/view/timeline/picture.ts";
import { TimelineState } from "../../src/view/timeline/timeline-state.ts";
import { crowd } from "../view/timeline/patterns.ts";
import { START } from "./events.ts";
import { measure, type Row } from "./measure.ts";

const CONNECTIONS = 10_000;

/** Width of the strip in a wide panel, in pixels. */
const WIDTH = 1280;

/** Laying the timeline out, as when a life has changed: rows for all of them, and what is drawn. */
export function layingOut(): Row {
  const store = new Store();
  store.now.value = START;
  store.page.observe(crowd(START, CONNECTIONS));
  const state = new TimelineState(store, null);
  const [timed, view] = [state.timed.value, state.view.value];
  if (view === null) throw new Error("There is nothing to draw.");
  let drawn = 0;
  const row = measure(`lay out the timeline of ${CONNECTIONS.toLocaleString("en")} connections`, 1, () => {
    const lanes = lanesOf(timed);
    const picture = pictureOf(lanes.lines, view, WIDTH, START, crossesApart(pitchOf(lanes, LANES)));
    drawn = Object.values(picture.bars).flat().length + picture.ends.length + picture.failures.length;
  });
  return { ...row, note: `${drawn.toLocaleString("en")} shapes` };
}
