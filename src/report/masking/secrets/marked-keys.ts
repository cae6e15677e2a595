import type { Found } from "./found.ts";

/**
 * Beginnings that makers of keys give them so that they are found where they leaked. What follows is drawn at random; a
 * word of a sentence has neither.
 */
const MARKED =
  /(?:(?<![A-Za-z0-9_-])|(?<=\/bot)(?=\d))(?:(?:gh[opsur]_|github_pat_|xox[a-z]-|[rs]k_(?:live|test)_)[\w.-]{10,}|(?:gl[a-z]{2,6}-|xapp-|ya29\.|GOCSPX-|sk-|hf_|npm_|pypi-|SG\.|key-|do[op]_v1_|shp[a-z]{2}_|sq0[a-z]{3}-|lin_api_|ntn_|glsa_|PMAK-|sntry[su]_|hv[bs]\.|dp\.[a-z]{2}\.|f[om][12]_|sdk-|NRAK-|pul-|rubygems_)[\w.-]{20,}|AIza[\w-]{30,}|EAA[A-Z][A-Za-z0-9]{40,}|A[KS]IA[A-Z0-9]{16}(?!\w)|(?:AC|SK|dapi)[0-9a-f]{32}(?!\w)|\d{6,12}:AA[\w-]{30,}|[MNO][A-Za-z0-9]{23,27}\.[\w-]{6}\.[\w-]{27,40}|[A-Za-z0-9]{14}\.atlasv1\.[\w-]{40,})/g;

/** The keys of a text that are known by their beginning. */
export function markedKeysIn(text: string): Found[] {
  return [...text.matchAll(MARKED)].flatMap(({ 0: run, index }) => {
    const value = run.replace(/[.-]$/, "");
    // Names may begin so, as `sk-learn-…`; a key has digits.
    if (!/\d/.test(value)) return [];
    return [{ start: index, end: index + value.length, value, kind: "token", part: null }];
  });
}
