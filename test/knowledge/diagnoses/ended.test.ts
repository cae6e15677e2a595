import { describe, expect, test } from "vitest";
import { registeredCloseCodes } from "../../../src/knowledge/close-codes/registered.ts";
import { largestSent } from "../../../src/knowledge/diagnoses/symptoms/largest-sent.ts";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { emptyHistogram } from "../../../src/upgrade/counts/histogram.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { type Around, cause, diagnosisOf, ranked, type Scene, START, upgradeOf } from "../failures.ts";

/** A connection that opened at 25 ms and was cut at that moment (milliseconds after `START`). */
function cutAt(errorAt: number, scene: Scene = {}): Scene {
  return { answer: { status: 101 }, errorAt, close: { code: 1006 }, ...scene };
}

function ended(scene: Scene, around: Around = {}) {
  const result = diagnosisOf(scene, around);
  if (result === null) throw new Error("nothing was diagnosed");
  return result;
}

/** Opened and closed with this code, five seconds later. */
function closedWith(code: number, scene: Scene = {}): Scene {
  return { answer: { status: 101 }, errorAt: 5025, close: { code }, ...scene };
}

describe("abnormal-closure", () => {
  test("says how long it lived, and what did not come", () => {
    const result = ended(cutAt(12_025));
    expect(result).toMatchObject({ id: "abnormal-closure", stage: "ended", message: null });
    expect(result.summary).toBe("It ended after 12 s, and no close frame came from the server's side (code 1006).");
    expect(ranked(result)).toEqual(["possible connection-cut"]);
    expect(result.evidence).toContain("the page's close event: code 1006, not clean");
  });
  test.each<[string, Scene]>([
    ["one of which nobody heard the code", { answer: { status: 101 }, ended: "closed" }],
    ["one that ended with its page", cutAt(500, { ended: "navigation" })],
    ["one that is still open", { answer: { status: 101 } }],
  ])("not of %s", (_, scene) => {
    expect(diagnosisOf(scene)).toBeNull();
  });
  test("an error text says more", () => {
    expect(ended(cutAt(500, { error: "Invalid frame header" })).id).toBe("frame-header-invalid");
  });
  const beside = (id: string, url: string, errorAt = 12_500, code = 1006) =>
    upgradeOf(cutAt(errorAt, { id, url, close: { code } }));
  const open = (id: string, url: string, at = 25) => upgradeOf({ id, url, answer: { status: 101, at } });
  const near = "wss://app.example.com/other";
  test.each<[string, Upgrade[], string[]]>([
    ["one other of the host", [beside("a", near)], ["possible server-restart", "possible connection-cut"]],
    [
      "two others of the host",
      [beside("a", near), beside("b", near)],
      ["likely server-restart", "possible connection-cut"],
    ],
    ["one other of the host, later", [beside("a", near, 14_000)], ["possible connection-cut"]],
    ["one of another host", [beside("a", "wss://b.example/")], ["likely vpn-change", "possible connection-cut"]],
    ["both", [beside("a", near), beside("b", "wss://b.example/")], ["likely vpn-change", "possible connection-cut"]],
    [
      "two others of the host that a restart does not end so",
      [beside("a", near, 12_500, 1009), beside("b", near, 12_500, 1008)],
      ["possible connection-cut"],
    ],
    ["one that went away", [beside("a", near, 12_500, 1001)], ["possible server-restart", "possible connection-cut"]],
    [
      "one of another host, which closed it",
      [beside("a", "wss://b.example/", 12_500, 1009)],
      ["possible connection-cut"],
    ],
    ["one, while another lived on", [beside("a", near), open("b", near)], ["possible connection-cut"]],
    [
      "two, while another lived on",
      [beside("a", near), beside("b", near), beside("c", near, 20_000)],
      ["possible server-restart", "possible connection-cut"],
    ],
    [
      "two, while one that lived on came later",
      [beside("a", near), beside("b", near), open("c", near, 12_600)],
      ["likely server-restart", "possible connection-cut"],
    ],
    [
      "two, while one of another port lived on",
      [beside("a", near), beside("b", near), open("c", "wss://app.example.com:8443/")],
      ["likely server-restart", "possible connection-cut"],
    ],
    [
      "one of another host, while one of this host lived on",
      [beside("a", "wss://b.example/"), open("b", near)],
      ["possible vpn-change", "possible connection-cut"],
    ],
  ])("ended together: %s", (_, others, causes) => {
    expect(ranked(ended(cutAt(12_025), { others }))).toEqual(causes);
  });
  test("a restart has those in its evidence that ended too, and one that did not", () => {
    const others = [
      beside("a", `${near}?token=x`),
      beside("b", near, 12_600, 1012),
      open("c", "wss://app.example.com/c"),
    ];
    expect(cause(ended(cutAt(12_025), { others }), "server-restart").evidence).toEqual([
      "2 other connections to the same host and port ended within a second of it",
      "wss://app.example.com/other ended, code 1006",
      "wss://app.example.com/other ended, code 1012",
      "wss://app.example.com/c was open before that and after it",
      "the page's close event: code 1006, not clean",
    ]);
  });
  test.each<[string, Scene, string, string[]]>([
    ["nginx's time-out", cutAt(60_030), "nginx/1.22.1", ["likely proxy-idle-timeout", "possible connection-cut"]],
    ["counted from the last message", cutAt(70_000, { messages: [10_000] }), "nginx", ["likely proxy-idle-timeout"]],
    ["another time", cutAt(45_000), "nginx", ["possible connection-cut"]],
    ["messages until the end", cutAt(60_030, { messages: [59_000] }), "nginx", ["possible connection-cut"]],
    [
      "Cloudflare's reported one",
      cutAt(100_100),
      "cloudflare",
      ["possible proxy-idle-timeout", "possible edge-restart", "possible connection-cut"],
    ],
  ])("%s", (_, scene, server, causes) => {
    expect(ranked(ended(scene, { server })).slice(0, causes.length)).toEqual(causes);
  });
  test("a default is never told as what is set", () => {
    const why = cause(ended(cutAt(60_030), { server: "nginx" }), "proxy-idle-timeout").why;
    expect(why).toBe("nginx ends an idle connection after 1 min by default; the operator may have changed that.");
    const reported = cause(ended(cutAt(100_100), { server: "cloudflare" }), "proxy-idle-timeout").why;
    expect(reported).toContain("is reported to end an idle connection");
  });
  test("a limit for the whole life", () => {
    const answer = { status: 101, headers: [["Via", "1.1 google"]] as const };
    const result = ended(cutAt(30_040, { answer, messages: [29_000] }));
    expect(ranked(result)[0]).toBe("likely lifetime-limit");
    expect(cause(result, "lifetime-limit").fix?.text).toContain("does not help");
  });
  test("a look that showed it closing", () => {
    const result = ended(cutAt(12_025, { snapshots: [{ at: 9000, readyState: 2 }] }));
    expect(ranked(result)[0]).toBe("likely close-not-answered");
  });
});

