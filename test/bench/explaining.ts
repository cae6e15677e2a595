import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Context } from "../../src/knowledge/explanation/explanation.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { START, upgradesOf } from "./events.ts";
import { measure, type Row } from "./measure.ts";

const OTHERS = 200;
const TIMES = 200;
const CONNECTIONS = 100;

/** Explaining one connection, as the panel does when a row is selected. */
export function explaining(): Row[] {
  const others = upgradesOf(OTHERS);
  const context = (known: Context["others"]): Context => ({
    now: START + 60_000,
    page: "https://app.example.com/",
    neighbours: [],
    others: known,
  });
  const rows = [
    ["explain one open connection", others[0], context([])],
    [`explain one refused connection among ${OTHERS} others`, others[2], context(others)],
  ] as const;
  return rows.flatMap(([what, upgrade, around]) =>
    upgrade === undefined
      ? []
      : measure(what, TIMES, () => {
          for (let i = 0; i < TIMES; i++) explain(upgrade, around);
        }),
  );
}

/** Masking the secrets of a report, each looked for everywhere. */
export function redacting(): Row {
  const upgrades = upgradesOf(CONNECTIONS);
  const context: Context = { now: START + 60_000, page: "https://app.example.com/", neighbours: [], others: upgrades };
  const report = buildReport(
    upgrades.map((upgrade) => explain(upgrade, context)),
    {
      generatedAt: START + 60_000,
      tool: { version: "0.0.0", browser: null },
      page: context.page,
      capture: { source: "debugger", startedAt: START, lost: [] },
    },
    { redact: false },
  );
  const row = measure(`mask the secrets of a report of ${CONNECTIONS} connections`, CONNECTIONS, () => redact(report));
  return { ...row, note: `${redact(report).redaction.items.length.toLocaleString("en")} places masked` };
}
