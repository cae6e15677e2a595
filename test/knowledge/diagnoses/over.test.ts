import { describe, expect, test } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { START as HAR_START, har, socketEntry } from "../../cli/built-har.ts";
import { type Around, cause, diagnosisOf, EC, early, ranked, refused, type Scene, upgradeOf } from "../failures.ts";

/** Patterns of attempts of which none is open any more. */

/** An attempt that began at that moment (milliseconds after `START`) and was open for that long. */
function attempt(at: number, life: number, scene: Scene = {}): Scene {
  return { createdAt: at, sentAt: at + 5, answer: { status: 101, at: at + 10 }, errorAt: at + 10 + life, ...scene };
}

/** Earlier attempts, one each two seconds. */
function priors(count: number, life: number, scene: Scene = {}, everyMs = 2000) {
  return Array.from({ length: count }, (_, i) =>
    upgradeOf({ ...attempt((i - count) * everyMs, life, said(scene, (i - count) * everyMs)), id: `b${i}` }),
  );
}

/** The messages of a scene, moved by as much as its attempt. */
function said(scene: Scene, by: number): Scene {
  const { said: messages } = scene;
  if (messages === undefined) return scene;
  return { ...scene, said: messages.map(([at, direction, data]) => [at + by, direction, data] as const) };
}

function last(life: number, scene: Scene, around: Around = {}) {
  const result = diagnosisOf(attempt(0, life, scene), around);
  if (result === null) throw new Error("nothing was diagnosed");
  return result;
}

const CUT: Scene = { close: { code: 1006 } };

describe("opened and dead at once, again and again", () => {
  test.each<[string, Scene, number, string[] | null]>([
    ["no close event was heard", { ended: "closed" }, 2, ["possible application-error"]],
    ["1006", CUT, 2, ["possible application-error"]],
    ["1006, once before", CUT, 1, null],
    ["1000", { close: { code: 1000 } }, 3, ["possible application-error", "possible closed-too-early"]],
    ["1000, twice before", { close: { code: 1000 } }, 2, null],
    ["1001, which no page can send", { close: { code: 1001 } }, 3, ["possible application-error"]],
    ["a private code", { close: { code: 4002 } }, 3, ["possible application-error", "possible closed-too-early"]],
  ])("%s", (_, scene, count, causes) => {
    const result = diagnosisOf(attempt(0, 200, scene), { others: priors(count, 220, scene) });
    if (causes === null) expect(result?.id).not.toBe("ended-at-once");
    else expect([result?.id, result && ranked(result)]).toEqual(["ended-at-once", causes]);
  });

  test("a page that closes one a minute has a habit, no haste", () => {
    const scene: Scene = { close: { code: 1000 } };
    expect(diagnosisOf(attempt(0, 200, scene), { others: priors(9, 200, scene, 60_000) })).toBeNull();
  });

  test("where nobody recorded messages, nothing is said of them", () => {
    const entries = [0, 2000, 4000].map((after) => ({
      ...socketEntry(),
      startedDateTime: new Date(HAR_START * 1000 + after).toISOString(),
      time: 300,
      timings: { receive: 3 },
      _webSocketMessages: undefined,
    }));
    const { connections } = reportOfReading(readText(har(entries)), { version: "0", otherwise: 0 });
    expect(connections.map(({ diagnosis }) => diagnosis?.id)).toEqual(Array(3).fill("ended-at-once"));
    expect(connections[2]?.verdict).toMatchObject({
      level: "attention",
      sentence: "It ended 300 ms after it opened, as 2 other attempts did.",
    });
    expect(JSON.stringify(connections)).not.toMatch(/before the server sent|without a message/);
  });
});