describe("idle-timeout", () => {
  /** Attempts at the same address that began and were cut before this one. */
  const earlier = (...lives: readonly (readonly [life: number, ...messages: number[]])[]) =>
    lives.map(([life, ...messages], i) => {
      const start = -200_000 * (lives.length - i);
      return upgradeOf(
        cutAt(start + 5 + life, {
          id: `a${i}`,
          createdAt: start,
          sentAt: start + 2,
          answer: { status: 101, at: start + 5 },
          messages: messages.map((at) => start + 5 + at),
        }),
      );
    });

  test.each<[string, Scene, Upgrade[], string | null]>([
    ["the same silence without a message", cutAt(60_025), earlier([60_100]), "It ended after 1 min without a message"],
    [
      "the same silence after messages",
      cutAt(80_025, { messages: [20_025] }),
      earlier([63_000, 3100]),
      "It ended 1 min after its last message",
    ],
    [
      "the same life, other silences",
      cutAt(30_025, { messages: [20_025] }),
      earlier([30_200, 3000]),
      "It ended 30 s after it opened",
    ],
    ["a second", cutAt(1040), earlier([1010], [990]), "It ended after 1 s without a message"],
    ["only one", cutAt(60_025), [], null],
    ["other times", cutAt(60_025), earlier([45_000], [3000]), null],
    ["one of many, by chance", cutAt(60_025), earlier([60_000], [45_000], [3000]), null],
    ["too short for a time-out", cutAt(425, { messages: [100] }), earlier([410], [400]), null],
  ])("%s", (_, scene, others, says) => {
    const result = ended(scene, { others });
    if (says === null) {
      expect(result.id).toBe("abnormal-closure");
      return;
    }
    expect(result.id).toBe("idle-timeout");
    expect(result.summary).toBe(
      `${says}, as ${others.length} ${others.length === 1 ? "other" : "others"} at this address did.`,
    );
  });

  const quiet = (id: string, life: number): Scene => ({
    id,
    createdAt: -life * 2,
    sentAt: -life * 2,
    answer: { status: 101, at: -life * 2 },
    errorAt: -life,
    ended: "closed",
  });
  test.each([
    [60_000, "idle-timeout"],
    [5000, null],
  ])("without a close code, %i ms give %s: a page may close short ones itself", (life, id) => {
    const scene: Scene = { answer: { status: 101 }, errorAt: 25 + life, ended: "closed" };
    expect(diagnosisOf(scene, { others: [upgradeOf(quiet("a", life))] })?.id ?? null).toBe(id);
  });
  test("short ones of which nobody heard the code speak neither for a time-out nor against it", () => {
    const untold = [4000, 4100, 2000].map((life, i) => upgradeOf(quiet(`u${i}`, life)));
    expect(ended(cutAt(4025), { others: untold }).id).toBe("abnormal-closure");
    const result = ended(cutAt(4025), { others: [...earlier([4100]), ...untold] });
    expect(result.summary).toBe("It ended after 4 s without a message, as 1 other at this address did.");
    const long = [12_000, 13_500].map((life, i) => upgradeOf(quiet(`l${i}`, life)));
    expect(ended(cutAt(4025), { others: [...earlier([4100]), ...long, ...earlier([9000])] }).id).toBe(
      "abnormal-closure",
    );
  });
  test("connections that end at one moment ended for one reason, which need not be a time-out", () => {
    const lived = { createdAt: 0, sentAt: 2, answer: { status: 101, at: 5 } };
    const other = upgradeOf(cutAt(60_030, { id: "a", ...lived }));
    expect(ended(cutAt(60_025, lived), { others: [other] }).id).toBe("abnormal-closure");
  });
  test("a clean close is nobody's time-out", () => {
    const others = [upgradeOf({ ...quiet("a", 60_000), close: { code: 1000 } })];
    expect(diagnosisOf(closedWith(1000, { errorAt: 60_025 }), { others })).toBeNull();
  });

  test("the recognized product whose default it is comes first, with its setting", () => {
    const result = ended(cutAt(60_025), { others: earlier([60_100]), server: "nginx" });
    expect(ranked(result)).toEqual(["likely proxy-idle-timeout", "possible lifetime-limit"]);
    const { title, fix } = cause(result, "proxy-idle-timeout");
    expect(title).toContain("nginx");
    const snippets = fix?.snippets ?? [];
    expect(snippets.find(({ for: product }) => product === "nginx")?.code).toContain("proxy_read_timeout");
    expect(snippets[0]?.code).toContain("25000");
  });
  test("unrecognized products are named as what they are: not seen", () => {
    const { why, likelihood } = cause(ended(cutAt(60_025), { others: earlier([60_100]) }), "proxy-idle-timeout");
    expect(likelihood).toBe("likely");
    expect(why).toMatch(/It is the default of .*nginx.*; nothing here shows that one of them is in between/);
  });
  test("a recognized product with another default may have been set so", () => {
    const { why } = cause(ended(cutAt(37_025), { others: earlier([37_100]), server: "nginx" }), "proxy-idle-timeout");
    expect(why).toContain("37 s may be one here. nginx left a mark here; its operator may have set this timeout.");
  });
  test("a constant life is no matter of silence", () => {
    const result = ended(cutAt(30_025, { messages: [20_025] }), { others: earlier([30_200, 3000]) });
    expect(ranked(result)).toEqual(["likely lifetime-limit"]);
    expect(cause(result, "lifetime-limit").evidence[1]).toBe(
      "the same on 1 other connection to this address, within 200 ms",
    );
  });
});

