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

/** Makes one fault happen in a browser and a lab of its own, and looks at what must hold afterwards. */
export async function play(fault: Fault): Promise<Outcome> {
  const start = await fault.start?.();
  try {
    const at = await inspect(fault.path ?? "/everything", { fresh: "something goes wrong", ...start?.options });
    const stage = new Stage(at);
    try {
      await fault.run(stage);
      await aftermath(stage);
    } catch (error) {
      stage.see(`it failed: ${error instanceof Error ? error.message : String(error)}`, false);
    }
    const browser = await at.browser.version().catch(() => "unknown");
    await at.close();
    return { findings: stage.findings, browser };
  } finally {
    await start?.end?.();
  }
}

/** What was seen and not expected. */
export function wrongOf({ findings }: Outcome): string[] {
  return findings.filter(({ isRight }) => !isRight).map(({ what }) => what);
}
