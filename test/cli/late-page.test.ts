import { expect, it } from "vitest";
import { lateWords } from "../../src/cli/browser/recording.ts";

const PAGE = "http://app.test/";

it.each([
  [
    "its server says nothing",
    PAGE,
    false,
    /^The server of the page http:\/\/app\.test\/ did not respond within 30 s\. Check /,
  ],
  [
    "another server says nothing after a redirect",
    "http://login.test/",
    false,
    /^The server of http:\/\/login\.test\/, to which the page http:\/\/app\.test\/ leads, did not respond within 30 s\. Check /,
  ],
  [
    "what it loads does not come",
    PAGE,
    true,
    /^The page http:\/\/app\.test\/ began to load, and was not done within 30 s: /,
  ],
])("a page that takes too long is told in words of its own: %s", (_, asked, hasBegun, words) => {
  expect(lateWords(PAGE, asked, hasBegun)).toMatch(words);
  expect(lateWords(PAGE, asked, hasBegun)).not.toMatch(/timeout| ms /i);
});
