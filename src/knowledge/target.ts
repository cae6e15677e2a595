/** Query parameters that libraries change with each attempt: they do not make it another address. */
const PER_ATTEMPT = ["sid", "id", "t", "token", "access_token", "ticket"];

/**
 * Whether two URLs ask for the same thing: equal apart from what a library renews with every attempt (Engine.IO's `sid`,
 * SignalR's `id`, tokens).
 */
export function isSameTarget(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  return a === b || (URL.canParse(a) && URL.canParse(b) && stripped(a) === stripped(b));
}

function stripped(url: string): string {
  const parsed = new URL(url);
  for (const name of PER_ATTEMPT) parsed.searchParams.delete(name);
  return parsed.href;
}
