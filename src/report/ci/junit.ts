import { visibleText } from "../../knowledge/text.ts";
import type { Report } from "../contract/format.ts";
import type { Problem } from "./problems.ts";

/** What means something to XML, in text and in attributes. */
const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Time of a test case in seconds, which Surefire's schema demands: a recording was judged, and nothing run. */
const TIME = ' time="0"';

/**
 * A report as JUnit XML: one test case for each connection and each expectation. The file is as Jenkins' xunit-plugin takes it
 * (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd), and its suite as Maven Surefire writes it
 * (https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd).
 */
export function toJunit(report: Report, problems: readonly Problem[]): string {
  const addresses = report.connections.map(({ url, observed }) => url ?? observed?.requestPath ?? "address not known");
  const told = new Set(problems.map(({ where }) => where));
  const fine = addresses.filter((url) => !told.has(url));
  const cases = [
    ...problems.map((one) => failing(one)),
    ...fine.map((url) => `    <testcase classname="upgrades" name="${escaped(url)}"${TIME}/>`),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="upgrades" tests="${cases.length}" failures="${problems.length}" errors="0" skipped="0" timestamp="${escaped(report.generatedAt.replace(/\.\d+Z?$|Z$/, ""))}">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function failing({ rules, where, message, advice, file }: Problem): string {
  const text = [message, advice, file === null ? null : `File: ${file}`].filter((line) => line !== null).join("\n");
  return [
    `    <testcase classname="upgrades" name="${escaped(`${where} (${rules.join(", ")})`)}"${TIME}>`,
    `      <failure type="${escaped(rules[0])}" message="${escaped(message)}">${escaped(text)}</failure>`,
    "    </testcase>",
  ].join("\n");
}

/** Characters that XML does not allow are spelled out first. */
function escaped(text: string): string {
  return text
    .split("\n")
    .map(visibleText)
    .join("\n")
    .replace(/[&<>"\n]/g, (sign) => SIGNS[sign] ?? sign);
}
