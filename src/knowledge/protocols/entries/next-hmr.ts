import type { Protocol } from "../protocol.ts";

const PATHS = ["/_next/webpack-hmr", "/_next/hmr"];

/** The development server of Next.js, with webpack or Turbopack. */
export const nextHmr: Protocol = {
  id: "next-hmr",
  about: "The development server of Next.js tells the page which modules changed (hot module replacement).",
  reference: {
    text: "Next.js: upgrading to version 12",
    url: "https://nextjs.org/docs/pages/building-your-application/upgrading/version-12",
  },
  recognize(seen) {
    const path = PATHS.find((candidate) => seen.path.endsWith(candidate));
    return path === undefined ? null : { name: "Next.js hot reload", evidence: [`path ending in ${path}`] };
  },
  heartbeat: () => null,
};
