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

/**
 * A report as JUnit XML, in the form that Jenkins, GitLab and others read
 * (https://github.com/jenkinsci/xunit-plugin, junit-10.xsd): one test case for each connection and each expectation.
 */
export function toJunit(report: Report, problems: readonly Problem[]): string {
  const addresses = report.connections.map(({ url }) => url ?? "address not known");
  const told = new Set(problems.map(({ where }) => where));
  const fine = addresses.filter((url) => !told.has(url));
  const cases = [
    ...problems.map((one) => failing(one)),
    ...fine.map((url) => `    <testcase classname="upgrades" name="${escaped(url)}"/>`),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="upgrades" tests="${cases.length}" failures="${problems.length}" errors="0" timestamp="${escaped(report.generatedAt.replace(/\.\d+Z?$|Z$/, ""))}">`,
    ...cases,
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function failing({ rule, where, message, advice, file }: Problem): string {
  const text = [message, advice, file === null ? null : `File: ${file}`].filter((line) => line !== null).join("\n");
  return [
    `    <testcase classname="upgrades" name="${escaped(`${where} (${rule})`)}">`,
    `      <failure type="${escaped(rule)}" message="${escaped(message)}">${escaped(text)}</failure>`,
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
