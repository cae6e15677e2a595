import { inspect } from "../browser/inspected.ts";
import { aftermath } from "./aftermath.ts";
import type { Fault } from "./fault.ts";
import { type Finding, Stage } from "./stage.ts";

/** What a fault did. */
export interface Outcome {
  readonly findings: readonly Finding[];
  /** "Chrome/150.0.0.0" */
  readonly browser: string;
}

/**
 * Makes one fault happen, with a lab of its own, and looks at what must hold afterwards.
 *
 * @param browser its own, or the one that tests hand on, where the fault asks for none and undoes what it did
 */
export async function play(fault: Fault, browser: "own" | "shared" = "own"): Promise<Outcome> {
  const start = await fault.start?.();
  try {
    const options = browser === "shared" ? {} : { fresh: "something goes wrong" };
    const at = await inspect(fault.path ?? "/everything", { ...options, ...start?.options });
    const stage = new Stage(at);
    try {
      await fault.run(stage);
      await aftermath(stage, browser === "shared");
    } catch (error) {
      stage.see(`it failed: ${error instanceof Error ? error.message : String(error)}`, false);
    }
    const version = await at.browser.version().catch(() => "unknown");
    await at.close();
    return { findings: stage.findings, browser: version };
  } finally {
    await start?.end?.();
  }
}

/** What was seen and not expected. */
export function wrongOf({ findings }: Outcome): string[] {
  return findings.filter(({ isRight }) => !isRight).map(({ what }) => what);
}
