import "./as-extension.ts";
import * as fc from "fast-check";
import { onBackgroundMessage, onPanelMessage } from "../../src/capture/background-port.ts";
import { readSettings } from "../../src/capture/settings.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { readPieces } from "../../src/sources/pieces.ts";
import { readParsed, readText } from "../../src/sources/recognize.ts";
import type { Reading } from "../../src/upgrade/reading.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { FakePort } from "../capture/fake-port.ts";
import type { RecordedLine } from "../recordings/recorded-lines.ts";
import { endOf, explainAll, logOf, observationsOf } from "../recordings/replay.ts";
import { meta, NOW } from "../report/built.ts";
import { parseReport } from "../report/parse-report.ts";
import { mutatedBytes, mutatedJson, mutatedText } from "./mutations.ts";
import { checkOutputs } from "./outputs.ts";
import type { Samples } from "./samples.ts";

/** One decoder, with what comes after it: everything that it lets through is explained, masked and written. */
export interface Target {
  readonly name: string;
  /** Settles well when all is well, also after one of the decoder's own errors. */
  readonly property: fc.IAsyncProperty<[unknown]>;
}

/** Processor time that one input of a few kilobytes may take with everything that comes after, in milliseconds. */
const MOST_MS = 4000;

/** A whole file that is read at once, in bytes. */
const MOST_WHOLE = 1 << 24;

/** Every way in. */
export function targetsOf(samples: Samples): readonly Target[] {
  const { json, texts, archives, recordings, reports } = samples;
  const bytes = [...texts.map((text) => new TextEncoder().encode(text)), ...archives];
  return [
    target("parsed JSON of a file", mutatedJson(json), (input) => readAll(() => readParsed(input))),
    target("text of a file or a paste", mutatedText(texts), (input) => readAll(() => readText(input))),
    target("random text", fc.string({ unit: "binary", maxLength: 400 }), (input) => readAll(() => readText(input))),
    target("file in pieces", fc.tuple(mutatedBytes(bytes), fc.integer({ min: 1, max: 5000 })), ([whole, size]) =>
      readAll(() => readPieces(nextOf(whole, size), 1, MOST_WHOLE)),
    ),
    target("archive", mutatedBytes(archives), (input) => readAll(() => readPieces(nextOf(input, 4096), 1, MOST_WHOLE))),
    target("random bytes", fc.uint8Array({ maxLength: 300 }), (input) =>
      readAll(() => readPieces(nextOf(new Uint8Array([0x50, 0x4b, 3, 4, ...input]), 100), 1, MOST_WHOLE)),
    ),
    target("report", mutatedJson(reports), (input) => {
      const report = documented(() => readReport(input));
      if (report === null) return;
      const keepsSchema = isOfSchema(input);
      checkOutputs(report, keepsSchema);
      checkOutputs(redact(report), keepsSchema);
    }),
    target(
      "events of the debugger",
      fc
        .constantFrom(...recordings)
        .chain(({ lines, ...rest }) =>
          mutatedJson([lines.map((line) => ({ ...line }))]).map((changed) => ({ ...rest, lines: linesOf(changed) })),
        ),
      (recording) => {
        const tracker = new ConnectionTracker();
        tracker.observe(observationsOf(recording));
        checkOutputs(buildReport(explainAll(tracker, recording), meta({ generatedAt: endOf(recording.header) })));
      },
    ),
    target(
      "log of DevTools",
      fc
        .constantFrom(...recordings)
        .chain((recording) => mutatedJson([recording.har]).map((har) => ({ ...recording, har }))),
      (recording) => {
        const logged = documented(() => logOf(recording));
        if (logged === null) return;
        const tracker = new ConnectionTracker();
        tracker.observe(logged);
        checkOutputs(buildReport(explainAll(tracker, recording), meta()));
      },
    ),
    target("settings", mutatedJson([SETTINGS]), (input) => {
      if (JSON.stringify(readSettings(readSettings(input))) !== JSON.stringify(readSettings(input)))
        throw new Error("settings that are read again are others");
    }),
    target("messages of a port", mutatedJson(MESSAGES), (input) => {
      const port = new FakePort("fuzz");
      const heard: unknown[] = [];
      onPanelMessage(port, (message) => heard.push(message));
      onBackgroundMessage(port, (message) => heard.push(message));
      port.hear(input);
      if (heard.length > 1) throw new Error("one message was heard as two");
    }),
  ];
}

const SETTINGS = {
  live: true,
  keepLog: false,
  closeCodes: true,
  hiddenMinutes: 5,
  otherPending: true,
  countNames: true,
  layout: {
    columns: [{ id: "rate", isShown: true, width: 70 }],
    sort: { column: "url", descending: true },
    beside: 46,
    above: 38,
  },
};

const MESSAGES = [
  { type: "attach", tabId: 3 },
  { type: "attach-worker", targetId: "ABC" },
  { type: "detach" },
  { type: "attached" },
  { type: "worker-attached", targetId: "ABC" },
  { type: "worker-refused", targetId: "ABC" },
  { type: "refused", message: "no" },
  { type: "detached", reason: "canceled_by_user" },
];

function target<T>(name: string, inputs: fc.Arbitrary<T>, run: (input: T) => void | Promise<void>): Target {
  const property = fc.asyncProperty(inputs, async (input) => {
    const before = process.cpuUsage();
    await run(input);
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    if (took > MOST_MS) throw new Error(`it took ${Math.round(took)} ms of the processor`);
  });
  return { name, property };
}

async function readAll(read: () => Reading | Promise<Reading>): Promise<void> {
  let reading: Reading;
  try {
    reading = await read();
  } catch (error) {
    return documentedError(error);
  }
  for (const redacts of [true, false])
    checkOutputs(reportOfReading(reading, { version: "0.1.0", otherwise: NOW, redact: redacts }));
}

/** Readers are kinder than the schema: they take ids that a newer version may have. */
function isOfSchema(input: unknown): boolean {
  try {
    parseReport(JSON.stringify(input));
    return true;
  } catch {
    return false;
  }
}

function documented<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    documentedError(error);
    return null;
  }
}

/** Decoders throw one clear sentence; a `TypeError` or a `RangeError` is an accident, and passed on. */
function documentedError(error: unknown): void {
  const isSentence = error instanceof Error && /^(?:Error|TooLarge)$/.test(error.constructor.name);
  if (!isSentence || !/[.]$/.test(error.message)) throw error;
  if (error.message.includes("\n") || error.message.length > 600) throw new Error(`not one sentence: ${error.message}`);
}

/** What is left of a recording's lines that still are lines. */
function linesOf(changed: unknown): RecordedLine[] {
  if (!Array.isArray(changed)) return [];
  return changed.flatMap((line: unknown): RecordedLine[] => {
    if (typeof line !== "object" || line === null) return [];
    const [at, session, method, params]: unknown[] = ["at", "session", "method", "params"].map((key) =>
      Reflect.get(line, key),
    );
    if (typeof at !== "number" || typeof method !== "string") return [];
    return [{ at, session: typeof session === "string" ? session : null, method, params }];
  });
}

function nextOf(whole: Uint8Array, size: number): () => Promise<Uint8Array | null> {
  let at = 0;
  return async () => {
    if (at >= whole.length) return null;
    at += size;
    return whole.slice(at - size, at);
  };
}
