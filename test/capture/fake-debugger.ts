import type { Debuggee, DebuggerApi } from "../../src/capture/debugger/debugger-api.ts";
import { FakeEvent } from "./fake-port.ts";

type Listed = Awaited<ReturnType<DebuggerApi["getTargets"]>>[number];

/** The debugger API of a browser that a test makes up. */
export class FakeDebugger implements DebuggerApi {
  /** Every command that was sent: to whom, and its method. */
  readonly sent: string[] = [];
  targets: Listed[] = [];
  /** Called with each method that is sent. */
  onSent: (method: string) => void = () => undefined;
  /** What the browser says to the methods that it refuses. */
  readonly refusals = new Map<string, string>();
  readonly #onEvent = new FakeEvent<[source: Debuggee, method: string, params?: unknown]>();
  readonly #onDetach = new FakeEvent<[source: Debuggee, reason: string]>();
  #isMissing = false;
  #gate = Promise.resolve();

  get onEvent() {
    this.#check();
    return this.#onEvent;
  }

  get onDetach() {
    this.#check();
    return this.#onDetach;
  }

  async sendCommand(debuggee: Debuggee, method: string): Promise<unknown> {
    this.#check();
    this.sent.push(`${nameOf(debuggee)} ${method}`);
    await this.#gate;
    this.onSent(method);
    const refusal = this.refusals.get(method);
    if (refusal !== undefined) throw new Error(refusal);
    return {};
  }

  async getTargets(): Promise<readonly Listed[]> {
    this.#check();
    return this.targets;
  }

  /** A policy takes it away, or gives it back. */
  set isMissing(isMissing: boolean) {
    this.#isMissing = isMissing;
  }

  /** Commands are answered when the returned function is called. */
  slow(): () => void {
    let open = () => {};
    this.#gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  }

  /** To whom a method was sent, in order. */
  sentTo(method: string): string[] {
    return this.sent.filter((line) => line.endsWith(` ${method}`)).map((line) => line.slice(0, -method.length - 1));
  }

  #check(): void {
    if (this.#isMissing) throw new Error("chrome.debugger is not available");
  }
}

function nameOf({ tabId, sessionId, targetId }: Debuggee): string {
  if (targetId !== undefined) return targetId;
  return sessionId === undefined ? `tab ${tabId}` : `tab ${tabId} ${sessionId}`;
}
