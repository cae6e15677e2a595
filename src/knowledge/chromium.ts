import type { Reference } from "./reference.ts";

/**
 * A reference into Chromium's own source, for what no standard decides.
 *
 * @param path the file below the root of the source tree
 */
export function chromium(path: string): Reference {
  return {
    text: `Chromium: ${path.replace(/^.*\//, "")}`,
    url: `https://chromium.googlesource.com/chromium/src/+/main/${path}`,
  };
}

/** Every `net::ERR_…` code with its number and meaning. */
export const netErrors: Reference = chromium("net/base/net_error_list.h");
