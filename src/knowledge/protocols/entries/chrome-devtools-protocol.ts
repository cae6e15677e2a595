import { placeOf } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** A browser's debugging port; the id in the path opens it, so it is never quoted. */
export const chromeDevtoolsProtocol: Protocol = {
  id: "chrome-devtools-protocol",
  about: "A tool or page drives a browser through its debugging port.",
  reference: { text: "Chrome DevTools Protocol", url: "https://chromedevtools.github.io/devtools-protocol/" },
  recognise(upgrade) {
    const kind = /\/devtools\/(browser|page)\/[^/]+$/.exec(placeOf(upgrade).path)?.[1];
    return kind === undefined
      ? null
      : { name: "Chrome DevTools Protocol", evidence: [`path of the form /devtools/${kind}/…`] };
  },
  heartbeat: () => null,
};
