/** Number of characters of a message in which fields are looked for. */
const MOST_READ = 16_384;

/** A field's value as it stands in the text: JSON, whole or cut off. */
export type Fields = ReadonlyMap<string, string>;

/**
 * The wanted fields of a JSON object, without parsing the rest of it: payloads may be large, and nothing else of them is to be
 * looked at.
 *
 * @param text the object; may break off
 * @param wanted keys of its first level
 * @returns their values as JSON text, the last one perhaps cut off; null when it does not begin as an object
 */
export function fieldsIn(text: string, wanted: ReadonlySet<string>): Fields | null {
  const scan = new Scan(text.slice(0, MOST_READ));
  if (!scan.takes("{")) return null;
  const fields = new Map<string, string>();
  if (scan.takes("}")) return fields;
  do {
    const key = scan.value();
    if (!key.startsWith('"') || !scan.takes(":")) return fields;
    const value = scan.value();
    const name = key.slice(1, -1);
    if (wanted.has(name) && !fields.has(name)) fields.set(name, value);
  } while (scan.takes(","));
  return fields;
}

/**
 * The first items of a JSON list, likewise.
 *
 * @param most how many
 * @returns their values as JSON text; null when it does not begin as a list
 */
export function itemsIn(text: string, most: number): readonly string[] | null {
  const scan = new Scan(text.slice(0, MOST_READ));
  if (!scan.takes("[")) return null;
  const items: string[] = [];
  if (scan.takes("]")) return items;
  do items.push(scan.value());
  while (items.length < most && scan.takes(","));
  return items;
}

/** The string that a JSON text is; null when it is not one, or cut off. */
export function stringIn(json: string | undefined): string | null {
  if (json === undefined || !json.startsWith('"')) return null;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

/** A place in a JSON text, which moves on. */
class Scan {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Takes this sign if it is the next one but for white space. */
  takes(sign: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  /** Takes the next value, and returns it as it stands there; empty at the end. */
  value(): string {
    this.#skipSpace();
    const start = this.#at;
    let depth = 0;
    do {
      switch (this.#text[this.#at]) {
        case undefined:
          return this.#text.slice(start);
        case '"':
          this.#skipString();
          break;
        case "{":
        case "[":
          depth++;
          this.#at++;
          break;
        case "}":
        case "]":
          if (depth === 0) return this.#text.slice(start, this.#at);
          depth--;
          this.#at++;
          break;
        case ",":
        case ":":
          if (depth === 0) return this.#text.slice(start, this.#at);
          this.#at++;
          break;
        default:
          this.#skipPlain();
      }
      if (depth === 0) return this.#text.slice(start, this.#at);
    } while (this.#at < this.#text.length);
    return this.#text.slice(start);
  }

  #skipSpace(): void {
    while (" \n\r\t".includes(this.#text[this.#at] ?? "x")) this.#at++;
  }

  #skipString(): void {
    const start = this.#at;
    for (let end = this.#text.indexOf('"', start + 1); end > 0; end = this.#text.indexOf('"', end + 1)) {
      let slashes = 0;
      while (end - slashes - 1 > start && this.#text[end - slashes - 1] === "\\") slashes++;
      // A sign that is escaped has an odd number of them before it.
      if (slashes % 2 === 1) continue;
      this.#at = end + 1;
      return;
    }
    this.#at = this.#text.length;
  }

  /** A number, a word, white space: up to the next sign that means something. */
  #skipPlain(): void {
    const plain = /[^"{}[\],:]*/y;
    plain.lastIndex = this.#at;
    plain.test(this.#text);
    this.#at = plain.lastIndex;
  }
}
