import type { Check } from "./check.ts";

/** The registry: its order is meaning. */
export const checks: readonly Check[] = [];
