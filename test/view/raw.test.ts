import { expect, test } from "vitest";
import { rawHandshake } from "../../src/view/handshake/raw.ts";
import { seen, told } from "./seen.ts";

test("a handshake reads as it does on the wire, with nothing that turns the text around", () => {
  const upgrade = seen(told.created(0, "wss://example.com/live?room=42"), told.sent(1), told.answered(2));
  expect(rawHandshake(upgrade)).toEqual({
    request: "GET /live?room=42 HTTP/1.1\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    response: "HTTP/1.1 101\nServer: a\\u202eb",
  });
});

test("over HTTP/2 the pseudo-headers stand for the request line", () => {
  const upgrade = seen(told.created(0), told.sent(1, false), told.answered(2, 200));
  expect(rawHandshake(upgrade).request).toMatch(/^:method: CONNECT\n:protocol: websocket\n:path: \/live\n/);
  expect(rawHandshake(upgrade).response).toMatch(/^:status: 200\n/);
});

test("what was not seen is not made up", () => {
  expect(rawHandshake(seen(told.created(0)))).toEqual({ request: null, response: null });
});
