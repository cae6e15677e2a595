import { describe, expect, it } from "vitest";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { diagnoses, diagnosesOf } from "../../src/knowledge/diagnoses/registry.ts";
import { kinds, knowledgeOf } from "../../src/knowledge/kinds/registry.ts";
import { KINDS } from "../../src/upgrade/kinds/kind.ts";
import { kinds as facts, factsOf } from "../../src/upgrade/kinds/registry.ts";
import { explained, type RequestStory, STREAM } from "../docs/samples/requests.ts";
import { explanationOf } from "./failures.ts";

/** What is said of an open one by its kind's own entry. */
describe("websocket", () => {
  const { checks: results, healthQuestions, path } = explanationOf({ answer: { status: 101 }, messages: [40] });

  it("is the only kind whose handshake is checked, and that counts messages of both sides", () => {
    expect(results.some(({ outcome }) => outcome !== "not-applicable")).toBe(true);
    expect(kinds.filter((kind) => kind.checks.length > 0).map(({ id }) => id)).toEqual(["websocket"]);
    expect(kinds.filter(({ isTwoWay }) => isTwoWay).map(({ id }) => id)).toEqual(["websocket"]);
  });

  it("answers four questions, and is drawn with its Upgrade header", () => {
    expect(healthQuestions.map(({ id }) => id)).toEqual(["connects", "handshake", "messages", "proxy"]);
    expect(path.request).toBe("GET /live · Upgrade: websocket");
    expect(path.line).toMatchObject({ live: true });
  });
});

describe("webtransport", () => {
  it("is waited for without a request, and counted by nobody", () => {
    const { verdict, path, healthQuestions } = explained({ kind: "webtransport" });
    expect(verdict.headline).toBe("Waiting");
    expect(path.request).toBe("GET /transport · :protocol webtransport");
    expect(healthQuestions.find(({ id }) => id === "messages")?.answer).toContain("does not show extensions");
    expect(knowledgeOf("webtransport").uncounted).toContain("cannot be counted");
  });

  it("says pending for another reason once it is established", () => {
    const { pending } = explained({ kind: "webtransport", establishedAt: 80 });
    expect(pending?.plain).toContain("how long it took to be established");
  });
});

describe("event-stream", () => {
  const answer = { status: 200, headers: STREAM };

  it("counts events for an EventSource, and pieces of the body for what reads it itself", () => {
    const line = (by: "EventSource" | "fetch") =>
      explained({ kind: "event-stream", by, answer, messages: [100, 200], pieces: [] }).path.line?.text;
    expect(line("EventSource")).toContain("↓ 2 events");
    expect(line("fetch")).toContain("↓ 2 pieces");
  });

  it("asks of the type once there is a response", () => {
    const ids = (story: object) => explained({ kind: "event-stream", ...story }).healthQuestions.map(({ id }) => id);
    expect(ids({})).toEqual(["connects", "messages", "proxy"]);
    expect(ids({ answer })).toEqual(["connects", "handshake", "messages", "proxy"]);
  });
});

describe("long-poll", () => {
  it("is sure where the address is a library's, and a guess elsewhere", () => {
    const known = explained({ kind: "long-poll", url: "https://app.example.com/?EIO=4&transport=polling" });
    expect(known.verdict).toMatchObject({ level: "healthy", headline: "Waiting" });
    expect(explained({ kind: "long-poll" }).verdict).toMatchObject({ level: "unknown", headline: "Waiting" });
  });

  it("leaves no line open in the drawing", () => {
    expect(explained({ kind: "long-poll", answer: { status: 200 } }).path).toMatchObject({ line: null });
  });
});

describe("streaming-fetch", () => {
  it("tells how much of the body has come", () => {
    const { verdict } = explained({ kind: "streaming-fetch", answer: { status: 200 }, pieces: [400, 29_800] });
    expect(verdict).toMatchObject({ level: "healthy", headline: "Healthy" });
    expect(verdict.sentence).toMatch(/Pending only means that its response has not ended; .* have come/);
  });
});

describe("other-upgrade", () => {
  it("says what it asks for, whatever became of it, and why nothing of it is counted", () => {
    const asked = explained({ kind: "other-upgrade", headers: [["Upgrade", "h2c"]] });
    expect(asked.verdict).toMatchObject({ headline: "No response", quotesDiagnosis: false });
    expect(asked.verdict.sentence).toContain("`h2c`");
    expect(asked.pending).toBeNull();
    expect(asked.healthQuestions).toEqual([]);
    expect(knowledgeOf("other-upgrade").uncounted).toContain("not in the file");
  });
});

