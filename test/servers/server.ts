import type { Scope } from "../lab/scope.ts";
import type { Talk } from "./talk.ts";

/** How a server takes a page: it lets it in, refuses it, or never answers. */
export type Mood = "accepts" | "refuses" | "silent";

/** Messages of one name as the server counted them, from the page's side: `sent` is what it received. */
export interface Counted {
  readonly sent: number;
  readonly received: number;
}

/** What a server counted itself, by name. */
export class Counts {
  readonly #byName = new Map<string, Counted>();

  add(name: string, way: keyof Counted): void {
    const before = this.#byName.get(name) ?? { sent: 0, received: 0 };
    this.#byName.set(name, { ...before, [way]: before[way] + 1 });
  }

  get all(): Readonly<Record<string, Counted>> {
    return Object.fromEntries(this.#byName);
  }
}

/** A server that listens, and how a page speaks with it. */
export interface Served {
  readonly url: string;
  readonly protocols?: readonly string[];
  /** What the server itself has counted by now. */
  counted(): Readonly<Record<string, Counted>>;
  /** What the page says first. */
  hello(talk: Talk): Promise<void>;
  /** What follows when it was let in; settles when the server has counted all of it. */
  work(talk: Talk): Promise<void>;
}

/** Starts a server. It ends with the scope. */
export type Serve = (scope: Scope, mood: Mood) => Promise<Served>;