describe("ended-after-first-message", () => {
  const login: Scene = { said: [[100, "sent", '{"type":"auth","token":"pl4nted"}']] };
  const told: Scene = { said: [...(login.said ?? []), [150, "received", "no"]] };
  const greeting: Scene = { said: [[60, "received", "not you"]] };

  test.each<[string, Scene, string, string[]]>([
    ["the page's", login, "It ended 200 ms after the page's first message", ["likely login-required"]],
    [
      "the page's, and one from the server",
      told,
      "It ended 150 ms after the page's first message and one from the server",
      ["likely login-required", "possible application-error"],
    ],
    ["the server's", greeting, "It ended 240 ms after the server's first message", ["possible application-error"]],
  ])("%s", (_, scene, says, causes) => {
    for (const close of [CUT, { ended: "closed" as const }, { close: { code: 1000 } }, { close: { code: 4100 } }]) {
      const both = { ...scene, ...close };
      const result = last(290, both, { others: priors(2, 290, both) });
      expect(result).toMatchObject({ id: "ended-after-first-message", stage: "ended" });
      expect(result.summary).toBe(`${says}, as 2 other attempts did.`);
      expect(ranked(result)).toEqual(causes);
      expect(JSON.stringify(result)).not.toMatch(/pl4nted|not you/);
    }
  });

  test.each<[string, Scene, number, Scene]>([
    ["one other", login, 1, {}],
    ["three messages", { said: [...(told.said ?? []), [200, "received", "more"]] }, 3, {}],
    ["others with other messages", login, 3, greeting],
    ["a code that reports a fault", { ...login, close: { code: 1011 } }, 3, {}],
    ["an end long after", { ...login, errorAt: 30_000 }, 3, {}],
  ])("not with %s", (_, scene, count, others) => {
    const result = diagnosisOf(attempt(0, 290, { ended: "closed", ...scene }), {
      others: priors(count, 290, { ended: "closed", ...scene, ...others, ...CUT }),
    });
    expect(result?.id).not.toBe("ended-after-first-message");
  });

  test("an expired token of the address is named", () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp: 1_700_000_000 })).replaceAll("=", "")}.x`;
    const scene = { ...login, ...CUT, url: `wss://app.example.com/live?token=${token}` };
    const { evidence } = cause(last(290, scene, { others: priors(2, 290, scene) }), "login-required");
    expect(evidence[0]).toMatch(/^query parameter token: a token that had expired/);
  });
});

describe("a private code with words that ask for a login", () => {
  test.each<[number, string, boolean]>([
    [4001, "Unauthorized", true],
    [4003, "token expired", true],
    [3001, "Invalid API key", true],
    [4401, "", true],
    [4403, "", true],
    [4001, "", false],
    [4001, "replaced by another tab", false],
    [4401, "maintenance", false],
    [1000, "Unauthorized", false],
    [4000, "author left", false],
  ])("%i %s: %s", (code, reason, asks) => {
    const result = diagnosisOf(attempt(0, 500, { close: { code, reason } }));
    expect(result === null ? null : [result.id, ...ranked(result)]).toEqual(
      asks ? ["closed-with-error", "likely login-required"] : null,
    );
  });
});

describe("reconnect-loop, when the newest attempt is over too", () => {
  const lives = [9000, 14_000, 4000];
  const others = (scene: Scene, list: readonly number[] = lives) =>
    list.map((life, i) => upgradeOf({ ...attempt((i - list.length) * 20_000, life, scene), id: `b${i}` }));

  test("five of which nobody told the end", () => {
    const result = last(6000, { ended: "closed" }, { others: others({ ended: "closed" }, [9000, 14_000, 4000, 7000]) });
    expect(result).toMatchObject({ id: "reconnect-loop", isAttention: true });
    expect(result.summary).toBe(
      "None of the last 5 attempts, which began within 1 min 20 s, was open longer than 14 s.",
    );
    expect(ranked(result)).toEqual(["likely reconnect-loop", "possible application-error"]);
  });
  test.each<[string, Scene, Scene, readonly number[]]>([
    ["four of which nobody told the end", { ended: "closed" }, { ended: "closed" }, lives],
    ["one that lasted before", { ended: "closed" }, { ended: "closed" }, [9000, 14_000, 4000, 90_000]],
    ["it ended with its page", { ended: "navigation" }, { ended: "closed" }, [9000, 14_000, 4000, 7000]],
    ["codes that report no fault", { close: { code: 1000 } }, { close: { code: 1000 } }, [9000, 14_000, 4000, 7000]],
  ])("not with %s", (_, scene, earlier, list) => {
    expect(diagnosisOf(attempt(0, 6000, scene), { others: others(earlier, list) })).toBeNull();
  });
  test("three that were over within two seconds, though nobody told the end", () => {
    const scene: Scene = { ended: "closed", messages: [] };
    const short = [1800, 1700].map((life, i) => upgradeOf({ ...attempt((i - 2) * 9000, life, scene), id: `b${i}` }));
    expect(last(1900, scene, { others: short }).id).toBe("reconnect-loop");
  });
  test("a diagnosis of the end itself comes first, and says what the attempts before it did", () => {
    const result = last(6000, CUT, { others: others(CUT) });
    expect(result.id).toBe("abnormal-closure");
    expect(result.evidence).toContain("the last of 4 attempts that began within 1 min; the longest was open for 14 s");
  });
});

