import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vite";

/** A node of a program's syntax tree, as ESTree has it. */
export interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The built files of an extension whose names end so, by their path. */
export function builtFiles(folder: string, ending: string): ReadonlyMap<string, string> {
  return new Map(filesBelow(folder, new RegExp(`${ending.replace(".", "\\.")}$`)));
}

/** The files below a folder whose names match, path and text, in the order of their paths. */
export function filesBelow(folder: string, pattern: RegExp): [path: string, text: string][] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => pattern.test(name));
  return names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]);
}

/** Every node of a script, with the one that it stands in. */
export function nodesOf(script: string): [node: Node, parent: Node | null][] {
  const found: [Node, Node | null][] = [];
  const visit = (value: unknown, parent: Node | null): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, parent);
    else if (isNode(value)) {
      found.push([value, parent]);
      for (const child of Object.values(value)) visit(child, value);
    }
  };
  visit(parseAst(script), null);
  return found;
}

/** The name that a node is; null for other nodes, such as computed properties. */
export function nameOf(node: unknown): string | null {
  return isNode(node) && node.type === "Identifier" && typeof node["name"] === "string" ? node["name"] : null;
}

/** The dotted path that a node is: "chrome.devtools.network"; null for other nodes. */
export function pathOf(node: unknown): string | null {
  if (!isNode(node) || node.type !== "MemberExpression" || node["computed"] === true) return nameOf(node);
  const before = pathOf(node["object"]);
  const name = nameOf(node["property"]);
  return before === null || name === null ? null : `${before}.${name}`;
}

/** Whether something is a node of a syntax tree. */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
