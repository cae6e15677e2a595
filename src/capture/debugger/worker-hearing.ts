import * as v from "valibot";
import type { Target } from "../../upgrade/observation.ts";
import { bindingOf, condition, forgetScript, testScript, workerScript } from "./hearing-script.ts";
import type { Send } from "./page-sockets.ts";

/** Objects of the worker that are asked for, and released together. */
const GROUP = "upgrades-hearing";

const Made = v.object({ result: v.object({ objectId: v.string() }) });
const Elements = v.object({
  result: v.array(v.object({ name: v.string(), value: v.optional(v.object({ objectId: v.optional(v.string()) })) })),
});
const Tested = v.object({ result: v.object({ value: v.boolean() }) });

/**
 * Lets the sockets of a worker be heard (hearing-script.ts) by breakpoints of our own session: DevTools' console reaches no
 * worker. Our session never pauses (`Debugger.setSkipAllPauses`), and its breakpoints stay inactive where DevTools debugs
 * the worker too: they work as far as DevTools' own are active, so that *Deactivate breakpoints* holds. A shared worker is
 * debugged by nobody else (docs/chromium.md#second-debugger).
 *
 * @returns whether sockets are heard now; false where DevTools' breakpoints are deactivated; null: the worker has no sockets
 * @throws when the worker is gone
 */
export async function hearWorker(send: Send, name: string, target: Target): Promise<boolean | null> {
  const [, made] = await Promise.all([
    send("Runtime.addBinding", { name: bindingOf(name) }),
    send("Runtime.evaluate", { expression: workerScript(name), objectGroup: GROUP }),
    send("Debugger.enable", undefined),
    send("Debugger.setSkipAllPauses", { skip: true }),
    send("Debugger.setBreakpointsActive", { active: target === "shared-worker" }),
  ]);
  const list = v.safeParse(Made, made);
  if (!list.success) return null;
  const { objectId } = list.output.result;
  const { result } = v.parse(Elements, await send("Runtime.getProperties", { objectId, ownProperties: true }));
  const watched = result.flatMap(({ name: key, value }) => (/^\d+$/.test(key) ? (value?.objectId ?? []) : []));
  await Promise.all(
    watched.map((one) => send("Debugger.setBreakpointOnFunctionCall", { objectId: one, condition: condition(name) })),
  );
  await send("Runtime.releaseObjectGroup", { objectGroup: GROUP });
  const tested = await send("Runtime.evaluate", { expression: testScript(name), returnByValue: true });
  return v.parse(Tested, tested).result.value;
}

/** Takes away what was left in a worker; the breakpoints go with the session. A worker that is gone needs nothing. */
export function forgetWorker(send: Send, name: string): void {
  for (const told of [
    send("Debugger.disable", undefined),
    send("Runtime.evaluate", { expression: forgetScript(name), returnByValue: true }),
    send("Runtime.removeBinding", { name: bindingOf(name) }),
  ])
    told.catch(() => undefined);
}
