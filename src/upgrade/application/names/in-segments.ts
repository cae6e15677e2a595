import { bytesIn } from "../base64.ts";
import type { Name } from "./asked.ts";
import { fieldsIn, stringIn } from "./fields.ts";
import { named } from "./named.ts";

/** Number of bytes of a header that are looked at. */
const MOST_READ = 400;

const MSG_TYPE: ReadonlySet<string> = new Set(["msg_type"]);

/**
 * Jupyter's binary form: a list of offsets, then channel, header and the rest
 * (https://jupyter-server.readthedocs.io/en/latest/developers/websocket-protocols.html).
 *
 * @returns undefined unless the message has this form
 */
export function jupyterName(base64: string, size: number): Name | null | undefined {
  const count = word(base64, 0);
  if (count === null || count < 5 || count > 40) return undefined;
  const [first, second, third] = [1, 2, 3].map((i) => word(base64, 8 * i));
  if (first !== 8 * (count + 1) || second == null || third == null || second < first || third < second)
    return undefined;
  if (word(base64, 8 * count) !== size) return undefined;
  const header = bytesIn(base64, second, Math.min(third - second, MOST_READ));
  const fields = fieldsIn(new TextDecoder().decode(Uint8Array.from(header)), MSG_TYPE);
  return named("type", stringIn(fields?.get("msg_type")));
}

/** Eight bytes, the lowest first; null: they are not there, or too large a number. */
function word(base64: string, at: number): number | null {
  const bytes = bytesIn(base64, at, 8);
  if (bytes.length < 8 || bytes.slice(4).some((byte) => byte !== 0)) return null;
  return bytes.slice(0, 4).reduce((sum, byte, i) => sum + byte * 256 ** i, 0);
}
