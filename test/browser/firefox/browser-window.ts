import type { Browser } from "puppeteer-core";
import * as v from "valibot";

const Tree = v.object({ contexts: v.array(v.object({ context: v.string() })) });

const Evaluated = v.variant("type", [
  v.object({ type: v.literal("success"), result: v.object({ value: v.optional(v.string()) }) }),
  v.object({ type: v.literal("exception"), exceptionDetails: v.object({ text: v.string() }) }),
]);

/**
 * The scripts of Firefox's own window, where DevTools are: WebDriver BiDi reaches it under `-remote-allow-system-access`,
 * in what Firefox calls the chrome scope.
 */
export class BrowserWindow {
  readonly #connection: object;
  readonly #send: (...args: unknown[]) => unknown;
  #context: string | null = null;

  /** @throws Error when the browser was not started over WebDriver BiDi */
  constructor(browser: Browser) {
    // Puppeteer has it on its browser over BiDi, and not in its types.
    const connection: unknown = Reflect.get(browser, "connection");
    const send: unknown = typeof connection === "object" && connection !== null && Reflect.get(connection, "send");
    if (typeof connection !== "object" || connection === null || typeof send !== "function")
      throw new Error("This browser is not driven over WebDriver BiDi.");
    this.#connection = connection;
    this.#send = (...args) => Reflect.apply(send, connection, args);
  }

  /**
   * Runs the body of an asynchronous function in the window.
   *
   * @returns what it returned, by way of JSON
   * @throws Error in the words of what it threw
   */
  async run(body: string): Promise<unknown> {
    const evaluated = await this.#command("script.evaluate", Evaluated, {
      expression: `(async () => JSON.stringify(await (async () => { ${body} })()))()`,
      target: { context: await this.#window() },
      awaitPromise: true,
    });
    if (evaluated.type === "exception") throw new Error(evaluated.exceptionDetails.text);
    const { value } = evaluated.result;
    return value === undefined ? undefined : JSON.parse(value);
  }

  async #window(): Promise<string> {
    if (this.#context === null) {
      const { contexts } = await this.#command("browsingContext.getTree", Tree, { "moz:scope": "chrome" });
      this.#context = contexts[0]?.context ?? null;
    }
    if (this.#context === null) throw new Error("Firefox has no window.");
    return this.#context;
  }

  async #command<Schema extends v.GenericSchema>(
    method: string,
    schema: Schema,
    params: object,
  ): Promise<v.InferOutput<Schema>> {
    const answer: unknown = await Reflect.apply(this.#send, this.#connection, [method, params]);
    return v.parse(v.object({ result: schema }), answer).result;
  }
}
