import { beforeEach, describe, expect, it, vi } from "vitest";
import { FileImports } from "../../src/panel/file-imports.ts";
import type { ImportProgress } from "../../src/store/imports.ts";
import { Store } from "../../src/store/store.ts";
import { provideText } from "../../src/view/text.ts";
import { har, socketEntry } from "../cli/built-har.ts";

const NOW = 1_800_000_000_000;
const HAR = har([socketEntry({ url: "wss://a.test/chat" })]);

/** How long a busy machine may take. */
const WHILE = { timeout: 30_000 };

beforeEach(() => provideText((key) => key));

function panel() {
  const store = new Store();
  const progress: (ImportProgress | null)[] = [];
  store.imports.progress.subscribe((told) => void progress.push(told));
  progress.length = 0;
  const { all, failures, empty } = store.imports;
  return {
    files: new FileImports(store, { now: () => NOW, isVisible: () => true }),
    progress,
    names: () => all.value.map(({ name }) => name),
    failures: () => failures.value.map(({ name, why }) => `${name}: ${why}`),
    empty: () => empty.value,
    /** All files that were chosen are read, or could not be. */
    done: () => vi.waitFor(() => expect(progress.at(-1)).toBe(null), WHILE),
  };
}

/** A file that gives these pieces, and goes on after the first only when it is told to. */
function slowFile(name: string, pieces: readonly string[]) {
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const waiting = pieces.map((piece) => new TextEncoder().encode(piece));
  let isCanceled = false;
  const file = new File(pieces.slice(), name);
  file.stream = () =>
    new ReadableStream(
      {
        async pull(controller) {
          const piece = waiting.shift();
          if (piece === undefined) {
            controller.close();
            return;
          }
          controller.enqueue(piece);
          await gate;
        },
        cancel: () => {
          isCanceled = true;
        },
      },
      { highWaterMark: 0 },
    );
  return { file, goOn, isCanceled: () => isCanceled };
}

describe("FileImports", () => {
  it("reads files one after the other, in the order in which they were chosen", async () => {
    const { files, names, done, progress } = panel();
    files.start([new File([HAR], "one.har"), new File([HAR], "two.har")]);
    files.start([new File([HAR], "three.har")]);
    await done();
    expect(names()).toEqual(["one.har", "two.har", "three.har"]);
    const first = progress
      .filter((told) => told?.read === 0)
      .map((told) => `${told?.name} ${told?.file}/${told?.files}`);
    expect(first).toEqual(["one.har 1/2", "two.har 2/3", "three.har 3/3"]);
  });

  it("tells how much of the file is read", async () => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => {
      clock += 100;
      return clock;
    });
    const { files, done, progress } = panel();
    files.start([new File([HAR], "one.har")]);
    await done();
    vi.restoreAllMocks();
    expect(progress[0]).toEqual({ name: "one.har", read: 0, size: HAR.length, file: 1, files: 1 });
    expect([...new Set(progress.map((told) => told?.read))]).toEqual([0, HAR.length, undefined]);
  });

  it("goes on after a file that is nothing it knows, and says so of that one", async () => {
    const { files, names, failures, done } = panel();
    files.start([new File(["hello"], "note.txt"), new File([HAR], "one.har")]);
    await done();
    expect(names()).toEqual(["one.har"]);
    expect(failures()).toEqual([expect.stringMatching(/^note\.txt: It is neither .+ Paste the output of .+\.$/)]);
  });

  it("says what can be read after a reason that does not", async () => {
    const { files, failures, done } = panel();
    files.start([new File(['{"log": {"entries": ['], "cut.har"), new File(['{"log": 1}'], "wrong.har")]);
    await done();
    expect(failures()).toEqual([
      expect.stringMatching(/^cut\.har: .+ importHow$/),
      expect.stringMatching(/^wrong\.har: .+ importHow$/),
    ]);
  });

  it("tells who pasted a text what became of it, and nobody else", async () => {
    const { files, names, failures, empty } = panel();
    expect(await files.read("hello")).toMatch(/^It is neither .+ Paste the output of .+\.$/);
    expect(await files.read(har([]))).toBe("importEmpty");
    expect([names(), failures(), empty()]).toEqual([[], [], []]);
    expect(await files.read(HAR)).toBeNull();
    expect(names()).toEqual(["pasteName"]);
  });

  it("does not keep who pasted a text waiting when everything is canceled", async () => {
    const { files, names } = panel();
    const slow = slowFile("slow.har", [HAR, " "]);
    files.start([slow.file]);
    const pasted = files.read(HAR);
    files.cancel();
    slow.goOn();
    expect(await pasted).toBe("importCanceled");
    expect(names()).toEqual([]);
  });

  it("names a file that holds no connection", async () => {
    const { files, empty, failures, done } = panel();
    files.start([new File([har([])], "none.har")]);
    await done();
    expect([empty(), failures()]).toEqual([["none.har"], []]);
  });

  it("says that the browser could not read a file, and not in whose words", async () => {
    const { files, failures, done } = panel();
    const gone = new File([HAR], "gone.har");
    gone.stream = () => new ReadableStream({ start: (controller) => controller.error(new Error("NotFoundError")) });
    files.start([gone]);
    await done();
    expect(failures()).toEqual(["gone.har: importUnreadable"]);
  });

  it("says of a report that is too large to be read whole what reads it", async () => {
    const { files, failures, done } = panel();
    const large = new File([], "large.txt");
    const piece = new Uint8Array(1 << 24).fill(32);
    let left = 5;
    large.stream = () =>
      new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(piece.slice()) : to.close()) }, { highWaterMark: 0 });
    files.start([large]);
    await done();
    expect(failures()).toEqual(["large.txt: importTooLarge"]);
  });

  it("forgets what went wrong before when other files are chosen", async () => {
    const { files, failures, done } = panel();
    files.start([new File(["hello"], "note.txt")]);
    await done();
    files.start([new File([HAR], "one.har")]);
    await done();
    expect(failures()).toEqual([]);
  });

  it("forgets files that were not read whole when it is canceled, and tells of no failure", async () => {
    const { files, names, failures, done } = panel();
    const slow = slowFile("slow.har", [HAR, " "]);
    files.start([new File([HAR], "one.har"), slow.file, new File([HAR], "three.har")]);
    await vi.waitFor(() => expect(names()).toEqual(["one.har"]), WHILE);
    files.cancel();
    slow.goOn();
    await done();
    expect([names(), failures(), slow.isCanceled()]).toEqual([["one.har"], [], true]);
  });

  it("reads a file that is chosen while the canceled one still stops", async () => {
    const { files, names, done } = panel();
    const slow = slowFile("slow.har", [HAR, " "]);
    files.start([slow.file]);
    await new Promise((resolve) => setTimeout(resolve));
    files.cancel();
    files.start([new File([HAR], "next.har")]);
    slow.goOn();
    await done();
    expect(names()).toEqual(["next.har"]);
  });
});
