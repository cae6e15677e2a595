import { type Extension, parseExtensions } from "./extensions.ts";
import { type Headers, headerValue } from "./headers.ts";
import { listOf } from "./tokens.ts";

/** One thing that a handshake may agree on. Names and values are hostile text. */
export interface NegotiatedRow {
  readonly what: "subprotocol" | "extension" | "parameter";
  readonly name: string;
  /** What the request says of it: nothing (null), or its value ("" where it has none). */
  readonly offered: string | null;
  /** The same of the response. */
  readonly chosen: string | null;
}

/** Rows that are kept: a header may be 256 KB of names. */
const MOST_ROWS = 200;

/**
 * What a WebSocket's handshake offered beside what was chosen of it: subprotocols (RFC 6455 §4.1), extensions and each of their
 * parameters (§9.1). Of two offers of one extension the parameters of the first stand here.
 *
 * @param request,response headers; null where they were not seen
 */
export function negotiationOf(request: Headers | null, response: Headers | null): readonly NegotiatedRow[] {
  const list = (headers: Headers | null) => listOf((headers && headerValue(headers, "Sec-WebSocket-Protocol")) ?? "");
  const [offers, choices] = [list(request), list(response)];
  const subprotocols = unique([...offers, ...choices]).map((name): NegotiatedRow => {
    return { what: "subprotocol", name, offered: here(offers, name), chosen: here(choices, name) };
  });
  const [offered, chosen] = [extensionsIn(request), extensionsIn(response)];
  const extensions = unique([...offered, ...chosen].map(({ name }) => name)).flatMap((name) =>
    rowsOf(
      name,
      offered.find((one) => one.name === name),
      chosen.find((one) => one.name === name),
    ),
  );
  return [...subprotocols, ...extensions].slice(0, MOST_ROWS);
}

function rowsOf(name: string, offered: Extension | undefined, chosen: Extension | undefined): NegotiatedRow[] {
  const names = unique([...(offered?.parameters ?? []), ...(chosen?.parameters ?? [])].map(([parameter]) => parameter));
  return [
    { what: "extension", name, offered: offered ? "" : null, chosen: chosen ? "" : null },
    ...names.map((parameter): NegotiatedRow => {
      const [offer, choice] = [parameterOf(offered, parameter), parameterOf(chosen, parameter)];
      return { what: "parameter", name: parameter, offered: offer, chosen: choice };
    }),
  ];
}

function parameterOf(extension: Extension | undefined, parameter: string): string | null {
  const found = extension?.parameters.find(([name]) => name === parameter);
  return found === undefined ? null : (found[1] ?? "");
}

function extensionsIn(headers: Headers | null): readonly Extension[] {
  return parseExtensions((headers && headerValue(headers, "Sec-WebSocket-Extensions")) ?? "") ?? [];
}

function here(names: readonly string[], name: string): string | null {
  return names.includes(name) ? "" : null;
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