describe("attempts that stop", () => {
  const failing = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      upgradeOf({
        id: `b${i}`,
        createdAt: (i - count) * 5000,
        sentAt: null,
        error: `${EC}net::ERR_CONNECTION_REFUSED`,
        errorAt: (i - count) * 5000 + 10,
      }),
    );
  const newest: Scene = { createdAt: 0, errorAt: 10 };
  const stopped = (result: ReturnType<typeof early>) => ranked(result).includes("possible stopped-trying");

  test.each<[string, number, number, boolean]>([
    ["a minute and more after the last", 4, 61_000, true],
    ["the next may still come", 4, 59_000, false],
    ["two attempts are no series", 1, 600_000, false],
  ])("%s", (_, count, now, says) => {
    const result = early("ERR_CONNECTION_REFUSED", newest, { others: failing(count), now });
    expect(result.id).toBe("connection-refused");
    expect(stopped(result)).toBe(says);
  });

  test("the pause may have grown: three times the longest one is waited for", () => {
    const slow = [-150_000, -100_000, -50_000].map((at, i) =>
      upgradeOf({
        id: `b${i}`,
        createdAt: at,
        sentAt: null,
        error: `${EC}net::ERR_CONNECTION_REFUSED`,
        errorAt: at + 10,
      }),
    );
    for (const [now, says] of [
      [140_000, false],
      [151_000, true],
    ] as const)
      expect(stopped(early("ERR_CONNECTION_REFUSED", newest, { others: slow, now }))).toBe(says);
  });

  test("how many, for how long, and what to do; the cause of the failure stays first", () => {
    const result = early("ERR_CONNECTION_REFUSED", newest, { others: failing(4), now: 300_000 });
    expect(result.evidence).toContain("the last of 5 attempts that began within 20 s; none of them opened");
    expect(result.evidence).toContain("no attempt followed it for 4 min 59 s");
    expect(ranked(result).at(-1)).toBe("possible stopped-trying");
    expect(cause(result, "stopped-trying").why).toContain("at most 5 s apart");
  });

  test("of refusals too, and of connections that opened", () => {
    const others = priors(3, 3000, CUT, 4000);
    expect(stopped(last(3000, CUT, { others, now: 100_000 }))).toBe(true);
    expect(stopped(refused(503, { createdAt: 0, sentAt: 5, errorAt: 30 }, { others, now: 100_000 }))).toBe(true);
  });

  test("from a HAR that goes on after the last attempt", () => {
    const refusedAt = (after: number) => ({
      ...socketEntry({
        status: 0,
        messages: [{ type: "error", time: HAR_START + after, opcode: -1, data: `${EC}net::ERR_CONNECTION_REFUSED` }],
      }),
      startedDateTime: new Date((HAR_START + after) * 1000).toISOString(),
    });
    const later = {
      ...socketEntry({
        url: "wss://example.com/other",
        messages: [{ type: "send", time: HAR_START + 400, opcode: 1, data: "x" }],
      }),
    };
    const { connections } = reportOfReading(readText(har([...[0, 5, 10, 15].map(refusedAt), later])), {
      version: "0",
      otherwise: 0,
    });
    const ids = connections.map(({ diagnosis }) => diagnosis?.causes.map(({ id }) => id).includes("stopped-trying"));
    expect(ids).toEqual([false, false, false, true, undefined]);
    expect(connections[3]?.diagnosis?.evidence).toContain("no attempt followed it for 6 min 25 s");
    const alone = reportOfReading(readText(har([0, 5, 10, 15].map(refusedAt))), { version: "0", otherwise: 0 });
    expect(JSON.stringify(alone)).not.toContain("stopped-trying");
  });
});
