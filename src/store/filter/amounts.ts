/** How the numbers of a key are written: as they are, with a size's unit, or with a duration's. */
export type Unit = "count" | "bytes" | "duration";

/** A number that is asked for, and how it must compare. */
export interface Amount {
  readonly operator: ">" | ">=" | "<" | "<=" | "=";
  /** Bytes, milliseconds or a plain number. */
  readonly value: number;
}

const WRITTEN = /^(>=|<=|>|<|=)?(\d+(?:\.\d+)?)([a-z]*)$/;

/** Units of sizes as the Network panel has them in `larger-than:`, 1000 to the step. */
const BYTES: Readonly<Record<string, number>> = { "": 1, b: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9 };

const DURATIONS: Readonly<Record<string, number>> = {
  ms: 1,
  "": 1e3,
  s: 1e3,
  m: 60e3,
  min: 60e3,
  h: 3600e3,
  d: 86_400e3,
};

/**
 * Reads a number with its comparison: `>1000`, `<=60s`, `1k`, `42`.
 *
 * @param text lower case
 * @returns null when it is not one
 */
export function parseAmount(text: string, unit: Unit): Amount | null {
  const [, operator = "=", number, suffix = ""] = WRITTEN.exec(text) ?? [];
  const factor = unit === "count" ? (suffix === "" ? 1 : undefined) : (unit === "bytes" ? BYTES : DURATIONS)[suffix];
  if (number === undefined || factor === undefined || !isOperator(operator)) return null;
  return { operator, value: Number(number) * factor };
}

/** Whether a number is what was asked for. */
export function fits(value: number, { operator, value: wanted }: Amount): boolean {
  switch (operator) {
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
    case "=":
      return value === wanted;
  }
}

function isOperator(text: string): text is Amount["operator"] {
  return text === ">" || text === ">=" || text === "<" || text === "<=" || text === "=";
}
