import { describe, expect, it } from "vitest";
import { attachedChild, detachedChild, isWorkerScript, mainFrameUrl } from "../../../src/sources/cdp/targets.ts";

describe("attachedChild", () => {
  it.each([
    ["iframe", "iframe"],
    ["worker", "worker"],
    ["shared_worker", "shared-worker"],
    ["service_worker", "service-worker"],
    ["worklet", "page"],
  ])("calls CDP's %s %s", (type, target) => {
    expect(
      attachedChild({ sessionId: "S1", targetInfo: { type, targetId: "T", url: "" }, waitingForDebugger: false }),
    ).toEqual({ sessionId: "S1", targetId: "T", target, isHeld: false });
  });

  it("tells whether the browser holds it", () => {
    const targetInfo = { type: "iframe", targetId: "T", url: "" };
    expect(attachedChild({ sessionId: "S1", targetInfo, waitingForDebugger: true })?.isHeld).toBe(true);
    // A recording leaves it out.
    expect(attachedChild({ sessionId: "S1", targetInfo })?.isHeld).toBe(false);
  });

  it("ignores what it cannot read", () => {
    expect(attachedChild({ sessionId: 1 })).toBeNull();
    expect(detachedChild(null)).toBeNull();
  });
});

describe("mainFrameUrl", () => {
  it("tells the page's navigation from a frame's", () => {
    expect(mainFrameUrl({ frame: { id: "F", url: "https://example.com/" } })).toBe("https://example.com/");
    expect(mainFrameUrl({ frame: { id: "F", parentId: "P", url: "https://example.com/" } })).toBeNull();
  });
});

describe("isWorkerScript", () => {
  const url = "https://example.com/worker.js";
  it.each([
    ["a worker's script", { documentURL: url, type: "Script", request: { url } }, true],
    ["a page's script", { documentURL: "https://example.com/", type: "Script", request: { url } }, false],
    ["a document", { documentURL: url, type: "Document", request: { url } }, false],
    ["what cannot be read", { documentURL: url, type: "Script" }, false],
  ])("%s: %o", (_, params, expected) => {
    expect(isWorkerScript(params)).toBe(expected);
  });
});
