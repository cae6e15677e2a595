import type { Diagnosis } from "./diagnosis.ts";

/** The registry: its order is meaning. */
export const diagnoses: readonly Diagnosis[] = [];
