import { effect } from "@preact/signals";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { Store } from "../../src/store/store.ts";
import { messageOn, openingOf, START, upgradesOf } from "./events.ts";
import { measure, type Row } from "./measure.ts";

const TIMES = 200;
const CONNECTIONS = 100;

/** Others in the capture of the connection that is explained: what explaining costs must not depend on them. */
const OTHERS = [0, 200, 10_000];

/** How often each of a few connections is explained before anything is measured. */
const WARM = 1000;

/** Messages that the panel is handed at once; it waits 50 ms for more. */
const BATCH = 20;

/** Explaining one connection, as the panel does when a row is selected: the context is asked for again each time. */
export function explaining(): Row[] {
  warmUp();
  const open = OTHERS.map((others) => {
    const store = filled(others + 1);
    return measure(`explain one open connection among ${others.toLocaleString("en")} others`, TIMES, () => {
      for (let i = 0; i < TIMES; i++) {
        const upgrade = store.page.get("c1");
        if (upgrade !== null) explain(upgrade, store.page.contextAt(START + 60_000 + i));
      }
    });
  });
  const store = filled(201);
  const refused = store.page.get("c3");
  if (refused === null) throw new Error("There is no third connection.");
  const row = measure("explain one refused connection among 200 others", TIMES, () => {
    for (let i = 0; i < TIMES; i++) explain(refused, store.page.contextAt(START + 60_000 + i));
  });
  return [...open, row];
}

/** Code that has run a few hundred times is still being compiled; the first row would pay for all. */
function warmUp(): void {
  const store = filled(9);
  for (let i = 0; i < WARM; i++) {
    for (const upgrade of store.page.all) explain(upgrade, store.page.contextAt(START + 60_000 + i));
  }
}

/** A batch of messages on the selected row, until all that the panel follows is up to date. */
export function following(): Row {
  const [rows, batches] = [OTHERS.at(-1) ?? 0, 50];
  const store = filled(rows);
  store.selection.select("c1");
  const stop = effect(() => void [store.explanation.value, store.folds.value]);
  const stopList = effect(() => void [store.filter.shown.value, store.counts.value]);
  const stopTotals = effect(() => void store.totals.value);
  let index = rows;
  const row = measure(
    `a batch of ${BATCH} messages on the selected row among ${rows.toLocaleString("en")} rows`,
    batches,
    () => {
      for (let i = 0; i < batches; i++) {
        store.page.observe(Array.from({ length: BATCH }, () => messageOn(0, index++)));
      }
    },
  );
  for (const end of [stop, stopList, stopTotals]) end();
  return { ...row, note: `${store.totals.value.received.toLocaleString("en")} messages received` };
}

function filled(rows: number): Store {
  const store = new Store();
  store.page.observe(Array.from({ length: rows }, (_, i) => [...openingOf(i), messageOn(i, i)]).flat());
  return store;
}

/** Masking the secrets of a report, each looked for everywhere. */
export function redacting(): Row {
  const upgrades = upgradesOf(CONNECTIONS);
  const context = { now: START + 60_000, page: "https://app.example.com/", capture: markedCapture(upgrades) };
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
