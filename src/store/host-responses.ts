import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { HostResponse } from "../upgrade/http/host-response.ts";

/** Number of ordinary responses that are kept as evidence; the oldest go first. */
const MOST = 500;

/** Ordinary responses of hosts: evidence about what stands in front of them. */
export class HostResponses {
  readonly #seen: Signal<readonly HostResponse[]> = signal([]);
  readonly #probed: Signal<readonly HostResponse[]> = signal([]);

  /** All that are known, those that were asked for on purpose first. */
  readonly all: ReadonlySignal<readonly HostResponse[]> = computed(() => [...this.#probed.value, ...this.#seen.value]);

  /** Responses that were asked for on purpose: no poll of the log replaces them. */
  get probed(): ReadonlySignal<readonly HostResponse[]> {
    return this.#probed;
  }

  /** @param whole whether they replace what was seen before */
  add(responses: readonly HostResponse[], whole = false): void {
    if (responses.length === 0 && (!whole || this.#seen.peek().length === 0)) return;
    this.#seen.value = [...(whole ? [] : this.#seen.peek()), ...responses.slice(-MOST)].slice(-MOST);
  }

  addProbed(response: HostResponse): void {
    this.#probed.value = [...this.#probed.peek(), response];
  }
}
