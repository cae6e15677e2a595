import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { FIELD, fieldText } from "../field/cases.ts";
import { PASTED, pastedText } from "../field/pasted/cases.ts";

/** The page of the cases from public reports: what was true there, and what is said of each. */
export function fieldPage(): string {
  const rows = [
    ...PASTED.map(({ file, kind, source, truth, ended, fix }) =>
      row(file, pastedText(file), kind, source, `${truth}; ended by: ${ended}`, fix),
    ),
    ...FIELD.map(({ file, source, truth }) => row(file, fieldText(file), "knowledge", source, truth)),
  ];
  return [
    "# Cases of the field",
    "",
    "*Written by `npm run docs` from the cases in `test/field`. Change them, not this page.*",
    "",
    "What people pasted or saved, each rebuilt small from a public report whose cause is known, with names and addresses of our own. The last columns are what the tool says of the file today: the cause that comes first, how likely it is called, and whether its fix is the one that ended the report. A test fails when any of it changes.",
    "",
    "| File | About | Report | True there | Said first | Fix of the report |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function row(file: string, text: string, about: string, source: string, truth: string, fix?: RegExp): string {
  const explanations = explainReading(readText(text), 0);
  const said = [
    ...new Set(
      explanations.map(({ verdict, diagnosis }) => {
        const [first] = diagnosis?.causes ?? [];
        return first === undefined ? verdict.headline : `\`${first.id}\`, ${first.likelihood}`;
      }),
    ),
  ];
  const first = explanations.flatMap(({ diagnosis }) => diagnosis?.causes.slice(0, 1) ?? [])[0]?.fix;
  const fixes = [first?.text ?? "", ...(first?.snippets ?? []).map(({ code }) => code)].join("\n");
  const isThere = fix === undefined ? "" : fix.test(fixes) ? "yes" : "no";
  return `| \`${file}\` | ${about} | ${linked(source)} | ${truth.replaceAll("|", "\\|")} | ${said.join(" · ")} | ${isThere} |`;
}

/** "owner/name#12" as a link to the report. */
function linked(source: string): string {
  return source
    .replace(/\b([\w-]+\/[\w.-]+)#(\d+)/g, "[$1#$2](https://github.com/$1/issues/$2)")
    .replace(/^(https:\/\/([^/]+)\S*)$/, "[$2]($1)");
}
