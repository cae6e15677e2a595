import { addressOf } from "../upgrade/http/address.ts";
import type { HostResponse } from "../upgrade/http/host-response.ts";

/** Many responses of one host say the same; a file may hold hundreds of thousands. */
const MOST_OF_HOST = 30;
const MOST = 3000;

/** Ordinary responses as evidence about their hosts, a bounded number of them. */
export class HostResponses {
  readonly #kept: HostResponse[] = [];
  readonly #counts = new Map<string, number>();

  add(hostResponse: HostResponse): void {
    const host = addressOf(hostResponse.url)?.authority ?? "";
    const count = this.#counts.get(host) ?? 0;
    if (count >= MOST_OF_HOST || this.#kept.length >= MOST) return;
    this.#counts.set(host, count + 1);
    this.#kept.push(hostResponse);
  }

  get all(): readonly HostResponse[] {
    return this.#kept;
  }
}
