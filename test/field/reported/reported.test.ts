import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { answers } from "./answers.ts";
import { applications } from "./applications.ts";
import { brokers } from "./brokers.ts";
import { type ReportedCase, reportedText } from "./case.ts";
import { clients } from "./clients.ts";
import { consoles } from "./consoles.ts";
import { containers } from "./containers.ts";
import { desktops } from "./desktops.ts";
import { eventStreams } from "./event-streams.ts";
import { filters } from "./filters.ts";
import { hosts } from "./hosts.ts";
import { logs } from "./logs.ts";
import { polls } from "./polls.ts";
import { products } from "./products.ts";
import { series } from "./series.ts";
import { tools } from "./tools.ts";
import { withoutOrigin } from "./without-origin.ts";

const KINDS = {
  "product and status": products,
  "hosts and tunnels": hosts,
  "servers and applications": applications,
  "over, again and again": series,
  "filters, security software and browsers": filters,
  "the tool that asked": tools,
  "without an Origin": withoutOrigin,
  "the server's own log": logs,
  "a client's words": clients,
  "the response itself": answers,
  "a browser's console": consoles,
  "event streams and WebTransports": eventStreams,
  "long polls alone": polls,
  "commands in containers": containers,
  "desktops and editors in a browser": desktops,
  "brokers of messages": brokers,
} as const;

/** Words that end a sentence about a tool's request wrongly. */
const BROWSER = /the browser(?:'s| keeps| does| had| asked| sent)/;

describe.each(Object.entries(KINDS))("reported: %s", (_, cases) => {
  it("has five cases at least", () => expect(cases.length).toBeGreaterThanOrEqual(5));

  it.each(cases.map((one): [string, ReportedCase] => [one.file, one]))("%s", (_, one) => {
    const explanations = explainReading(readText(reportedText(one.file)), 0);
    const last = explanations.at(-1);
    expect(last?.verdict.level).toBe(one.level);
    expect(last?.diagnosis?.id).toBe(one.diagnosis);
    const [cause] = last?.diagnosis?.causes ?? [];
    expect([cause?.id, cause?.likelihood]).toEqual(one.first);
    const { text = "", snippets = [] } = cause?.fix ?? {};
    expect([text, ...snippets.map(({ for: name, code }) => `${name}\n${code}`)].join("\n")).toMatch(one.fix);
    const said = JSON.stringify(explanations.map(({ verdict, diagnosis }) => [verdict, diagnosis]));
    for (const words of one.never ?? []) expect(said).not.toMatch(words);
    // Where a tool asked, nothing is told of a browser.
    if (last?.upgrade.client !== undefined) expect(JSON.stringify(last.diagnosis?.causes)).not.toMatch(BROWSER);
  });
});

describe("reported cases", () => {
  const all = Object.values(KINDS).flat();

  it("are all told of, once, with an address", () => {
    const files = readdirSync(join(import.meta.dirname, "files"));
    expect(all.map(({ file }) => file).sort()).toEqual(files.sort());
    for (const { source, file } of all)
      expect(source, file).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:issues|pull)\/\d+$/);
  });
});
