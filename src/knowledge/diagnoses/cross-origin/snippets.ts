import type { Case, Snippet } from "../diagnosis.ts";
import { type Broken, needsCredentials, plainOriginOf } from "./fault.ts";

/** A header of the response that is missing. */
type Line = readonly [name: string, value: string];

const METHOD = /^[A-Z]+$/;

/** A field name of a request (RFC 9110 §5.1); what else was reported does not go into a configuration. */
const FIELD = /^[A-Za-z0-9-]{1,80}$/;

/** The headers that the response needs, for its author: as they are, for nginx, and for Node.js. */
export function responseSnippets(seen: Case, broken: Broken): Snippet[] {
  if (broken.rule === "DisallowedRedirect" || broken.rule === "CorsDisabledScheme") return [];
  const lines = linesFor(seen, broken);
  const nginx = lines.map(([name, value]) => `add_header ${name} "${value}" always;`);
  const node = lines.map(([name, value]) => `response.setHeader("${name}", "${value}");`);
  return [
    {
      for: broken.isPreflight ? "the response to OPTIONS" : "the response",
      code: lines.map(([name, value]) => `${name}: ${value}`).join("\n"),
    },
    { for: "nginx", code: broken.isPreflight ? preflight(nginx) : [...insideLocation(broken), ...nginx].join("\n") },
    { for: "Node.js", code: broken.isPreflight ? nodePreflight(node) : node.join("\n") },
  ];
}

/** What the application adds is taken out where nginx adds it too. */
function insideLocation({ rule }: Broken): string[] {
  const isTwice = rule === "MultipleAllowOriginValues";
  return ["# inside the location", ...(isTwice ? ["proxy_hide_header Access-Control-Allow-Origin;"] : [])];
}

/** nginx answers the preflight itself, so that the application need not know of it. */
function preflight(lines: readonly string[]): string {
  const inside = [...lines, "return 204;"].map((line) => `    ${line}`);
  return ["# inside the location", "if ($request_method = OPTIONS) {", ...inside, "}"].join("\n");
}

function nodePreflight(lines: readonly string[]): string {
  const inside = [...lines, "response.writeHead(204).end();", "return;"].map((line) => `  ${line}`);
  return ['if (request.method === "OPTIONS") {', ...inside, "}"].join("\n");
}

function linesFor(seen: Case, broken: Broken): Line[] {
  const { rule, parameter, isPreflight } = broken;
  const method = METHOD.test(parameter) ? parameter : "METHOD";
  const field = FIELD.test(parameter) ? parameter : "HEADER";
  return [
    ["Access-Control-Allow-Origin", plainOriginOf(seen)],
    ...(needsCredentials(broken) ? [["Access-Control-Allow-Credentials", "true"] as const] : []),
    ...(isPreflight && rule.startsWith("Method") ? [["Access-Control-Allow-Methods", method] as const] : []),
    ...(isPreflight && rule.startsWith("Header") ? [["Access-Control-Allow-Headers", field] as const] : []),
  ];
}