/** What may become of a request, whatever its kind. */
const MOMENTS = {
  waiting: {},
  responding: { answer: { status: 200, headers: [] } },
  arriving: { answer: { status: 200, headers: [] }, pieces: [100, 300] },
  complete: { answer: { status: 200, headers: [] }, end: { end: "finished", at: 900 } },
  canceled: { end: { end: "canceled", at: 900 } },
  failed: { end: { end: "failed", at: 900, message: "net::ERR_CONNECTION_RESET" } },
  broken: {
    answer: { status: 200, headers: [] },
    pieces: [100],
    end: { end: "failed", at: 900, message: "net::ERR_INCOMPLETE_CHUNKED_ENCODING" },
  },
  refused: { answer: { status: 503, headers: [] }, end: { end: "finished", at: 900 } },
} as const satisfies Readonly<Record<string, Partial<RequestStory>>>;

/** A kind that its family's laws do not fit has a `describe` of its own that says so, and is left out here by name. */
describe.each(kinds.filter(({ id }) => KINDS[id] === "request"))(
  "$id, an ordinary request",
  ({ id, one, thing, name }) => {
    const at = (moment: keyof typeof MOMENTS) => explained({ kind: id, ...MOMENTS[moment] });

    it("has words that fit into a sentence", () => {
      expect(one).toMatch(/^an? (?:[^A-Z]|[A-Z]{2,} )/);
      expect(name).toMatch(/^[A-Z]/);
      expect(thing).not.toMatch(/^an? /);
    });

    it("waits, says what it is taken for and why it is pending", () => {
      const { verdict, pending, path } = at("waiting");
      expect(verdict.headline).toBe("Waiting");
      expect(verdict.sentence).toContain(one);
      expect(pending?.plain).toMatch(/\.$/);
      expect(pending?.engineer).toMatch(/\.$/);
      expect(path.request).toMatch(/^GET \//);
    });

    it.each(["responding", "arriving"] as const)("is fine and pending while its response is %s", (moment) => {
      const { verdict, pending, diagnosis } = at(moment);
      expect(verdict).toMatchObject({ level: "healthy", headline: "Healthy" });
      expect(verdict.sentence).toMatch(/Pending only means that its response has not ended;/);
      expect(pending).not.toBeNull();
      expect(diagnosis).toBeNull();
    });

    it.each(["complete", "canceled"] as const)("is no failure and no longer pending when it is %s", (moment) => {
      const { verdict, pending, diagnosis } = at(moment);
      expect(verdict.level).toBe(moment === "complete" ? "healthy" : "unknown");
      expect(verdict.headline).toBe(moment === "complete" ? "Ended" : "Canceled");
      expect(pending).toBeNull();
      expect(diagnosis).toBeNull();
    });

    it.each(["failed", "broken"] as const)("quotes the browser where it is %s", (moment) => {
      const { verdict, pending, diagnosis, path } = at(moment);
      expect(verdict.level).toBe("failed");
      expect(verdict.sentence).toContain(MOMENTS[moment].end.message);
      expect(pending).toBeNull();
      expect(diagnosis?.summary).toContain(MOMENTS[moment].end.message);
      expect(path.line?.live ?? false).toBe(false);
    });
  },
);

describe.each(kinds)("$id, whatever becomes of it", ({ id }) => {
  it.each(Object.entries(MOMENTS))("is explained when it is %s", (_, moment) => {
    const { verdict, diagnosis, pending, path, healthQuestions } = explained({ kind: id, ...moment });
    const words = [
      verdict.sentence,
      ...[pending?.plain, pending?.engineer, path.line?.text].filter((one) => one != null),
    ];
    for (const one of words) expect(one).not.toMatch(/undefined|NaN|Infinity|null|\[object|\s\s|`\s*`/);
    expect(verdict.sentence).toMatch(/^[A-Z`].*[.`]$/);
    expect(verdict.headline).not.toBe("");
    // What is called a failure is said why, and each cause has something that speaks for it.
    if (verdict.level === "failed") expect(diagnosis).not.toBeNull();
    for (const { evidence } of diagnosis?.causes ?? []) expect(evidence.length).toBeGreaterThan(0);
    expect(new Set(healthQuestions.map((question) => question.id)).size).toBe(healthQuestions.length);
  });
});

describe("kinds", () => {
  it("have facts and knowledge each, under one id", () => {
    expect(kinds.map(({ id }) => id).sort()).toEqual([...facts].sort());
    for (const id of facts) expect(knowledgeOf(id).id).toBe(id);
  });

  it("count what their words have a unit for, and nothing else", () => {
    for (const { id, unitOf, uncounted } of kinds) {
      const { upgrade } = explained({ kind: id });
      expect(unitOf(upgrade) === null, id).toBe(factsOf(id).counts === null);
      expect(uncounted !== null, id).toBe(factsOf(id).counts === null);
    }
  });

  it("ask diagnoses in the order of the registry", () => {
    for (const { id } of kinds) {
      const asked = diagnosesOf(id);
      expect(asked.length, id).toBeGreaterThan(0);
      expect(asked).toEqual(diagnoses.filter(({ kinds: of }) => of.includes(id)));
    }
  });

  it("report every check of those that have none as not applicable", () => {
    const { checks: results } = explained({ kind: "streaming-fetch" });
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual(checks.map(({ id }) => [id, "not-applicable"]));
  });
});
