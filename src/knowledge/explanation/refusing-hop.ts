/** The cause that says that nginx refused by itself (diagnoses/causes/products/proxies.ts), and the hop that it means. */
const [CAUSE, HOP] = ["refused-by-proxy", "nginx"];

/**
 * The hop that refused the request by itself, as the first cause has it: what stands behind it was not asked.
 *
 * @param causes the likeliest first
 * @returns its place among the hops; null where no cause says so
 */
export function refusingHop(
  hops: readonly { readonly id: string }[],
  causes: readonly { readonly id: string }[],
): number | null {
  if (causes[0]?.id !== CAUSE) return null;
  const at = hops.map(({ id }) => id).lastIndexOf(HOP);
  return at < 0 ? null : at;
}
