import { describe, expect, it } from "vitest";
import { decodeNotRestored } from "../../../src/sources/cdp/not-restored.ts";

const OPENED = { url: "http://127.0.0.1:41037/app.js", function: "openIt", lineNumber: 0, columnNumber: 30 };

/** As Chromium 156 gave it for a page with `no-store` whose frame had opened a socket: the tree lacks what the list has. */
const OF_A_FRAME = {
  loaderId: "E982F1188F7C10664EA410AC0DF932ED",
  frameId: "1EAB79E653C0B4A6780C47E1468951BD",
  notRestoredExplanations: [
    { type: "Circumstantial", reason: "MainResourceHasCacheControlNoStore" },
    { type: "Circumstantial", reason: "WebSocketUsedWithCCNS", details: [OPENED, OPENED] },
    { type: "Circumstantial", reason: "BrowsingInstanceNotSwapped" },
  ],
  notRestoredExplanationsTree: {
    url: "http://127.0.0.1:41037/page?frame=1&ns=1",
    explanations: [{ type: "Circumstantial", reason: "BrowsingInstanceNotSwapped" }],
    children: [],
  },
};

const PLACE = { url: OPENED.url, line: 1, column: 31 };

describe("decodeNotRestored", () => {
  it("reads each reason once, with the places that it blames, as editors count them", () => {
    expect(decodeNotRestored(OF_A_FRAME)).toEqual({
      reasons: [
        { name: "MainResourceHasCacheControlNoStore", places: [] },
        { name: "WebSocketUsedWithCCNS", places: [PLACE] },
        { name: "BrowsingInstanceNotSwapped", places: [] },
      ],
    });
  });

  it("reads the reasons of frames in frames", () => {
    const inner = { url: "", explanations: [{ reason: "WebTransport", details: [OPENED] }], children: [] };
    const tree = { url: "", explanations: [], children: [{ url: "", explanations: [], children: [inner] }] };
    expect(decodeNotRestored({ notRestoredExplanations: [], notRestoredExplanationsTree: tree })).toEqual({
      reasons: [{ name: "WebTransport", places: [PLACE] }],
    });
  });

  it("passes over what it cannot read", () => {
    expect(decodeNotRestored(null)).toBeNull();
    expect(decodeNotRestored({ notRestoredExplanations: [] })).toBeNull();
    const odd = [
      7,
      { reason: 1 },
      { reason: "WebSocket", details: [OPENED, { url: 1 }, { ...OPENED, lineNumber: -1 }] },
    ];
    expect(decodeNotRestored({ notRestoredExplanations: odd, notRestoredExplanationsTree: 1 })).toEqual({
      reasons: [{ name: "WebSocket", places: [PLACE] }],
    });
  });

  it("is bounded, however much it is sent", () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({ ...OPENED, lineNumber: i }));
    const reasons = Array.from({ length: 10_000 }, (_, i) => ({ reason: `R${i}`.repeat(200), details: i ? [] : many }));
    const read = decodeNotRestored({ notRestoredExplanations: reasons })?.reasons ?? [];
    expect([read.length, read[0]?.places.length, read[0]?.name.length]).toEqual([64, 64, 100]);
  });
});
