import { hasHeader } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { headersOf, isOverHttp2 } from "../checks/observed.ts";
import type { HeaderRow, KnownHeader, KnownHeaders, Side } from "./header.ts";

/** RFC 8441 §5: an extended CONNECT has neither; Chromium prints both. */
const NOT_OVER_HTTP2: readonly string[] = ["upgrade", "connection"];

/**
 * The header rows of one side of a handshake: every header that was seen, in wire order and with repeats, then those that
 * should be there and are not.
 *
 * @param knownHeaders what is known of headers for its kind
 * @returns no row at all when that side was not observed: then nothing is known to be absent
 */
export function headerRows(upgrade: Upgrade, side: Side, knownHeaders: KnownHeaders): HeaderRow[] {
  const seen = headersOf(upgrade, side);
  if (seen === null) return [];
  const isPrinted = side === "request" && isOverHttp2(upgrade);
  const rows = seen.map(([name, value]): HeaderRow => {
    const id = name.toLowerCase();
    const known = knownHeaders.get(id);
    return {
      name,
      value,
      ...about(known, side),
      parts: known?.value?.(value, side, upgrade) ?? [],
      onWire: !(isPrinted && NOT_OVER_HTTP2.includes(id)),
    };
  });
  const absent = [...knownHeaders].filter(
    ([id, { expected }]) => expected?.(side, upgrade) === true && !hasHeader(seen, id),
  );
  return [
    ...rows,
    ...absent.map(([id, known]) => ({
      name: known.name ?? id,
      value: null,
      ...about(known, side),
      parts: [],
      onWire: false,
    })),
  ];
}

function about(known: KnownHeader | undefined, side: Side): Pick<HeaderRow, "meaning" | "reference" | "check"> {
  return {
    meaning: known?.meaning(side) ?? null,
    reference: known?.reference ?? null,
    check: known?.check ?? null,
  };
}
