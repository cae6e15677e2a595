import preact from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact()],
  test: {
    reporters: ["minimal", "./test/closing-line.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/browser/**", "test/library/**"],
          // For what hangs: how long a property test takes on a busy machine says nothing.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts", "test/library/**/*.test.ts"],
          globalSetup: ["test/browser/global-setup.ts"],
          // One browser at a time: they share two cores, and what they count must not be starved.
          fileParallelism: false,
          // A real browser on a busy machine: a race that is lost once may be the machine's, twice it is ours.
          retry: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
