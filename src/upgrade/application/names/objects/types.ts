import type { NameKind } from "../../named.ts";
import { fieldsIn, stringIn } from "../fields.ts";
import { named } from "../named.ts";
import type { Reader } from "./passed.ts";

const MSG_TYPE: ReadonlySet<string> = new Set(["msg_type"]);

/** Jupyter's message types (https://jupyter-client.readthedocs.io/en/stable/messaging.html). */
export const jupyter: Reader = ({ fields }) => {
  const header = fields.get("header");
  const type = header?.startsWith("{") === true ? fieldsIn(header, MSG_TYPE)?.get("msg_type") : fields.get("msg_type");
  return type === undefined ? undefined : named("type", stringIn(type));
};

const OTHERS: readonly (readonly [field: string, kind: NameKind])[] = [
  ["event", "event"],
  ["type", "type"],
  ["action", "action"],
  ["method", "method"],
  ["op", "operation"],
  ["cmd", "method"],
  ["command", "method"],
];

/** A word, or several with signs between: what programs call their messages by, and no value with digits in it. */
const WORD = /^[A-Za-z][A-Za-z_.:/-]{0,39}$/;

/** Messages of the page's own making: most are told apart by one of these fields. */
export const own: Reader = ({ fields }) => {
  for (const [field, kind] of OTHERS) {
    const text = stringIn(fields.get(field));
    if (text !== null) return WORD.test(text) ? named(kind, text) : null;
  }
  return null;
};
