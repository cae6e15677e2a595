import { describe, expect, it } from "vitest";
import { hasHeader, headerValue, headerValues } from "../../../src/upgrade/http/headers.ts";

const HEADERS = [
  ["Connection", "keep-alive"],
  ["X-Empty", ""],
  ["connection", "Upgrade"],
] as const;

describe("headerValues", () => {
  it("gives every line in wire order, case ignored", () => {
    expect(headerValues(HEADERS, "CONNECTION")).toEqual(["keep-alive", "Upgrade"]);
    expect(headerValues(HEADERS, "Upgrade")).toEqual([]);
  });
});

describe("headerValue", () => {
  it("joins lines by a comma, and tells empty from absent", () => {
    expect(headerValue(HEADERS, "Connection")).toBe("keep-alive, Upgrade");
    expect(headerValue(HEADERS, "x-empty")).toBe("");
    expect(headerValue(HEADERS, "Upgrade")).toBeNull();
  });
});

describe("hasHeader", () => {
  it("counts an empty value as there", () => {
    expect(hasHeader(HEADERS, "x-empty")).toBe(true);
    expect(hasHeader(HEADERS, "x-emp")).toBe(false);
    expect(hasHeader([], "x-empty")).toBe(false);
  });
});