describe("closed-with-error", () => {
  test("of every registered code that reports a fault has a cause of its own, not that the number is invalid", () => {
    // 1006 is never sent: it has diagnoses of its own. 1004 and 1015 may not be used by programs, so the number is what is wrong.
    const codes = registeredCloseCodes.filter(({ code, fault }) => fault && ![1004, 1006, 1015].includes(code));
    expect(codes.length).toBeGreaterThan(10);
    for (const { code } of codes) expect(ranked(ended(closedWith(code))).join()).not.toContain("server-frame-bug");
  });
  test.each<[number, string, string[]]>([
    [1002, "Protocol error", ["likely protocol-violation"]],
    [1003, "Unsupported Data", ["likely unsupported-data"]],
    [1007, "Invalid frame payload data", ["likely unsupported-data"]],
    [1008, "Policy Violation", ["possible login-required", "possible policy-violation"]],
    [1009, "Message Too Big", ["likely frame-too-large"]],
    [1010, "Mandatory Ext.", ["likely compression-mismatch"]],
    [1011, "Internal Error", ["likely application-error"]],
    [1013, "Try Again Later", ["likely rate-limited"]],
    [1014, "Bad Gateway", ["likely upstream-down"]],
  ])("%i: the server's side gave it", (code, name, causes) => {
    const result = ended(closedWith(code));
    expect(result.id).toBe("closed-with-error");
    expect(result.summary).toBe(`It closed after 5 s; the server's side gave code ${code} (${name}).`);
    expect(ranked(result)).toEqual(causes);
  });
  test.each<[number, string, string]>([
    [3000, "Unauthorized", "likely login-required"],
    [3003, "Forbidden", "possible login-required"],
    [3008, "Timeout", "likely timed-out-by-server"],
    [5000, "Outside every range", "likely server-frame-bug"],
  ])("%i: a page may give it too, so nobody is named", (code, name, first) => {
    const result = ended(closedWith(code));
    expect(result.summary).toBe(`It closed after 5 s with code ${code} (${name}).`);
    expect(ranked(result)[0]).toBe(first);
  });
  test.each([1000, 1001, 1005, 1012, 2999, 3001, 4000, 4999])("%i is no fault", (code) => {
    expect(diagnosisOf(closedWith(code))).toBeNull();
  });
  test("the reason is quoted as foreign text", () => {
    const reason = "bye [x](https://evil.example) `now`";
    const result = ended(closedWith(1011, { close: { code: 1011, reason } }));
    expect(result.summary).toContain(", saying `bye [x](https://evil.example) 'now'`.");
    expect(result.evidence).toContain(`the page's close event: code 1011, clean, reason ${reason}`);
  });
  test.each<[string, string[]]>([
    ["Token validation failed", ["likely login-required", "possible policy-violation"]],
    ["no session", ["likely login-required", "possible policy-violation"]],
    ["trial_expired", ["likely policy-violation", "possible login-required"]],
    ["too many messages", ["likely policy-violation", "possible login-required"]],
  ])("1008, saying %s", (reason, causes) => {
    expect(ranked(ended(closedWith(1008, { close: { code: 1008, reason } })))).toEqual(causes);
  });
  test("an expired token makes a missing login likely", () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp: START / 1000 - 60 })).replaceAll("=", "")}.x`;
    const result = ended(closedWith(1008, { url: `wss://app.example.com/live?token=${token}` }));
    expect(ranked(result)[0]).toBe("likely login-required");
  });
  test.each<[string, number, string[]]>([
    ["graphql-transport-ws", 4401, ["likely library-refused", "possible login-required"]],
    ["graphql-transport-ws", 4500, ["likely library-refused"]],
    ["graphql-ws", 1011, ["likely library-refused"]],
  ])("%s says what %i means", (subprotocol, code, causes) => {
    const answer = { status: 101, headers: [["Sec-WebSocket-Protocol", subprotocol]] as const };
    const result = ended(closedWith(code, { answer }));
    expect(result.id).toBe("closed-with-error");
    expect(ranked(result)).toEqual(causes);
    expect(cause(result, "library-refused").evidence).toContain(
      `response header Sec-WebSocket-Protocol: ${subprotocol}`,
    );
  });
  describe("with 1009 the largest message that was sent is told", () => {
    const sent = (...sizes: number[]) => sizes.map((size, i) => [100 + i, "sent", "x".repeat(size)] as const);
    const evidenceOf = (scene: Scene) => cause(ended(closedWith(1009, scene)), "frame-too-large").evidence;
    test.each<[string, Scene, string]>([
      ["one: exactly", { said: sent(100) }, "the only sent message that was counted had 100 B"],
      [
        "several: the power of two, and the mean",
        { said: sent(100, 20, 3) },
        "the largest of 3 sent messages had between 64 and 123 B",
      ],
      ["several of one size: exactly", { said: sent(1, 1) }, "the largest of 2 sent messages had 1 B"],
      ["large ones", { said: sent(4000, 3) }, "the largest of 2 sent messages had between 2,048 and 4,003 B"],
      [
        "one, beside what was received",
        { said: sent(100), messages: [90, 95] },
        "the only sent message that was counted had 100 B",
      ],
    ])("%s", (_, scene, words) => {
      expect(evidenceOf(scene)).toContain(words);
    });
    test("what was only received says nothing of it", () => {
      expect(evidenceOf({ messages: [100] }).join()).not.toContain("message");
    });
    test("a report that is explained again has it too", () => {
      const upgrade = upgradeOf(closedWith(1009, { said: sent(100) }));
      const counted = { ...upgrade, countedByDebugger: { ...upgrade.countedByDebugger, sizes: emptyHistogram } };
      expect(largestSent({ upgrade: counted })).toEqual(["the only sent message that was counted had 100 B"]);
    });
    test("the size of a Blob is hidden: there may be a larger one", () => {
      const upgrade = upgradeOf(closedWith(1009, { said: sent(100, 50) }));
      const counted = { ...upgrade, countedByDebugger: { ...upgrade.countedByDebugger, bytesExact: false } };
      expect(largestSent({ upgrade: counted })).toEqual(["the largest of 2 sent messages had at least 75 B"]);
    });
  });
  test("both limits of API Gateway are named with 1009", () => {
    const { why } = cause(ended(closedWith(1009)), "frame-too-large");
    expect(why).toContain("messages of at most 128 KB");
    expect(why).toContain("of at most 32 KB");
  });
  test("never of one that never opened", () => {
    expect(diagnosisOf({ close: { code: 1011 } })?.stage).not.toBe("ended");
  });
});

