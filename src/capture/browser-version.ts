import * as v from "valibot";

const Values = v.object({ fullVersionList: v.array(v.object({ brand: v.string(), version: v.string() })) });

/** Products that build on Chromium, most specific first. */
const NAMES: readonly (readonly [brand: RegExp, name: string])[] = [
  [/edge/i, "Edge"],
  [/google chrome/i, "Chrome"],
  [/chromium/i, "Chromium"],
];

/**
 * The browser's name and full version, as in "Chrome/156.0.8078.79"; the reduced one of the user agent where the full one is
 * not reported (User-Agent Client Hints), as in Firefox, which gives a DevTools panel nothing else.
 */
export async function browserVersion(): Promise<string> {
  const values = v.safeParse(Values, await highEntropyValues());
  if (values.success) {
    const { fullVersionList } = values.output;
    for (const [brand, name] of NAMES) {
      const found = fullVersionList.find((one) => brand.test(one.brand));
      if (found !== undefined) return `${name}/${found.version}`;
    }
  }
  return /(?:Edg|Chrome|Firefox)\/[\d.]+/.exec(navigator.userAgent)?.[0] ?? "unknown";
}

/** TypeScript's DOM library does not know `navigator.userAgentData`, which only Chromium has. */
async function highEntropyValues(): Promise<unknown> {
  const data: unknown = Reflect.get(navigator, "userAgentData");
  if (typeof data !== "object" || data === null || !("getHighEntropyValues" in data)) return null;
  const { getHighEntropyValues } = data;
  return typeof getHighEntropyValues === "function"
    ? Reflect.apply(getHighEntropyValues, data, [["fullVersionList"]])
    : null;
}
