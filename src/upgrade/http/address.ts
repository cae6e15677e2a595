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
}

/**
 * Takes a URL apart. `http:` and `https:` count as `ws:` and `wss:` (WHATWG WebSockets: the constructor maps them).
 *
 * @returns null when the text is not an absolute URL
 */
export function addressOf(url: string | null): Address | null {
  if (url === null || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const secure = parsed.protocol === "wss:" || parsed.protocol === "https:";
  const plain = parsed.protocol === "ws:" || parsed.protocol === "http:";
  return {
    scheme: secure ? "wss" : plain ? "ws" : "other",
    host: parsed.hostname.replace(/^\[|\]$/g, ""),
    port: parsed.port === "" ? (secure ? 443 : 80) : Number(parsed.port),
    authority: parsed.host,
    path: parsed.pathname,
    // Both are seldom asked for, and dear: a report takes thousands of addresses apart.
    get query() {
      return parsed.searchParams;
    },
    get httpUrl() {
      const http = new URL(url);
      if (secure || plain) http.protocol = secure ? "https:" : "http:";
      // Credentials have no place in what is shown or copied.
      http.username = "";
      http.password = "";
      return http.href;
    },
  };
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
