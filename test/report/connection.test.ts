import { describe, expect, test } from "vitest";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { connectionOf } from "../../src/report/build/connection.ts";
import { buildReport, type ReportConnection } from "../../src/report/build/report.ts";
import { connectionFacts } from "../../src/report/formats/outline/facts.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { observationsIn } from "../story.ts";
import { explainedUpgrade, meta, NOW, observationsOf, requestHeaders, upgradesOf } from "./built.ts";

interface Close {
  readonly code: number;
  readonly reason?: string;
  readonly wasClean?: boolean;
}

/** An ordinary connection that closed five seconds after it was created. */
function closed({ code, reason = "", wasClean = true }: Close): Upgrade {
  const [upgrade] = upgradesOf(observationsOf({}));
  return reduce(upgrade, { type: "closed-by", sourceId: "1", at: NOW - 895_000, code, reason, wasClean });
}

function closeOf(close: Close): ReportConnection["close"] {
  return connectionOf(explainedUpgrade(closed(close)), NOW).close;
}

describe("close", () => {
  test("has what the page's close event said, and what the code means", () => {
    expect(closeOf({ code: 1001, reason: "deploy" })).toEqual({
      code: 1001,
      reason: "deploy",
      wasClean: true,
      meaning: "Going Away: One side is going away: a server is shutting down, or the page was left.",
    });
  });
  test("knows that there was no reason", () => {
    expect(closeOf({ code: 1006, wasClean: false })).toMatchObject({ code: 1006, reason: "", wasClean: false });
  });
  test.each([-1, 65_536, 1.5, Number.NaN])("is no number that the wire cannot carry: %d", (code) => {
    expect(closeOf({ code })?.code).toBeNull();
  });
  test("is not there when nobody heard it", () => {
    const [upgrade] = upgradesOf(observationsOf({ closedAfter: 5000 }));
    if (upgrade === undefined) throw new Error("nothing was built");
    expect(connectionOf(explainedUpgrade(upgrade), NOW).close).toBeNull();
  });
  test("a secret in the reason is masked wherever it is repeated", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlb2ZzZWNyZXQ";
    const report = buildReport([explainedUpgrade(closed({ code: 1008, reason: `bad token ${token}` }))], meta());
    expect(report.connections[0]?.close?.reason).toMatch(/^bad token </);
    expect(JSON.stringify(report)).not.toContain(token);
  });
});

test("what failed has failed when its evidence says so, not when the browser took it down later", () => {
  const error = "Error during WebSocket handshake: Unexpected response code: 426";
  const [upgrade] = upgradesOf(
    observationsIn(
      {
        start: NOW - 2000,
        url: "ws://app.test/live",
        sentAt: 20,
        answeredAt: 30,
        request: requestHeaders(),
        response: [],
        size: 1,
      },
      { error, errorAt: 140, closedAt: 169 },
    ),
  );
  if (upgrade === undefined) throw new Error("nothing was built");
  const connection = connectionOf(explainedUpgrade(upgrade), NOW);
  const at = (name: string) => {
    const piece = connectionFacts(connection).find((one) => one.name === name)?.value[0];
    return typeof piece === "string" ? Date.parse(piece) : null;
  };
  expect(connection.diagnosis?.evidence).toContain("120 ms from the request to the error");
  expect((at("Failed") ?? 0) - (at("Request sent") ?? 0)).toBe(120);
  expect(at("Closed")).toBeNull();
});

describe("attempts", () => {
  const error = "Error during WebSocket handshake: Unexpected response code: 503";
  const all = [0, 1000, 2000].flatMap((later, i) => {
    // Each attempt has a key of its own.
    const request = requestHeaders().map(([name, value]) => [name, value.replace("dGhl", `AAA${i}`)] as const);
    return observationsOf({ request, error, response: null }, `${i}`).map((one) => ({ ...one, at: one.at + later }));
  });
  test("stand on the newest of a series", () => {
    const others = upgradesOf(all);
    const capture = markedCapture(others);
    const attempts = others.map(
      (upgrade) => connectionOf(explain(upgrade, { now: NOW, page: null, capture }), NOW).attempts,
    );
    expect(attempts).toEqual([null, null, { count: 3, intervalsMs: [1000, 1000], pattern: "fixed" }]);
  });
});
