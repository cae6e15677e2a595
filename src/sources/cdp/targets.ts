import * as v from "valibot";
import type { Target } from "../../upgrade/observation.ts";

const AttachedParams = v.object({
  sessionId: v.string(),
  waitingForDebugger: v.optional(v.boolean(), false),
  targetInfo: v.object({ type: v.string(), targetId: v.string(), url: v.string() }),
});
const DetachedParams = v.object({ sessionId: v.string() });
const NavigatedParams = v.object({
  frame: v.object({ id: v.string(), parentId: v.optional(v.string()), url: v.string() }),
});

/** CDP `Target.TargetInfo.type` in our words; what is none of these lives with the page. */
const KINDS: Readonly<Record<string, Target>> = {
  iframe: "iframe",
  worker: "worker",
  shared_worker: "shared-worker",
  service_worker: "service-worker",
};

/** A child session that the browser opened by auto-attach. */
export interface Child {
  readonly sessionId: string;
  readonly targetId: string;
  readonly target: Target;
  /** Whether the browser holds it until it is told to let it run (CDP `Runtime.runIfWaitingForDebugger`). */
  readonly isHeld: boolean;
}

const ScriptRequest = v.object({
  documentURL: v.string(),
  type: v.literal("Script"),
  request: v.object({ url: v.string() }),
});

/**
 * Whether CDP `Network.requestWillBeSent` asks for the script of a worker: only such a script is its own document
 * (docs/chromium.md#shared-worker-begins).
 */
export function isWorkerScript(params: unknown): boolean {
  const event = v.safeParse(ScriptRequest, params);
  return event.success && event.output.documentURL === event.output.request.url;
}

/** Reads CDP `Target.attachedToTarget`; null when it is malformed. */
export function attachedChild(params: unknown): Child | null {
  const event = v.safeParse(AttachedParams, params);
  if (!event.success) return null;
  const { sessionId, targetInfo, waitingForDebugger } = event.output;
  const target = KINDS[targetInfo.type] ?? "page";
  return { sessionId, targetId: targetInfo.targetId, target, isHeld: waitingForDebugger };
}

/** Reads CDP `Target.detachedFromTarget`: the id of the session that ended, or null. */
export function detachedChild(params: unknown): string | null {
  const event = v.safeParse(DetachedParams, params);
  return event.success ? event.output.sessionId : null;
}

/** Reads CDP `Page.frameNavigated`: the new URL when it was the main frame that navigated, else null. */
export function mainFrameUrl(params: unknown): string | null {
  const event = v.safeParse(NavigatedParams, params);
  return event.success && event.output.frame.parentId === undefined ? event.output.frame.url : null;
}
