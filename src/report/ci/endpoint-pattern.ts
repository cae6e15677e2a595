/** A star stands for any characters but a slash, two for any; everything else stands for itself. */
type Part = "*" | "**" | { readonly sign: string };

/** An endpoint of the expectations as it is looked for in an address. */
export type EndpointPattern = readonly Part[];

/** An endpoint without the scheme that may stand before its host. */
export function bareOf(endpoint: string): string {
  return endpoint.replace(/^(?:wss?|https?):\/\//, "");
}

/** @param endpoint as the file has it; a scheme before the host is left out */
export function patternOf(endpoint: string): EndpointPattern {
  return bareOf(endpoint)
    .split(/(\*\*?)/)
    .flatMap((part): Part[] => {
      if (part === "**" || part === "*") return [part];
      return [...part].map((sign) => ({ sign }));
    });
}

/**
 * Whether a text is what a pattern says, from its beginning to its end. All ways to read it are followed at once: a regular
 * expression would try them one after the other, and many stars have more ways than anybody can wait for.
 */
export function isLike(text: string, pattern: EndpointPattern): boolean {
  let places = reached(new Set([0]), pattern);
  for (const sign of text) {
    const next = new Set<number>();
    for (const place of places) {
      const part = pattern[place];
      if (part === "**" || (part === "*" && sign !== "/")) next.add(place);
      else if (typeof part === "object" && part.sign === sign) next.add(place + 1);
    }
    if (next.size === 0) return false;
    places = reached(next, pattern);
  }
  return places.has(pattern.length);
}

/** A star may stand for nothing. A set also hands out what is added while it is gone through. */
function reached(places: Set<number>, pattern: EndpointPattern): Set<number> {
  for (const place of places) if (typeof pattern[place] === "string") places.add(place + 1);
  return places;
}
