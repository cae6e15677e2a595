import { armScript, disarmScript } from "./hearing-script.ts";

/**
 * Waits between tries, in milliseconds: DevTools may not know a new document yet when its own script already speaks, and on a
 * busy machine not for seconds. Whoever gives up leaves the document unheard for good.
 */
const AGAIN_MS: readonly number[] = [5, 20, 50, 100, 250, 500, ...Array.from({ length: 9 }, () => 1000)];

/**
 * Evaluates in a document as DevTools' own console does, with its command-line API.
 *
 * @param frameUrl which frame; null: the main one
 * @returns the value, not yet trusted; rejects when DevTools does not find the frame, or may not look at it
 */
export type DevToolsEval = (expression: string, frameUrl: string | null) => Promise<unknown>;

/** The DevTools that the panel is in (https://developer.chrome.com/docs/extensions/reference/api/devtools/inspectedWindow). */
export const devToolsEval: DevToolsEval = (expression, frameUrl) =>
  new Promise((resolve, reject) => {
    chrome.devtools.inspectedWindow.eval<unknown>(
      expression,
      frameUrl === null ? {} : { frameURL: frameUrl },
      (value, problem) =>
        problem === undefined || problem === null ? resolve(value) : reject(new Error("not evaluated")),
    );
  });

/**
 * Lets the sockets of documents be heard (hearing-script.ts). The breakpoints are DevTools' own, as if `debug()` had been
 * typed in its console: a second debugger in the page would switch off *Pause on exceptions* at the next navigation, and
 * *Deactivate breakpoints* would not hold for it (docs/chromium.md#second-debugger). While they are deactivated nothing is
 * heard, and sockets are looked for instead.
 */
export class Hearing {
  /** Of the variable in the page: nobody can guess it. */
  readonly name: string;
  readonly #evaluate: DevToolsEval;
  /** Frames that are being tried. */
  readonly #trying = new Map<string | null, { readonly tries: Tries; readonly armed: Promise<boolean> }>();
  /** Frames that have breakpoints, or were just asked to set them. */
  readonly #armed = new Set<string | null>();
  #ended = false;

  /** @param name an identifier that no page can guess */
  constructor(evaluate: DevToolsEval, name = `upgrades_${crypto.randomUUID().replaceAll("-", "")}`) {
    this.#evaluate = evaluate;
    this.name = name;
  }

  /**
   * A document says that its sockets are not heard yet.
   *
   * @param frameUrl its own address; null: the main frame's
   * @returns whether they are heard now; false where breakpoints are deactivated, or DevTools may not look into it
   */
  async arm(frameUrl: string | null): Promise<boolean> {
    if (this.#ended) return false;
    const trying = this.#trying.get(frameUrl);
    if (trying !== undefined) {
      // It may be the next document at the same place, which what is under way may not reach.
      trying.tries.renew();
      return trying.armed;
    }
    const tries = new Tries();
    const armed = this.#try(frameUrl, tries).finally(() => this.#trying.delete(frameUrl));
    this.#trying.set(frameUrl, { tries, armed });
    return armed;
  }

  /** Takes the breakpoints away, where their documents are still there; those, too, that DevTools was just asked to set. */
  end(): void {
    this.#ended = true;
    for (const frameUrl of this.#armed) this.#evaluate(disarmScript(this.name), frameUrl).catch(() => undefined);
    this.#armed.clear();
  }

  async #try(frameUrl: string | null, tries: Tries): Promise<boolean> {
    while (await tries.next()) {
      for (const address of addressesOf(frameUrl)) {
        if (this.#ended) return false;
        const wasArmed = this.#armed.has(address);
        // Before DevTools responds: when this ends meanwhile, what is about to be set is taken away.
        this.#armed.add(address);
        const armed = await this.#evaluate(armScript(this.name), address).catch(() => null);
        // Deactivated breakpoints are set all the same: they hear as soon as they are activated.
        if (typeof armed !== "boolean") {
          if (!wasArmed) this.#armed.delete(address);
          continue;
        }
        if (!tries.isRenewed) return armed;
        break;
      }
    }
    return false;
  }
}

/** When it is tried again to reach a document; each one that comes meanwhile begins anew. */
class Tries {
  #waits: readonly number[] = [0, ...AGAIN_MS];
  #isRenewed = false;
  #wake: () => void = () => undefined;

  /** Whether another document came since the last try began. */
  get isRenewed(): boolean {
    return this.#isRenewed;
  }

  /** Another document is there: it need not wait for what the one before it still waits for. */
  renew(): void {
    this.#isRenewed = true;
    this.#wake();
  }

  /** Waits until it is time; false: it was tried often enough. */
  async next(): Promise<boolean> {
    const [wait, ...rest] = this.#isRenewed ? AGAIN_MS : this.#waits;
    if (wait === undefined) return false;
    this.#waits = rest;
    this.#isRenewed = false;
    if (wait === 0) return true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    if (this.#isRenewed) this.#waits = AGAIN_MS;
    this.#isRenewed = false;
    return true;
  }
}

/** DevTools knows a frame without the fragment that it was loaded with, and with that of a later `history.pushState()`. */
function addressesOf(frameUrl: string | null): readonly (string | null)[] {
  const [whole = null, fragment] = frameUrl?.split("#", 2) ?? [];
  return fragment === undefined ? [frameUrl] : [whole, frameUrl];
}
