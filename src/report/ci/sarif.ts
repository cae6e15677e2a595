import { visibleText } from "../../knowledge/text.ts";
import type { Report } from "../contract/format.ts";
import type { Problem } from "./problems.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF's message of a result; GitHub cuts longer ones. */
const MOST_MESSAGE = 1000;

/**
 * What a build is told of, as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): one result for each problem, at the
 * file that it was read from.
 */
export function toSarif({ tool }: Report, problems: readonly Problem[]): string {
  const rules = [...new Set(problems.map(({ rules: [first] }) => first))].sort();
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Upgrades", version: tool.version, rules: rules.map((id) => ({ id })) } },
        results: problems.map(({ rules: [rule], level, where, message, advice, file }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level,
          message: {
            text: visibleText([`${where}: ${message}`, advice].filter(Boolean).join(" ")).slice(0, MOST_MESSAGE),
          },
          locations: [
            {
              ...(file === null
                ? {}
                : {
                    physicalLocation: {
                      artifactLocation: { uri: encodeURI(visibleText(file).replaceAll("\\", "/")) },
                      region: { startLine: 1 },
                    },
                  }),
              logicalLocations: [{ fullyQualifiedName: visibleText(where), kind: "resource" }],
            },
          ],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
