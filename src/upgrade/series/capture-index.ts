import { acceptOf } from "../http/accept.ts";
import { addressOf, hostAndPort, nameOf } from "../http/address.ts";
import { headerValue } from "../http/headers.ts";
import { factsOf } from "../kinds/registry.ts";
import { lifespanOf } from "../lifespan.ts";
import { wasCut } from "../lifetime.ts";
import { isSameLife } from "../same-life.ts";
import type { Upgrade } from "../upgrade.ts";
import { type Drop, dropsIn, type Timed } from "./drops.ts";
import { Ends, type EndsAround } from "./ends.ts";
import { type AtHost, hostsIn } from "./hosts.ts";
import { Memo } from "./memo.ts";
import { endpointOf } from "./same-endpoint.ts";
import { type Series, seriesAmong } from "./series.ts";
import { type Survivors, survivorsIn } from "./survivors.ts";

/** Addresses of one name that are kept: the first ones of many show well enough which part of them differs. */
const MOST_OF_A_NAME = 50;

interface Destination {
  /** The URL without what is renewed with every attempt. */
  readonly endpoint: string;
  /** Host and port, or null when the URL is none. */
  readonly hostPort: string | null;
  /** The short name that DevTools would print. */
  readonly name: string;
}

/**
 * A capture, sorted by what judgments ask of it: attempts at one address, connections to one host, ends, keys. Each part is
 * made when it is first asked for. It is made again when the life of a connection changes (`isSameLife`); messages alone
 * change nothing in it.
 */
export class CaptureIndex {
  /** All upgrades of the capture, in the order in which they were first seen. */
  readonly upgrades: readonly Upgrade[];
  readonly #urls: Memo<string, Destination>;
  #byId: ReadonlyMap<string, Upgrade> | null = null;
  #byEndpoint: ReadonlyMap<string, readonly Upgrade[]> | null = null;
  #series: ReadonlyMap<string, Series> | null = null;
  #byHostPort: ReadonlyMap<string, AtHost> | null = null;
  #byName: ReadonlyMap<string, string | ReadonlySet<string>> | null = null;
  #ends: Ends | null = null;
  #survivors: ReadonlyMap<string, Survivors> | null = null;
  #drops: ReadonlyMap<string, Drop> | null = null;
  #keys: ReadonlyMap<string, readonly string[]> | null = null;
  #sockets: CaptureIndex | null = null;

  constructor(upgrades: readonly Upgrade[], urls = new Memo(destinationOf)) {
    this.upgrades = upgrades;
    this.#urls = urls;
  }

