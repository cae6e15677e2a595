import type { HeaderKnowledge } from "./header.ts";

/** The registry: its order is meaning. */
export const headers: readonly HeaderKnowledge[] = [];