describe("ended-at-once", () => {
  const attemptsBefore = (count: number, scene: Scene = {}) =>
    Array.from({ length: count }, (_, i) =>
      upgradeOf({
        ...cutAt(-9700 + i * 2000, { ...scene }),
        id: `b${i}`,
        createdAt: -10_000 + i * 2000,
        sentAt: -9980 + i * 2000,
        answer: { status: 101, at: -9975 + i * 2000 },
      }),
    );
  test("several that ended before the server sent anything", () => {
    const result = ended(cutAt(225), { others: attemptsBefore(3) });
    expect(result).toMatchObject({ id: "ended-at-once", stage: "ended" });
    expect(result.summary).toBe(
      "It ended 200 ms after it opened, before the server sent anything, as 3 other attempts did.",
    );
    expect(ranked(result)).toEqual(["possible application-error"]);
  });
  test.each<[string, Scene, Upgrade[]]>([
    ["one other", cutAt(225), attemptsBefore(1)],
    ["it got a message", cutAt(225, { messages: [100] }), attemptsBefore(3)],
    ["a close code says more", closedWith(1011, { errorAt: 225 }), attemptsBefore(3)],
  ])("not when %s", (_, scene, others) => {
    expect(diagnosisOf(scene, { others })?.id).not.toBe("ended-at-once");
  });
});