  /** The index of the same capture with other lives in it; what was worked out of URLs that are still there is kept. */
  next(upgrades: readonly Upgrade[]): CaptureIndex {
    return new CaptureIndex(upgrades, this.#urls.next());
  }

  /** The WebSockets alone: other requests are no attempts at a handshake and hold none up. */
  get sockets(): CaptureIndex {
    this.#sockets ??= this.upgrades.every(formsSeries)
      ? this
      : new CaptureIndex(this.upgrades.filter(formsSeries), this.#urls);
    return this.#sockets;
  }

  /** The other attempts at the same address, in the order in which they were first seen. */
  attemptsAt(upgrade: Upgrade): readonly Upgrade[] {
    return this.#sameEndpoint(upgrade).filter((other) => other.id !== upgrade.id);
  }

  /**
   * The last of them, as `attemptsAt` would list them, without a list of thousands for each of thousands.
   *
   * @param most how many
   */
  lastAttemptsAt(upgrade: Upgrade, most: number): readonly Upgrade[] {
    // One more, because the upgrade itself may be among them.
    const last = this.#sameEndpoint(upgrade).slice(-most - 1);
    return last.filter((other) => other.id !== upgrade.id).slice(-most);
  }

  /** All series of the capture, each by the id of its newest attempt. */
  get series(): ReadonlyMap<string, Series> {
    this.#series ??= new Map([...this.#endpoints.values()].flatMap((same) => [...seriesAmong(same)]));
    return this.#series;
  }

  /**
   * The series that an upgrade is the newest attempt of.
   *
   * @param upgrade may be missing here, or be here in an older form
   * @returns null when nothing came before it, or when a later attempt carries the series
   */
  seriesOf(upgrade: Upgrade): Series | null {
    const known = this.#ids.get(upgrade.id);
    if (known === undefined || !isSameLife(known, upgrade)) {
      const others = this.attemptsAt(upgrade);
      return others.length === 0 ? null : (seriesAmong([...others, upgrade]).get(upgrade.id) ?? null);
    }
    const series = this.series.get(upgrade.id) ?? null;
    if (series === null || known === upgrade) return series;
    return { ...series, attempts: [...series.attempts.slice(0, -1), upgrade] };
  }

  /** Another handshake to the same host and port that still waits for its response, or null. */
  waitingBeside(upgrade: Upgrade): Upgrade | null {
    return this.#beside(upgrade, "waiting");
  }

  /** Another connection to the same host and port that opened, or null. */
  openedBeside(upgrade: Upgrade): Upgrade | null {
    return this.#beside(upgrade, "opened");
  }

  /** Another connection to the same host and port that opened without TLS, or null. */
  plainBeside(upgrade: Upgrade): Upgrade | null {
    return this.#beside(upgrade, "plain");
  }

  /** Another connection to the same host and port that got as far as TLS goes, or null. */
  secureBeside(upgrade: Upgrade): Upgrade | null {
    return this.#beside(upgrade, "secure");
  }

  /**
   * Other connections that ended by themselves around the time when this one ended.
   *
   * @param within milliseconds before and after
   */
  endedAround(upgrade: Upgrade, within: number): EndsAround {
    if (upgrade.closedAt === null) return { near: 0, named: [], elsewhere: 0 };
    return this.#endings.around(upgrade.id, upgrade.closedAt, this.hostPortOf(upgrade), within);
  }

  /**
   * Another connection to the same host and port that was open before this one ended and after it, or null.
   *
   * @param within milliseconds before and after
   */
  livedThroughEnd(upgrade: Upgrade, within: number): Upgrade | null {
    const { id, closedAt } = upgrade;
    if (closedAt === null) return null;
    this.#survivors ??= survivorsIn(this.upgrades, (one) => this.hostPortOf(one));
    const there = this.#survivors.get(this.hostPortOf(upgrade) ?? "");
    return there?.through(id, closedAt - within, closedAt + within) ?? null;
  }

  /** The moment at which a connection was cut together with others of other series; null: it was not. */
  dropOf({ id }: Upgrade): Drop | null {
    this.#drops ??= new Map(dropsIn(this.#timed()).flatMap((drop) => drop.ids.map((one) => [one, drop] as const)));
    return this.#drops.get(id) ?? null;
  }

  /** By the accept value that fits a key, the ids of the upgrades that sent this key; two are enough. */
  get keys(): ReadonlyMap<string, readonly string[]> {
    this.#keys ??= keysIn(this.upgrades);
    return this.#keys;
  }

  /** Where an upgrade leads: host and port as one text, or null without an address. */
  hostPortOf({ url }: Upgrade): string | null {
    return url === null ? null : this.#urls.of(url).hostPort;
  }

  /** Addresses of the capture that have one short name (`nameOf`), each once, as `endpointOf` has them: of many the first ones. */
  addressesNamed(name: string): readonly string[] {
    const found = this.#names.get(name) ?? [];
    return typeof found === "string" ? [found] : [...found];
  }

  /** Works the parts out that most judgments ask for, in steps: thousands of upgrades take their time. */
  *prepare(): Generator<undefined> {
    for (const { url } of this.upgrades) {
      if (url !== null) this.#urls.of(url);
      yield;
    }
    for (const _ of [this.#ids.size, this.series.size, this.#hosts.size, this.#names.size, this.#endings]) yield;
  }

  get #endpoints(): ReadonlyMap<string, readonly Upgrade[]> {
    if (this.#byEndpoint !== null) return this.#byEndpoint;
    const found = new Map<string, Upgrade[]>();
    for (const upgrade of this.upgrades) {
      if (upgrade.url === null) continue;
      const { endpoint } = this.#urls.of(upgrade.url);
      const same = found.get(endpoint);
      if (same === undefined) found.set(endpoint, [upgrade]);
      else same.push(upgrade);
    }
    this.#byEndpoint = found;
    return found;
  }

  get #ids(): ReadonlyMap<string, Upgrade> {
    this.#byId ??= new Map(this.upgrades.map((one) => [one.id, one]));
    return this.#byId;
  }

  #timed(): Timed[] {
    const keys = new Map<string, string>();
    for (const { attempts } of this.series.values()) {
      for (const { id } of attempts) keys.set(id, attempts[0]?.id ?? id);
    }
    return this.upgrades.flatMap((upgrade) => {
      const life = lifespanOf(upgrade);
      const { id } = upgrade;
      return life === null ? [] : [{ id, key: keys.get(id) ?? id, life, isCut: wasCut(upgrade) }];
    });
  }

  get #endings(): Ends {
    this.#ends ??= new Ends(this.upgrades, (one) => this.hostPortOf(one));
    return this.#ends;
  }

  get #names(): ReadonlyMap<string, string | ReadonlySet<string>> {
    if (this.#byName !== null) return this.#byName;
    // A set only where there are several: of thousands of names most are of one address.
    const found = new Map<string, string | Set<string>>();
    for (const { url } of this.upgrades) {
      if (url === null) continue;
      const { name, endpoint } = this.#urls.of(url);
      const same = found.get(name);
      if (same === undefined) found.set(name, endpoint);
      else if (typeof same !== "string") same.size < MOST_OF_A_NAME && same.add(endpoint);
      else if (same !== endpoint) found.set(name, new Set([same, endpoint]));
    }
    this.#byName = found;
    return found;
  }

  #sameEndpoint({ url }: Upgrade): readonly Upgrade[] {
    return url === null ? [] : (this.#endpoints.get(this.#urls.of(url).endpoint) ?? []);
  }

  #beside(upgrade: Upgrade, kind: keyof AtHost): Upgrade | null {
    const hostPort = this.#hosts.get(this.hostPortOf(upgrade) ?? "");
    return hostPort?.[kind].find(({ id }) => id !== upgrade.id) ?? null;
  }

  get #hosts(): ReadonlyMap<string, AtHost> {
    this.#byHostPort ??= hostsIn(this.upgrades, (one) => this.hostPortOf(one));
    return this.#byHostPort;
  }
}

function formsSeries({ kind }: Upgrade): boolean {
  return factsOf(kind).formsSeries;
}

function destinationOf(url: string): Destination {
  const address = addressOf(url);
  return { endpoint: endpointOf(url), hostPort: address && hostAndPort(address), name: nameOf(url) };
}

function keysIn(upgrades: readonly Upgrade[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { id, request } of upgrades) {
    const key = request === null ? null : headerValue(request.headers, "Sec-WebSocket-Key");
    if (key === null) continue;
    const accept = acceptOf(key);
    const ids = found.get(accept);
    if (ids === undefined) found.set(accept, [id]);
    else if (ids.length < 2) ids.push(id);
  }
  return found;
}
