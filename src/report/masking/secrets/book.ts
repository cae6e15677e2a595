import type { Found } from "./found.ts";
import { type Reach, reachOf } from "./reach.ts";
import { type Spellings, spellingsOf } from "./spellings.ts";

/** One secret of a report, whatever its spelling. */
export interface Secret {
  readonly kind: string;
  readonly reach: Reach;
  readonly spellings: Spellings;
}

/** All secrets of a report: equal ones are one secret and have one label. */
export class SecretBook {
  readonly #hosts: string;
  readonly #bySpelling = new Map<string, Secret>();
  readonly #labels = new Map<Secret, string>();
  readonly #byLabel = new Map<string, Secret>();
  readonly #counts = new Map<string, number>();
  readonly #secrets = new Set<Secret>();

  /** @param hosts the hosts of the report, lower case: they stay readable */
  constructor(hosts: readonly string[]) {
    this.#hosts = hosts.join("\n");
  }

  /** The secrets in the order in which they were added. */
  get secrets(): ReadonlySet<Secret> {
    return this.#secrets;
  }

  /** Enters a find and the secrets inside it. */
  add({ value, kind, inner }: Found): void {
    this.secretOf(value, kind);
    for (const one of inner ?? []) this.secretOf(one.value, one.kind);
  }

  /**
   * The secret that a value is, entered when it is new.
   *
   * @param kind what its label will say, if it is new
   */
  secretOf(value: string, kind: string): Secret {
    const known = this.#bySpelling.get(value) ?? this.#bySpelling.get(maskedLikeValue(value, kind));
    if (known !== undefined) return known;
    const spellings = spellingsOf(value, (text) => reachOf(text, this.#hosts) === "everywhere");
    const [plain = value] = spellings.plain;
    const same = this.#bySpelling.get(plain);
    if (same !== undefined) return same;
    const secret = { kind, reach: reachOf(plain, this.#hosts), spellings };
    this.#secrets.add(secret);
    if (secret.reach === "place") {
      this.#bySpelling.set(maskedLikeValue(value, kind), secret);
      return secret;
    }
    for (const one of [...spellings.plain, ...spellings.encoded]) {
      if (!this.#bySpelling.has(one)) this.#bySpelling.set(one, secret);
    }
    return secret;
  }

  /** The label of a secret that has one already. */
  knownLabelOf(secret: Secret): string | null {
    return this.#labels.get(secret) ?? null;
  }

  /** How many characters the secret with a label has; 0 for a label that nobody asked for. */
  lengthOf(label: string): number {
    return this.#byLabel.get(label)?.spellings.plain[0]?.length ?? 0;
  }

  /** `<cookie sid #1>`: numbered in the order in which labels are asked for. */
  labelOf(secret: Secret): string {
    const known = this.#labels.get(secret);
    if (known !== undefined) return known;
    const number = (this.#counts.get(secret.kind) ?? 0) + 1;
    this.#counts.set(secret.kind, number);
    const label = `<${secret.kind} #${number}>`;
    this.#labels.set(secret, label);
    this.#byLabel.set(label, secret);
    return label;
  }
}

/** An ordinary value is a secret only in its place: `a=1` and `b=1` are two. No value can hold a NUL from a header. */
function maskedLikeValue(value: string, kind: string): string {
  return `\0${kind}\0${value}`;
}
