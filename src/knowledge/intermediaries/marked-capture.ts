import { type Address, hostAndPort } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import { CaptureIndex } from "../../upgrade/series/capture-index.ts";
import { Memo } from "../../upgrade/series/memo.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Recognition } from "./intermediary.ts";
import { bestOf, type Mark, marksIn } from "./mark-index.ts";
import { intermediaries } from "./registry.ts";

/** The products that a response's headers show, by id. */
type Recognitions = ReadonlyMap<string, Recognition>;

/**
 * A capture with what products left in it: the index of its upgrades, and the marks on their responses and on ordinary
 * responses of hosts. Each part is made when it is first asked for.
 */
export class MarkedCapture {
  readonly index: CaptureIndex;
  /** Ordinary responses of any host; those of the same host and port are evidence. */
  readonly hostResponses: readonly HostResponse[];
  readonly #recognitions: Memo<Headers, Recognitions>;
  readonly #products: Memo<string, ReadonlySet<string>>;
  #onUpgrades: ReturnType<typeof marksIn> | null = null;
  #onHosts: ReturnType<typeof marksIn> | null = null;
  #sockets: MarkedCapture | null = null;

  constructor(
    index: CaptureIndex,
    hostResponses: readonly HostResponse[],
    recognitions = new Memo(recognitionsIn),
    products = new Memo(productsOf),
  ) {
    this.index = index;
    this.hostResponses = hostResponses;
    this.#recognitions = recognitions;
    this.#products = products;
  }

  /** The same capture with other lives or host responses in it; what was recognized in headers that are still there is kept. */
  next(upgrades: readonly Upgrade[], hostResponses: readonly HostResponse[]): MarkedCapture {
    const [recognitions, products] = [this.#recognitions.next(), this.#products.next()];
    const next = new MarkedCapture(this.index.next(upgrades), hostResponses, recognitions, products);
    if (hostResponses === this.hostResponses) next.#onHosts = this.#onHosts;
    return next;
  }

  /** The WebSockets alone, with the same host responses. */
  get sockets(): MarkedCapture {
    this.#sockets ??=
      this.index.sockets === this.index
        ? this
        : new MarkedCapture(this.index.sockets, this.hostResponses, this.#recognitions, this.#products);
    return this.#sockets;
  }

  /** The products that a response's headers show, by id. */
  recognitionsIn(headers: Headers): Recognitions {
    return this.#recognitions.of(headers);
  }

  /** The ids of the products that a host name belongs to. */
  productsOfHost(host: string): ReadonlySet<string> {
    return this.#products.of(host);
  }

  /**
   * What products left on other responses of the same host and port: to other handshakes first, whose way is the more alike,
   * then to ordinary requests.
   *
   * @param id of the upgrade that is asked about: its own response does not count
   * @returns the mark that says most of each product, by the product's id
   */
  marksNear(id: string, address: Address): ReadonlyMap<string, Mark> {
    const hostPort = hostAndPort(address);
    const [onUpgrades, onHosts] = [this.#marksOnUpgrades.get(hostPort), this.#marksOnHosts.get(hostPort)];
    const best = new Map<string, Mark>();
    for (const product of [...(onUpgrades?.keys() ?? []), ...(onHosts?.keys() ?? [])]) {
      if (best.has(product)) continue;
      const marks = [...(onUpgrades?.get(product) ?? []), ...(onHosts?.get(product) ?? [])];
      const mark = bestOf(marks.filter(({ of }) => of !== id));
      if (mark !== null) best.set(product, mark);
    }
    return best;
  }

  /**
   * Works out in steps what the first explanation of any upgrade would otherwise work out of all of them at once, so that
   * a caller that explains thousands one after the other can pause in between.
   */
  *prepare(): Generator<undefined> {
    for (const { response } of this.index.upgrades) {
      if (response !== null) this.recognitionsIn(response.headers);
      yield;
    }
    for (const { headers } of this.hostResponses) {
      this.recognitionsIn(headers);
      yield;
    }
    // Other requests are explained among all that is pending.
    for (const capture of new Set([this.sockets, this])) {
      yield* capture.index.prepare();
      for (const _ of [capture.#marksOnUpgrades.size, capture.#marksOnHosts.size]) yield;
    }
  }

  get #marksOnUpgrades(): ReturnType<typeof marksIn> {
    this.#onUpgrades ??= marksIn(responsesTo(this.index.upgrades), (headers) => this.recognitionsIn(headers));
    return this.#onUpgrades;
  }

  get #marksOnHosts(): ReturnType<typeof marksIn> {
    this.#onHosts ??= marksIn(
      this.hostResponses.map((response) => ({ of: null, response })),
      (headers) => this.recognitionsIn(headers),
    );
    return this.#onHosts;
  }
}

/** A capture as it is handed to `explain`. */
export function markedCapture(
  upgrades: readonly Upgrade[],
  hostResponses: readonly HostResponse[] = [],
): MarkedCapture {
  return new MarkedCapture(new CaptureIndex(upgrades), hostResponses);
}

function* responsesTo(upgrades: readonly Upgrade[]): Iterable<{ of: string; response: HostResponse }> {
  for (const { id, url, response } of upgrades) {
    if (url === null || response === null) continue;
    yield { of: id, response: { url, status: response.status, headers: response.headers } };
  }
}

function productsOf(host: string): ReadonlySet<string> {
  return new Set(intermediaries.flatMap(({ id, ownHosts }) => (ownHosts?.test(host) === true ? [id] : [])));
}

function recognitionsIn(headers: Headers): Recognitions {
  const found = new Map<string, Recognition>();
  for (const product of intermediaries) {
    const recognition = product.recognize(headers);
    if (recognition !== null) found.set(product.id, recognition);
  }
  return found;
}