describe("logged-at-the-end", () => {
  const line = (end: string) =>
    explainReading(readText(`203.0.113.7 - - [12/Mar/2026 10:15:32] "GET /ws HTTP/1.1" ${end}`), 0)[0];
  test("eventlet tells for how long it was open", () => {
    const { verdict, diagnosis } = line("200 0 61.250000") ?? {};
    expect(verdict?.sentence).toBe("The WebSocket was open; the log shows 200 for it, written when it ended.");
    expect(diagnosis?.causes[0]?.why).toContain("61.3 s");
  });
  test.each(["200 512 61.250000", "200 0 0.010000", "200 -", "200 0 0.5"])("nothing of the kind: %s", (end) => {
    expect(line(end)?.diagnosis?.id).toBe("answered-as-page");
  });
});

describe("idle-timeout of one connection", () => {
  const AT = 60_030;
  const untold = (errorAt: number): Scene => ({ answer: { status: 101 }, errorAt, ended: "closed" });
  test("nobody knows how it ended, and a default fits", () => {
    const result = ended(untold(AT));
    expect(result.id).toBe("idle-timeout");
    expect(result.summary).toBe("It ended after 1 min without a message; the record does not say how.");
    expect(ranked(result)).toEqual(["possible proxy-idle-timeout"]);
    expect(result.causes[0]?.why).toContain("nothing here shows that one of them is in between");
  });
  test("it is likely where the product was recognized", () => {
    expect(ranked(ended(untold(AT), { server: "nginx" }))).toEqual(["likely proxy-idle-timeout"]);
  });
  test.each([40_000, 57_000, 62_500, 5000])("not after %i ms", (at) => expect(diagnosisOf(untold(at + 25))).toBeNull());
  test("a code 1006 says more, and the timer is among its causes", () => {
    const result = ended(cutAt(AT));
    expect(result.id).toBe("abnormal-closure");
    expect(ranked(result)).toContain("possible proxy-idle-timeout");
  });
});

test("a limit that cannot be raised is met with a heartbeat alone, and other products' settings are not offered", () => {
  const answer = (mark: readonly [string, string]) => ({ answer: { status: 101, headers: [mark] } });
  const fix = (mark: readonly [string, string], at: number) =>
    cause(ended(cutAt(at, answer(mark))), "proxy-idle-timeout").fix;
  const heroku = fix(["Via", "1.1 vegur"], 55_030);
  expect(heroku?.text).toBe("Send a heartbeat before the timeout, ideally pings from the server.");
  expect(heroku?.snippets.map(({ for: name }) => name)).not.toEqual(expect.arrayContaining(["nginx"]));
  const nginx = fix(["Server", "nginx/1.22.1"], 60_030);
  expect(nginx?.text).toContain("or let the product wait longer");
  expect(nginx?.snippets.map(({ for: name }) => name)).toContain("nginx");
  expect(nginx?.snippets.map(({ for: name }) => name)).not.toContain("HAProxy");
});
