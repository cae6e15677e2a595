import { addressOf } from "../../upgrade/http/address.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { shortened, visibleText } from "../text.ts";
import type { Findings, Hop, Path } from "./explanation.ts";

/** Longest path in the drawing; the whole one stands in the Handshake tab. */
export const LONGEST_PATH = 40;

/** What one kind of connection puts into the drawing. */
export interface PathParts {
  /** The program at the near end. */
  client(upgrade: Upgrade): string;
  /** null: it was never sent. */
  request(upgrade: Upgrade): string | null;
  response(findings: Findings): Path["answer"];
  line(upgrade: Upgrade, now: number): Path["line"];
}

/** The drawing of the path: who left evidence on it, the request, the response, the open line. */
export function pathOf(findings: Findings, parts: PathParts): Path {
  const { upgrade, now, intermediaries } = findings;
  const hops = intermediaries
    .filter(({ confidence }) => confidence !== "possible")
    .map(({ id, name, evidence }): Hop => ({ id, name, evidence }));
  return {
    hops: [
      { id: "browser", name: parts.client(upgrade), evidence: [] },
      ...hops,
      { id: "server", name: "Server", evidence: [] },
    ],
    request: parts.request(upgrade),
    answer: parts.response(findings),
    line: parts.line(upgrade, now),
  };
}

/** The path of a URL, cut to what the drawing has room for. */
export function shortPath({ url }: Upgrade): string {
  const path = visibleText(addressOf(url)?.path ?? "");
  return shortened(path, LONGEST_PATH);
}
