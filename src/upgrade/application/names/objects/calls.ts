import { type Name, opposite } from "../asked.ts";
import { fieldsIn, stringIn } from "../fields.ts";
import { named } from "../named.ts";
import type { Reader } from "./passed.ts";

/** JSON-RPC's methods; a response repeats the id (https://www.jsonrpc.org/specification). */
export const jsonRpc: Reader = ({ direction, fields, asked }) => {
  if (fields.get("jsonrpc") !== '"2.0"') return undefined;
  const method = fields.get("method");
  if (method === undefined) return asked.nameOf(opposite(direction), fields.get("id"));
  const name = named("method", stringIn(method));
  asked.remember(direction, fields.get("id"), name);
  return name;
};

/** What begins an operation of GraphQL, and what belongs to one, in both its protocols. */
const [BEGINS, BELONGS, AROUND] = [
  ["subscribe", "start"],
  ["next", "data", "error"],
  [
    "complete",
    "stop",
    "start_ack",
    "connection_init",
    "connection_ack",
    "connection_error",
    "connection_terminate",
    "ka",
  ],
];

/** GraphQL's operations (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): their names, never what they ask for. */
export const graphql: Reader = ({ direction, fields, asked, protocol }) => {
  const type = stringIn(fields.get("type")) ?? "";
  const id = fields.get("id");
  if (id !== undefined && BEGINS.includes(type) && fields.has("payload")) {
    const name = operationIn(fields.get("payload") ?? "");
    asked.remember(direction, id, name);
    return name;
  }
  if (id !== undefined && BELONGS.includes(type)) {
    const name = asked.nameOf(opposite(direction), id);
    return name === null && protocol !== "graphql" ? undefined : name;
  }
  return AROUND.includes(type) || protocol === "graphql" ? null : undefined;
};

const OPERATION: ReadonlySet<string> = new Set(["operationName", "query", "data"]);

/** AppSync has the operation inside of a text. */
function operationIn(payload: string): Name | null {
  const fields = fieldsIn(payload, OPERATION);
  const operation = stringIn(fields?.get("operationName"));
  if (operation !== null) return named("operation", operation);
  const query = /^"(?:\\[nrt]|\s)*(query|mutation|subscription)\b(?:\\[nrt]|\s)*(\w{0,80})/.exec(
    fields?.get("query") ?? "",
  );
  if (query !== null) return named("operation", query[2] || `anonymous ${query[1]}`);
  const inner = stringIn(fields?.get("data"));
  if (inner !== null && !inner.includes('"data"')) return operationIn(inner);
  return fields?.get("query")?.startsWith('"{') === true ? named("operation", "anonymous query") : null;
}
