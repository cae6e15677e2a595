import type { Protocol } from "./protocol.ts";

/** The registry: its order is meaning. */
export const protocols: readonly Protocol[] = [];
