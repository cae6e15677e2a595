import type { Row } from "./everything-compare.ts";
import { walkEverything } from "./everything-walk.ts";

/** `npm run everything`: one page that uses everything at once, the tool's numbers beside the servers' own. */
const WIDTHS = [17, 16, 15, 10, 15, 15, 15, 15, 5, 5];

const rows = await walkEverything((line) => process.stderr.write(`${line}\n`));
print("connection", "kind", "target", "state", "sent", "server", "received", "server", "code", "wire", "equal");
for (const { name, tool, server, differences } of rows) {
  print(
    name,
    tool?.kind ?? "-",
    tool?.target ?? "-",
    tool?.state ?? "-",
    tool?.sent ?? "-",
    server?.sent ?? "-",
    tool?.received ?? "-",
    server?.received ?? "-",
    tool?.code?.toString() ?? "-",
    server?.code?.toString() ?? "-",
    differences.length === 0 ? "yes" : "DIFFERENT",
  );
  for (const difference of differences) console.log(`  ${difference}`);
}
const different = rows.filter((row: Row) => row.differences.length > 0).length;
console.log(`\n${rows.length} connections, ${rows.length - different} equal, ${different} different`);
process.exitCode = different === 0 ? 0 : 1;

function print(...cells: string[]): void {
  console.log(
    cells
      .map((cell, i) => cell.padEnd(WIDTHS[i] ?? 0))
      .join(" ")
      .trimEnd(),
  );
}
