/** The parts of a connection's address that judgments and repair snippets need. */
export interface Address {
  readonly scheme: "ws" | "wss" | "other";
  /** Host name without brackets or port, lower case as URLs have it. */
  readonly host: string;
  readonly port: number;
  /** Host and port as the Host header has them: the default port left out. */
  readonly authority: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** The http(s) address with the same host, port, path and query, without credentials. */
  readonly httpUrl: string;
  /** The same address, of which nobody knows the scheme. */
  withoutScheme(): Address;
}

const SCHEMES: Readonly<Record<string, "ws" | "wss">> = { "ws:": "ws", "http:": "ws", "wss:": "wss", "https:": "wss" };

/**
 * Takes a URL apart. `http:` and `https:` count as `ws:` and `wss:` (WHATWG WebSockets: the constructor maps them).
 *
 * @returns null when the text is not an absolute URL
 */
export function addressOf(url: string | null): Address | null {
  return url === null || !URL.canParse(url) ? null : new ParsedAddress(new URL(url));
}

/** What is seldom asked for is made when it is: a report takes thousands of addresses apart. */
class ParsedAddress implements Address {
  readonly scheme: Address["scheme"];
  readonly host: string;
  readonly port: number;
  readonly authority: string;
  readonly path: string;
  readonly #url: URL;

  constructor(url: URL, scheme: Address["scheme"] = SCHEMES[url.protocol] ?? "other") {
    this.scheme = scheme;
    this.host = url.hostname.replace(/^\[|\]$/g, "");
    this.port = url.port === "" ? (SCHEMES[url.protocol] === "wss" ? 443 : 80) : Number(url.port);
    this.authority = url.host;
    this.path = url.pathname;
    this.#url = url;
  }

  get query(): URLSearchParams {
    return this.#url.searchParams;
  }

  get httpUrl(): string {
    const http = new URL(this.#url.href);
    const scheme = SCHEMES[http.protocol];
    if (scheme !== undefined) http.protocol = scheme === "wss" ? "https:" : "http:";
    // Credentials have no place in what is shown or copied.
    http.username = "";
    http.password = "";
    return http.href;
  }

  withoutScheme(): Address {
    return new ParsedAddress(this.#url, "other");
  }
}

/** Where a connection leads, as one text: host and port, the default port written out. */
export function hostAndPort({ host, port }: Pick<Address, "host" | "port">): string {
  return `${host}:${port}`;
}

/**
 * Whether a host is on this machine or on a private network, as far as the name alone shows
 * (RFC 1918, RFC 4193, RFC 6761; a name without a dot is not public).
 */
export function isPrivateHost(host: string): boolean {
  // A final dot marks a name as complete; ::ffff: wraps an IPv4 address (RFC 4291 §2.5.5.2).
  const name = host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^::ffff:(?=\d+\.)/, "");
  if (name === "localhost" || /\.(localhost|local|internal|test|invalid|home\.arpa|lan)$/.test(name)) return true;
  if (name === "::1" || /^f[cd][0-9a-f]{2}:/.test(name) || /^fe[89ab][0-9a-f]:/.test(name)) return true;
  const bytes = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(name)?.slice(1).map(Number);
  if (bytes !== undefined) {
    const [a, b] = [bytes[0] ?? 0, bytes[1] ?? 0];
    return (
      a === 127 || a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254)
    );
  }
  return !name.includes(".") && !name.includes(":");
}

/**
 * The short name that DevTools would print: the last part of the path, or the host when there is none.
 *
 * @param url the connection's URL, or null when it is not known
 */
export function nameOf(url: string | null): string {
  const address = addressOf(url);
  if (address === null) return url ?? "";
  const parts = address.path.split("/").filter((part) => part !== "");
  return parts.at(-1) ?? address.authority;
}
