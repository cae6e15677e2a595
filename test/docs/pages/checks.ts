import type { Finding, Outcome } from "../../../src/knowledge/checks/check.ts";
import { checks } from "../../../src/knowledge/checks/registry.ts";
import { type Page, source } from "../page.ts";
import { handshakes } from "../samples/handshakes.ts";

const OUTCOMES: readonly (readonly [Outcome, string])[] = [
  ["pass", "Passes"],
  ["warn", "Warns"],
  ["fail", "Fails"],
  ["not-applicable", "Does not apply"],
  ["not-observed", "Was not observed"],
];

/** How many sentences of one outcome are shown. */
const MOST = 4;

/** Every check, with what it says of made-up handshakes. */
export function checksPage(): Page {
  const samples = handshakes();
  return {
    name: "checks",
    title: "Checks",
    prefix: "check",
    about: "The questions asked about every handshake, in the order of RFC 6455 §4.",
    intro: [
      "All checks run on every handshake: the first failure hides nothing. What was not observed is reported as not observed.",
      "The sentences are examples, generated for made-up handshakes.",
    ],
    groups: [
      {
        title: null,
        entries: checks.map((check) => {
          const findings = samples.map((upgrade) => check.run(upgrade));
          return {
            id: check.id,
            title: check.id,
            blocks: [
              { kind: "text", words: check.asks },
              { kind: "table", head: ["Outcome", "For example"], rows: rows(findings) },
              source(check.reference),
            ],
          };
        }),
      },
    ],
  };
}

function rows(findings: readonly Finding[]): string[][] {
  return OUTCOMES.flatMap(([outcome, words]) => {
    const said = findings.filter((finding) => finding.outcome === outcome).map(({ summary }) => summary);
    return [...new Set(said)].slice(0, MOST).map((summary) => [words, summary]);
  });
}
