import { type Plugin, parseSync, Visitor } from "vite";

/** Where the contract gives a key its description, for the readers of the JSON schema (`described` in `parts.ts`). */
const CONTRACT = /[\\/]src[\\/]report[\\/]contract[\\/][^\\/]+\.ts$/;

/**
 * Takes the descriptions of the report's keys out of the panel: they are for `docs/report.schema.json`. What is parsed, and how,
 * stays the same.
 */
export function noDescriptions(): Plugin {
  return {
    name: "no-descriptions",
    apply: "build",
    transform: (code, id) => (CONTRACT.test(id) ? { code: undescribed(code), map: null } : null),
  };
}

/** `described(schema, "…")` becomes `schema`, inside others too. */
function undescribed(code: string): string {
  const cuts: [from: number, to: number][] = [];
  new Visitor({
    CallExpression({ callee, arguments: [schema], start, end }) {
      if (callee.type !== "Identifier" || callee.name !== "described" || schema === undefined) return;
      cuts.push([start, schema.start], [schema.end, end]);
    },
  }).visit(parseSync("contract.ts", code).program);
  let left = code;
  for (const [from, to] of cuts.sort(([one], [other]) => other - one)) left = left.slice(0, from) + left.slice(to);
  return left;
}
