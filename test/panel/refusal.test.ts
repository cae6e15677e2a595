import { describe, expect, it } from "vitest";
import { isRestrictedPage } from "../../src/panel/refusal.ts";

describe("isRestrictedPage", () => {
  it.each([
    ["chrome://version/", true],
    ["chrome-extension://abc/page.html", true],
    ["devtools://devtools/bundled/inspector.html", true],
    ["https://chrome.example.com/", false],
    ["about:blank", false],
    ["file:///home/me/page.html", false],
    ["", false],
  ])("%s: %s", (url, restricted) => {
    expect(isRestrictedPage(url)).toBe(restricted);
  });
});
