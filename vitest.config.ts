import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";
import { SHARED_PROCESS } from "./test/shared-process.ts";

const PURE = SHARED_PROCESS.map((folder) => `test/${folder}/**`);

/** Time for what hangs, in milliseconds: how long a property test takes on a busy machine says nothing. */
const HANGS_MS = 180_000;

export default defineConfig({
  plugins: [preact()],
  test: {
    reporters: ["minimal", "./test/closing-line.ts"],
    // As many as there are processors: Vitest alone would leave one of two idle.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: PURE.map((folder) => `${folder}/*.test.{ts,tsx}`),
          isolate: false,
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...PURE, "test/browser/**", "test/library/**", "test/shipped/**"],
          globalSetup: ["test/lab/global-setup.ts"],
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts", "test/library/**/*.test.ts", "test/shipped/**/*.test.ts"],
          globalSetup: ["test/browser/global-setup.ts"],
          // One for each of two processors: with a third all of them wait, a run takes as long (measured: 934 s and 940 s),
          // and what waits too long is tried again.
          maxWorkers: 2,
          isolate: false,
          // A real browser on a busy machine: a race that is lost once may be the machine's, twice it is ours. The closing
          // line tells of every second try.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
