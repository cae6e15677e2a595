/** Whether a host is an IP address, which is a site of its own (WHATWG HTML: schemelessly same site). */
function isIpAddress(host: string): boolean {
  return host.includes(":") || /^\d+(\.\d+){3}$/.test(host);
}

const labelsOf = (host: string) => host.toLowerCase().replace(/\.$/, "").split(".");

/**
 * Whether two hosts are certainly of different sites. Which ending of a name is open to everybody ("co.uk") stands in a long list that
 * changes; but hosts that share a registrable domain share at least its last two labels.
 *
 * @param a,b host names without port
 */
export function isSurelyOtherSite(a: string, b: string): boolean {
  if (isIpAddress(a) || isIpAddress(b)) return a !== b;
  return labelsOf(a).slice(-2).join(".") !== labelsOf(b).slice(-2).join(".");
}

/**
 * Whether two hosts are of one site as far as their names show: they share more labels than most open endings have.
 *
 * @param a,b host names without port
 */
export function isProbablySameSite(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  if (isIpAddress(a) || isIpAddress(b)) return false;
  const [one, other] = [labelsOf(a), labelsOf(b)];
  let shared = 0;
  while (shared < Math.min(one.length, other.length) && one.at(-1 - shared) === other.at(-1 - shared)) shared++;
  const [tld = "", second = ""] = [one.at(-1), one.at(-2)];
  // "co.uk", "com.au", "ac.jp": a short label below a country.
  const ending = tld.length === 2 && second.length <= 3 ? 3 : 2;
  return shared >= ending;
}
