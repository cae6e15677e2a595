import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";
import { SHARED_PROCESS } from "./test/shared-process.ts";

const PURE = SHARED_PROCESS.map((folder) => `test/${folder}/**`);

export default defineConfig({
  plugins: [preact()],
  test: {
    reporters: ["minimal", "./test/closing-line.ts"],
    // As many as there are processors: Vitest alone would leave one of two idle.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          include: PURE.map((folder) => `${folder}/*.test.{ts,tsx}`),
          isolate: false,
          // For what hangs: how long a property test takes on a busy machine says nothing.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: [...PURE, "test/browser/**", "test/library/**", "test/shipped/**"],
          globalSetup: ["test/lab/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts", "test/library/**/*.test.ts", "test/shipped/**/*.test.ts"],
          globalSetup: ["test/browser/global-setup.ts"],
          // Two at a time: each has a browser and a lab of its own, and waits for them more than half of the time.
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
