import type { Protocol } from "../protocol.ts";

/** A browser's debugging port; the id in the path opens it, so it is never quoted. */
export const chromeDevtoolsProtocol: Protocol = {
  id: "chrome-devtools-protocol",
  about: "A tool or page drives a browser through its debugging port.",
  reference: { text: "Chrome DevTools Protocol", url: "https://chromedevtools.github.io/devtools-protocol/" },
  recognize(seen) {
    const kind = /\/devtools\/(browser|page)\/[^/]+$/.exec(seen.path)?.[1];
    return kind === undefined
      ? null
      : { name: "Chrome DevTools Protocol", evidence: [`path of the form /devtools/${kind}/…`] };
  },
  heartbeat: () => null,
};
