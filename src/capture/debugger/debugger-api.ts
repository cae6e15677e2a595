/** What a session is with: a tab, one of its frames or workers by their session's name, or a worker that belongs to no tab. */
export interface Debuggee {
  readonly tabId?: number;
  readonly sessionId?: string;
  /** CDP `Target.TargetID`. */
  readonly targetId?: string;
}

/** One of the browser's targets, as Chrome's list of them tells of it. */
interface ListedTarget {
  /** CDP `Target.TargetID`. */
  readonly id: string;
  readonly type: string;
  readonly url: string;
  /** Missing for a target that is no tab. */
  readonly tabId?: number;
}

interface DebuggerEvent<Listener> {
  addListener(listener: Listener): void;
}

/** What a panel needs of `chrome.debugger`. Its commands and events concern sessions that the background has attached. */
export interface DebuggerApi {
  /**
   * @returns the command's result, not yet trusted
   * @throws Error in Chrome's words
   */
  sendCommand(debuggee: Debuggee, method: string, params: Record<string, unknown>): Promise<unknown>;
  getTargets(): Promise<readonly ListedTarget[]>;
  readonly onEvent: DebuggerEvent<(source: Debuggee, method: string, params?: unknown) => void>;
  readonly onDetach: DebuggerEvent<(source: Debuggee, reason: string) => void>;
}

/**
 * The browser's own. Looked up at each use: a policy or a hardened build may take it away, and give it back, while a panel
 * is open. All of it throws or rejects with an Error while it is missing.
 */
export const CHROME_DEBUGGER: DebuggerApi = {
  sendCommand: async (debuggee, method, params) => available().sendCommand(debuggee, method, params),
  getTargets: async () => available().getTargets(),
  get onEvent() {
    return available().onEvent;
  },
  get onDetach() {
    return available().onDetach;
  },
};

function available(): typeof chrome.debugger {
  if (chrome.debugger === undefined) throw new Error("chrome.debugger is not available");
  return chrome.debugger;
}
