import { readText } from "../../../src/sources/recognize.ts";
import type { Store } from "../../../src/store/store.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/**
 * Puts imported files beside the connections of the page, as a colleague may have sent them.
 *
 * @param now epoch milliseconds
 * @param state besides: "failed", "reading" or nothing
 */
export function addFiles(store: Store, now: number, state: string): void {
  store.imports.add("checkout-firefox.har", readText(firefoxHar(now - 86_400_000)), now);
  store.imports.add("curl.txt", readText(TRANSCRIPT), now);
  store.imports.add(
    "a colleague\u2019s long capture of the staging system, second try.har",
    readText(firefoxHar(now - 3600_000)),
    now,
  );
  if (state === "failed") {
    const why = "It is neither a HAR file, nor a report, nor a network log, nor a transcript of an HTTP handshake.";
    store.imports.failures.value = [{ name: "holiday.jpg", why }];
    store.imports.empty.value = ["static-site.har"];
  }
  if (state === "reading") {
    store.imports.progress.value = { name: "big.har", read: 93_000_000, size: 214_000_000, file: 2, files: 3 };
  }
}

function firefoxHar(at: number): string {
  const entry = (path: string, status: number, after: number) => ({
    startedDateTime: new Date(at + after).toISOString(),
    time: 30,
    request: {
      method: "GET",
      url: `wss://shop.example.com${path}`,
      headers: [
        { name: "Host", value: "shop.example.com" },
        { name: "Sec-WebSocket-Key", value: KEY },
        { name: "Upgrade", value: "websocket" },
        { name: "Connection", value: "keep-alive, Upgrade" },
        { name: "Sec-WebSocket-Version", value: "13" },
        { name: "Cookie", value: "session=Zk3vT0wXyR1sLmN8pQ" },
      ],
    },
    response: {
      status,
      statusText: "",
      headers:
        status === 101
          ? [
              { name: "Upgrade", value: "websocket" },
              { name: "Connection", value: "Upgrade" },
              { name: "Sec-WebSocket-Accept", value: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" },
            ]
          : [{ name: "Server", value: "nginx/1.24.0" }],
    },
    timings: { receive: 0 },
  });
  const entries = [entry("/cart", 101, 0), { ...entry("/prices", 502, 900) }];
  // One key is one connection.
  const withoutKey = entries[0]?.request.headers.filter(({ name }) => name !== "Sec-WebSocket-Key");
  const distinct = entries.map((one, i) =>
    i === 0 ? one : { ...one, request: { ...one.request, headers: withoutKey } },
  );
  return JSON.stringify({ log: { creator: { name: "Firefox", version: "145.0" }, entries: distinct } });
}

const TRANSCRIPT = `GET /live HTTP/1.1
Host: api.example.com
Upgrade: websocket
Connection: Upgrade
Sec-WebSocket-Version: 13
Sec-WebSocket-Key: ${KEY}

HTTP/1.1 400 Bad Request
Server: nginx
`;
