import type { Findings, HealthQuestion } from "../explanation.ts";

/** A health question ("Should I worry?"), answered from what was observed. */
export type Question = (findings: Findings) => HealthQuestion;
