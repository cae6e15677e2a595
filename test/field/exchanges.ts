import fc from "fast-check";
import { acceptOf } from "../../src/upgrade/http/accept.ts";

/** One handshake as `curl -v` prints it, made of parts that are drawn. */
export interface Drawn {
  readonly scheme: "http" | "https";
  readonly host: string;
  readonly path: string;
  readonly status: number;
  readonly server: string;
  readonly body: string;
  readonly more: readonly (readonly [name: string, value: string])[];
  readonly origin: string | null;
  readonly isWrongAccept: boolean;
}

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

const BODIES = [
  "",
  "Forbidden",
  '{"code":0,"message":"Transport unknown"}',
  "Invalid Upgrade header",
  "404 page not found",
  "Cannot GET /ws",
  "upstream connect error or disconnect/reset before headers. reset reason: connection failure, transport failure reason: delayed connect error: 111",
  "<html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>nginx/1.24.0</center>\n</body>\n</html>",
] as const;

const LONG = [
  [
    "Content-Security-Policy",
    "default-src 'self'; script-src 'self' https://static.example.com https://cdn.example.net; connect-src 'self' wss://app.example.com; img-src * data:; report-uri https://csp.example.com/report",
  ],
  [
    "Set-Cookie",
    `session=${"a1b2c3d4".repeat(12)}; Path=/; Secure; HttpOnly; SameSite=Lax; Expires=Sun, 06 Dec 2026 10:00:00 GMT`,
  ],
  [
    "Report-To",
    '{"endpoints":[{"url":"https://a.nel.example.com/report/v4?s=abcdefghijklmnopqrstuvwxyz0123456789"}],"group":"cf-nel","max_age":604800}',
  ],
  ["Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"],
  ["Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"],
  ["Date", "Sun, 29 Nov 2026 10:00:00 GMT"],
] as const;

/** Handshakes over HTTP/1.1, opened, opened against the rules, and refused. */
export const drawn: fc.Arbitrary<Drawn> = fc.record<Drawn>({
  scheme: fc.constantFrom("http", "https"),
  host: fc.constantFrom("app.example.com", "a-rather-long-name-of-a-host.region-1.cloud.example.com", "localhost:3000"),
  path: fc.constantFrom(
    "/live",
    "/ws",
    "/socket.io/?EIO=4&transport=websocket&sid=Hq2Lkd83jxk2lAAAB&token=0123456789abcdef0123456789abcdef",
  ),
  status: fc.constantFrom(101, 101, 200, 301, 400, 401, 403, 404, 426, 429, 500, 502, 503, 504),
  server: fc.constantFrom("", "nginx/1.24.0", "cloudflare", "Apache/2.4.62 (Debian) OpenSSL/3.0.15", "envoy", "Caddy"),
  body: fc.constantFrom(...BODIES),
  more: fc.subarray([...LONG]),
  origin: fc.constantFrom(null, "https://app.example.com", "https://other.example.org"),
  isWrongAccept: fc.constantFrom(false, false, true),
});

/** The lines that `curl -v` prints, without its command. */
export function verbose({ scheme, host, path, status, server, body: any, more, origin, isWrongAccept }: Drawn): string {
  // Their status says all that there is to say.
  const body = status === 401 || status === 429 ? "" : any;
  const [name = "", port = scheme === "https" ? "443" : "80"] = host.split(":");
  const accept = isWrongAccept ? "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" : acceptOf(KEY);
  const request = [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    "User-Agent: curl/8.11.1",
    "Accept: */*",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${KEY}`,
    ...(origin === null ? [] : [`Origin: ${origin}`]),
  ];
  const switched = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
  const response = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? ""}`.trimEnd(),
    ...(server === "" ? [] : [`Server: ${server}`]),
    ...more.map(([field, value]) => `${field}: ${value}`),
    ...(status === 101
      ? switched
      : [`Content-Type: ${body.startsWith("<") ? "text/html" : "text/plain"}`, `Content-Length: ${body.length}`]),
  ];
  return [
    `* Host ${host} was resolved.`,
    `*   Trying 203.0.113.7:${port}...`,
    `* Connected to ${name} (203.0.113.7) port ${port}`,
    ...(scheme === "https" ? ["* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / X25519 / RSASSA-PSS"] : []),
    "* using HTTP/1.x",
    ...request.map((line) => `> ${line}`),
    "> ",
    "* Request completely sent off",
    ...response.map((line) => `< ${line}`),
    "< ",
    ...(status === 101 || body === "" ? [] : [body]),
    `* Connection #0 to host ${name} left intact`,
  ].join("\n");
}

const REASONS: Readonly<Record<number, string>> = {
  101: "Switching Protocols",
  200: "OK",
  301: "Moved Permanently",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  426: "Upgrade Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};
