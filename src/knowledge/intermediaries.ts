import type { Intermediary } from "./intermediary.ts";

/** The registry: its order is meaning. */
export const intermediaries: readonly Intermediary[] = [];
