import type { CloseCode } from "./close-code.ts";

/** The registry: its order is meaning. */
export const closeCodes: readonly CloseCode[] = [];
