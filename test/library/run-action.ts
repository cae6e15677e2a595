import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import * as v from "valibot";
import { parse } from "yaml";

/** What of an action's metadata is used here; anything else in its steps would not be run. */
const Action = v.object({
  inputs: v.record(
    v.string(),
    v.strictObject({ description: v.string(), required: v.optional(v.boolean()), default: v.optional(v.string()) }),
  ),
  runs: v.strictObject({
    using: v.literal("composite"),
    steps: v.array(
      v.strictObject({
        shell: v.literal("bash"),
        run: v.string(),
        env: v.optional(v.record(v.string(), v.string()), {}),
      }),
    ),
  }),
});

/** A composite action of scripts. */
export type Action = v.InferOutput<typeof Action>;

/** What the steps of an action did. */
export interface ActionRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Reads `action.yml`. */
export function readAction(path: string): Action {
  return v.parse(Action, parse(readFileSync(path, "utf8")));
}

/**
 * Runs a composite action as a runner does: inputs by name or by default, expressions by GitHub's own evaluator, scripts as
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell has them.
 *
 * @param folder the workspace
 * @param given what stands under the step's `with`
 * @param env what the runner has in its environment
 */
export async function runAction(
  { inputs, runs }: Action,
  folder: string,
  given: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv,
): Promise<ActionRun> {
  for (const name of Object.keys(given)) if (inputs[name] === undefined) throw new Error(`There is no input ${name}.`);
  const values = Object.entries(inputs).map(([key, { default: otherwise }]) => ({
    key,
    value: new data.StringData(given[key] ?? otherwise ?? ""),
  }));
  const contexts = new data.Dictionary({ key: "inputs", value: new data.Dictionary(...values) });
  let whole: ActionRun = { code: 0, stdout: "", stderr: "" };
  for (const step of runs.steps) {
    const own = Object.entries(step.env).map(([name, text]) => [name, evaluated(text, contexts)]);
    const ran = await bash(evaluated(step.run, contexts), folder, { ...env, ...Object.fromEntries(own) });
    whole = { code: ran.code, stdout: whole.stdout + ran.stdout, stderr: whole.stderr + ran.stderr };
    if (ran.code !== 0) break;
  }
  return whole;
}

function evaluated(text: string, contexts: data.Dictionary): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const { tokens } = new Lexer(expression).lex();
    return new Evaluator(new Parser(tokens, ["inputs"], []).parse(), contexts).evaluate().coerceString();
  });
}

/** A script as a runner starts it for `shell: bash`. */
function bash(script: string, folder: string, env: NodeJS.ProcessEnv): Promise<ActionRun> {
  const own = mkdtempSync(join(tmpdir(), "upgrades-step-"));
  const path = join(own, "step.sh");
  writeFileSync(path, script);
  return new Promise((resolve) => {
    const args = ["--noprofile", "--norc", "-e", "-o", "pipefail", path];
    const child = execFile("bash", args, { cwd: folder, env }, (_, stdout, stderr) => {
      rmSync(own, { recursive: true, force: true });
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
