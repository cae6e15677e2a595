import type { Row } from "./row.ts";

/** Different values that are counted apart for each question; the rest are counted together. */
const MOST_VALUES = 10_000;

/** What the rest of a question's values is called. */
export const REST = "other";

/** The questions that a summary answers. */
export const QUESTIONS = ["endpoint", "diagnosis", "product", "browser", "day"] as const;

export type Question = (typeof QUESTIONS)[number];

/** How many connections of one value there were, and how they went. */
export interface Count {
  readonly value: string;
  readonly connections: number;
  readonly failed: number;
  readonly attention: number;
}

/** Counts of all rows, in bounded memory however many there are. */
export class Tally {
  #rows = 0;
  readonly #counts = new Map<Question, Map<string, [connections: number, failed: number, attention: number]>>(
    QUESTIONS.map((question) => [question, new Map()]),
  );

  get rows(): number {
    return this.#rows;
  }

  add({ endpoint, level, diagnosis, products, browser, day }: Row): void {
    this.#rows++;
    this.#count("endpoint", endpoint, level);
    // What is fine has no diagnosis.
    if (diagnosis !== null) this.#count("diagnosis", diagnosis, level);
    for (const product of products) this.#count("product", product, level);
    if (products.length === 0) this.#count("product", "none recognized", level);
    this.#count("browser", browser ?? "not known", level);
    this.#count("day", day ?? "not known", level);
  }

  /** The values of a question: those with most failures first; days in their order. */
  of(question: Question): readonly Count[] {
    const counts = [...(this.#counts.get(question) ?? [])].map(([value, [connections, failed, attention]]) => ({
      value,
      connections,
      failed,
      attention,
    }));
    if (question === "day") return counts.sort((a, b) => (a.value < b.value ? -1 : 1));
    return counts.sort(
      (a, b) =>
        b.failed - a.failed ||
        b.attention - a.attention ||
        b.connections - a.connections ||
        (a.value < b.value ? -1 : 1),
    );
  }

  #count(question: Question, value: string, level: string): void {
    const counts = this.#counts.get(question);
    if (counts === undefined) return;
    const name = counts.has(value) || counts.size < MOST_VALUES ? value : REST;
    const count = counts.get(name) ?? [0, 0, 0];
    count[0]++;
    if (level === "failed") count[1]++;
    else if (level === "attention") count[2]++;
    counts.set(name, count);
  }
}
