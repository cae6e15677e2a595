import { describe, expect, test } from "vitest";
import { isThereIn, lifespanOf } from "../../src/upgrade/lifespan.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";
import { told } from "../story.ts";
import { answered, closed, created, errorSeen, message, messageSeen, requestSent, START } from "./observations.ts";

function lifeOf(...observations: Observation[]) {
  return lifespanOf(observations.reduce<Upgrade>((upgrade, one) => reduce(upgrade, one), newUpgrade("c1")));
}

describe("the lifespan of a connection", () => {
  const begun = [created("r"), requestSent("r", null)];

  test("that waits goes on from its beginning, and never opened", () => {
    expect(lifeOf(...begun)).toMatchObject({ outcome: "waiting", from: START, openedAt: null, to: null });
  });

  test("that is open goes on; that was closed has a reported end", () => {
    expect(lifeOf(...begun, answered("r"))).toMatchObject({ outcome: "open", openedAt: START + 20, to: null });
    const over = lifeOf(...begun, answered("r"), closed("r"));
    expect(over).toMatchObject({ outcome: "closed", from: START, openedAt: START + 20, to: START + 40 });
    expect(over?.isEndKnown).toBe(true);
  });

  test("that failed ends with its error, whatever comes after", () => {
    const failed = lifeOf(...begun, errorSeen("r", "net::ERR_CONNECTION_REFUSED"), closed("r"));
    expect(failed).toMatchObject({ outcome: "failed", openedAt: null, to: START + 30, isEndKnown: true });
  });

  test("that was blocked is a moment", () => {
    expect(lifeOf(told.blocked({ sourceId: "r", at: START }))).toMatchObject({
      outcome: "failed",
      from: START,
      to: START,
    });
  });

  test("that is older than the capture is known from its first message on", () => {
    const older = lifeOf(messageSeen("r", message(START + 500)), messageSeen("r", message(START + 900)));
    expect(older).toMatchObject({ outcome: "open", isOlder: true, from: START + 500, to: null });
  });

  test("of which no moment is known is none", () => {
    expect(lifespanOf(newUpgrade("c1"))).toBeNull();
  });
});

test("what is older than the capture was there before it was seen; what goes on, until now", () => {
  const life = lifeOf(messageSeen("r", message(START + 500)));
  if (life === null) throw new Error("It has no lifespan.");
  expect(isThereIn(life, { from: START - 9000, to: START - 8000 }, START + 1000)).toBe(true);
  expect(isThereIn(life, { from: START + 900, to: START + 990 }, START + 1000)).toBe(true);
  expect(isThereIn(life, { from: START + 1001, to: START + 2000 }, START + 1000)).toBe(false);
});
