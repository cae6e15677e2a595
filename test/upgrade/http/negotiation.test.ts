import { expect, test } from "vitest";
import { negotiationOf } from "../../../src/upgrade/http/negotiation.ts";

test("subprotocols and extensions stand beside what was chosen of them, with every parameter", () => {
  const rows = negotiationOf(
    [
      ["Sec-WebSocket-Protocol", "chat, v2.chat"],
      ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits, x-other; level=3"],
    ],
    [
      ["sec-websocket-protocol", "v2.chat"],
      ["Sec-WebSocket-Extensions", "permessage-deflate; server_no_context_takeover; client_max_window_bits=12"],
    ],
  );
  expect(rows.map(({ what, name, offered, chosen }) => [what, name, offered, chosen])).toEqual([
    ["subprotocol", "chat", "", null],
    ["subprotocol", "v2.chat", "", ""],
    ["extension", "permessage-deflate", "", ""],
    ["parameter", "client_max_window_bits", "", "12"],
    ["parameter", "server_no_context_takeover", null, ""],
    ["extension", "x-other", "", null],
    ["parameter", "level", "3", null],
  ]);
});

test("what was chosen and never offered is there too, and nothing is nothing", () => {
  expect(negotiationOf([], [["Sec-WebSocket-Protocol", "soap"]])).toEqual([
    { what: "subprotocol", name: "soap", offered: null, chosen: "" },
  ]);
  expect(negotiationOf(null, null)).toEqual([]);
  expect(negotiationOf([["Sec-WebSocket-Extensions", "=;;"]], [])).toEqual([]);
});

test("is bounded", () => {
  const names = Array.from({ length: 5000 }, (_, i) => `p${i}`).join(", ");
  expect(negotiationOf([["Sec-WebSocket-Protocol", names]], null)).toHaveLength(200);
});
