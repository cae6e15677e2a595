import { afterEach, describe, expect, it, vi } from "vitest";
import { ReportExports } from "../../src/panel/report-exports.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import type { Steps } from "../../src/report/build/steps.ts";
import { type Format, formats } from "../../src/report/formats/registry.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { type ExportProgress, Exports } from "../../src/store/exports.ts";
import type { PlannedReport } from "../../src/store/report-of.ts";
import { explained, meta, requestHeaders } from "../report/built.ts";

const SECRET = "a-session-4711abc";
const REPORT = buildReport([explained({ request: requestHeaders(["Cookie", `sid=${SECRET}`]) })], meta(), {
  redact: false,
});
const JSON_FORMAT = formatOf("json");
const MARKDOWN = formatOf("markdown");

afterEach(() => vi.restoreAllMocks());

function formatOf(wanted: Format["id"]): Format {
  const format = formats.find(({ id }) => id === wanted);
  if (format === undefined) throw new Error(`There is no format ${wanted}.`);
  return format;
}

/** A report of one connection that is still to be made, in so many steps. */
function planned(steps = 1): PlannedReport {
  const making = function* (): Steps<Report> {
    yield 1;
    for (let i = 1; i < steps; i++) yield 0;
    return REPORT;
  };
  return { connections: 1, steps: making() };
}

/** One that cannot be made. */
function broken(): PlannedReport {
  const making = function* (): Steps<Report> {
    yield 1;
    throw new Error("A report cannot be made.");
  };
  return { connections: 1, steps: making() };
}

function panel() {
  const told = new Exports();
  const saved: { name: string; content: Blob }[] = [];
  const copied: string[] = [];
  const progress: (ExportProgress | null)[] = [];
  told.progress.subscribe((one) => void progress.push(one));
  let mayCopy = true;
  const reports = new ReportExports(told, {
    download: (name, content) => void saved.push({ name, content }),
    copyText: async (text) => {
      if (mayCopy) copied.push(text);
      return mayCopy;
    },
  });
  return {
    reports,
    told,
    saved,
    copied,
    progress,
    /** The browser refuses the clipboard, or gives it again. */
    letCopy: (may: boolean) => {
      mayCopy = may;
    },
  };
}

/** At every look at the clock so much time has passed, in milliseconds: every step is a turn of its own. */
function slowClock(milliseconds: number): void {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += milliseconds;
    return now;
  });
}

describe("a report that is saved", () => {
  it("is masked, and named and typed as its format is", async () => {
    const { reports, saved } = panel();
    expect(await reports.send(planned(), MARKDOWN, "download")).toBe("saved");
    expect(saved).toHaveLength(1);
    expect(saved[0]?.name).toMatch(/^upgrades-.+\.md$/);
    expect(saved[0]?.content.type).toBe("text/markdown;charset=utf-8");
    const text = await saved[0]?.content.text();
    expect(text).toBe(MARKDOWN.render(redact(REPORT)));
    expect(text).not.toContain(SECRET);
  });

  it("is whole, however many pieces it is written in", async () => {
    const { reports, saved } = panel();
    const pieces = ["a".repeat(900_000), "é".repeat(200_000), "c".repeat(3_000_000), "d"];
    await reports.send(planned(), { ...MARKDOWN, pieces: () => pieces }, "download");
    expect(await saved[0]?.content.text()).toBe(pieces.join(""));
  });
});

describe("a report that is copied", () => {
  it("is masked", async () => {
    const { reports, told, copied } = panel();
    expect(await reports.send(planned(), JSON_FORMAT, "copy")).toBe("copied");
    expect(copied).toEqual([JSON_FORMAT.render(redact(REPORT))]);
    expect(told.waiting.value).toBe(null);
  });

  it("waits for another click where the browser refuses the clipboard, until the next one", async () => {
    const { reports, told, letCopy } = panel();
    letCopy(false);
    expect(await reports.send(planned(), JSON_FORMAT, "copy")).toBe("waiting");
    expect(told.waiting.value).toEqual({ format: "JSON", text: JSON_FORMAT.render(redact(REPORT)) });
    letCopy(true);
    expect(await reports.send(planned(), MARKDOWN, "copy")).toBe("copied");
    expect(told.waiting.value).toBe(null);
  });
});

describe("reports that are asked for together", () => {
  it("leave one after the other, also after one that could not be made", async () => {
    const { reports, saved } = panel();
    const first = reports.send(planned(1000), JSON_FORMAT, "download");
    const second = reports.send(broken(), JSON_FORMAT, "download");
    const third = reports.send(planned(), MARKDOWN, "download");
    await expect(second).rejects.toThrow("cannot be made");
    expect([await first, await third]).toEqual(["saved", "saved"]);
    expect(saved.map(({ name }) => name.split(".").at(-1))).toEqual(["json", "md"]);
  });

  it("do not leave when they are canceled, and one that is asked for after that does", async () => {
    const { reports, told, saved, progress } = panel();
    slowClock(600);
    const first = reports.send(planned(1000), JSON_FORMAT, "download");
    const second = reports.send(planned(), JSON_FORMAT, "copy");
    await new Promise<void>((resolve) => {
      told.progress.subscribe((one) => one !== null && resolve());
    });
    reports.cancel();
    const third = reports.send(planned(), MARKDOWN, "download");
    expect([await first, await second, await third]).toEqual(["canceled", "canceled", "saved"]);
    expect(saved.map(({ name }) => name.split(".").at(-1))).toEqual(["md"]);
    expect(progress.at(-1)).toBe(null);
  });
});

describe("the progress of a report", () => {
  it("is told when it takes half a second or more, grows, and is over with it", async () => {
    const { reports, progress } = panel();
    slowClock(100);
    await reports.send(planned(20), MARKDOWN, "download");
    const shares = progress.slice(1, -1).map((one) => one?.share ?? -1);
    expect(progress[1]).toMatchObject({ format: "Markdown", connections: 1 });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.every((share) => share > 0 && share <= 1)).toBe(true);
    expect(progress.at(-1)).toBe(null);
  });

  it("is not told of one that is made at once", async () => {
    const { reports, progress } = panel();
    vi.spyOn(performance, "now").mockReturnValue(0);
    await reports.send(planned(1000), MARKDOWN, "download");
    expect(progress).toEqual([null]);
  });
});

describe("a report whose secrets somebody looks at", () => {
  it("leaves with those that were kept, and with no others", async () => {
    const { reports, copied } = panel();
    const masking = await reports.review(planned(), new AbortController().signal, () => undefined);
    const labels = masking.secrets().map(({ label }) => label);
    expect(labels).toEqual(["<cookie sid #1>"]);
    await reports.sendReviewed(masking, new Set(), JSON_FORMAT, "copy");
    await reports.sendReviewed(masking, new Set(labels), JSON_FORMAT, "copy");
    expect(copied.map((text) => text.includes(SECRET))).toEqual([false, true]);
  });

  it("tells how far the search for them is, and stops when it is told to", async () => {
    const { reports } = panel();
    slowClock(100);
    const shares: number[] = [];
    await reports.review(planned(), new AbortController().signal, (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
    const cancel = new AbortController();
    const work = reports.review(planned(1000), cancel.signal, () => cancel.abort(new Error("enough")));
    await expect(work).rejects.toThrow("enough");
  });
});
