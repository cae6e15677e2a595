import { expect, test } from "vitest";
import { rawHandshake } from "../../src/view/handshake/raw.ts";
import { KEY, reduced, told as story } from "../story.ts";
import { seen, told } from "./seen.ts";

test("a handshake reads as it does on the wire, with nothing that turns the text around", () => {
  const upgrade = seen(told.created(0, "wss://example.com/live?room=42"), told.sent(1), told.answered(2));
  expect(rawHandshake(upgrade, false)).toEqual({
    request: "GET /live?room=42 HTTP/1.1\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    response: "HTTP/1.1 101\nServer: a\\u202eb",
  });
});

test("over HTTP/2 the pseudo-headers stand for the request line", () => {
  const upgrade = seen(told.created(0), told.sent(1, false), told.answered(2, 200));
  expect(rawHandshake(upgrade, false).request).toMatch(/^:method: CONNECT\n:protocol: websocket\n:path: \/live\n/);
  expect(rawHandshake(upgrade, false).response).toMatch(/^:status: 200\n/);
});

test("what was not seen is not made up", () => {
  expect(rawHandshake(seen(told.created(0)), false)).toEqual({ request: null, response: null });
});

test("masked it has the kinds of its secrets in their place, and all else as it was", () => {
  const secret = "kJ8s7dHq2mZx9PwL4vTb";
  const upgrade = reduced([
    story.created({ url: `wss://example.com/live?room=42&token=${secret}` }),
    story.sent({
      headers: [
        ["Sec-WebSocket-Key", KEY],
        ["Cookie", `sid=${secret}`],
        ["X-Api-Key", secret],
        ["Sec-WebSocket-Protocol", `chat, Bearer.${secret}`],
      ],
    }),
    story.answered({}, 101, [["Set-Cookie", `sid=${secret}; HttpOnly`]]),
  ]);
  const masked = rawHandshake(upgrade, true);
  expect(masked.request?.split("\n").slice(0, 3)).toEqual([
    "GET /live?room=42&token=<token> HTTP/1.1",
    `Sec-WebSocket-Key: ${KEY}`,
    "Cookie: sid=<cookie sid>",
  ]);
  expect(masked.response).toBe("HTTP/1.1 101\nSet-Cookie: sid=<cookie sid>; HttpOnly");
  expect(JSON.stringify(masked)).not.toContain(secret);
  expect(rawHandshake(upgrade, false).request).toContain(`Cookie: sid=${secret}`);
});
