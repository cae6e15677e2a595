import * as v from "valibot";
import type { Runtime } from "webextension-polyfill";

/** The port's name: one per open panel. */
export const PORT_NAME = "upgrades-panel";

/** The panel's page, from the extension's root: the only one that the background serves. */
export const PANEL = "src/panel/index.html";

/** What a panel says to the background. */
const FromPanel = v.variant("type", [
  v.object({ type: v.literal("attach"), tabId: v.number() }),
  /** A shared worker of the page, or a service worker that Chrome did not attach with it: it belongs to no tab. Goes with the panel as the tab does. */
  v.object({ type: v.literal("attach-worker"), targetId: v.string() }),
  v.object({ type: v.literal("detach") }),
]);

/** What the background says to a panel. */
const FromBackground = v.variant("type", [
  v.object({ type: v.literal("attached") }),
  v.object({ type: v.literal("worker-attached"), targetId: v.string() }),
  /** A worker is gone again, or may not be debugged. */
  v.object({ type: v.literal("worker-refused"), targetId: v.string() }),
  v.object({ type: v.literal("refused"), message: v.string() }),
  v.object({ type: v.literal("detached"), reason: v.string() }),
]);

export type PanelMessage = v.InferOutput<typeof FromPanel>;
export type BackgroundMessage = v.InferOutput<typeof FromBackground>;

/** The panel's end of the port. */
export function sendToBackground(port: Runtime.Port, message: PanelMessage): void {
  port.postMessage(message);
}

/** The background's end of the port. */
export function sendToPanel(port: Runtime.Port, message: BackgroundMessage): void {
  port.postMessage(message);
}

/**
 * Listens to a panel.
 *
 * @returns the remover
 */
export function onPanelMessage(port: Runtime.Port, listener: (message: PanelMessage) => void): () => void {
  return listen(port, FromPanel, listener);
}

/**
 * Listens to the background.
 *
 * @returns the remover
 */
export function onBackgroundMessage(port: Runtime.Port, listener: (message: BackgroundMessage) => void): () => void {
  return listen(port, FromBackground, listener);
}

function listen<Schema extends v.GenericSchema>(
  port: Runtime.Port,
  schema: Schema,
  listener: (message: v.InferOutput<Schema>) => void,
): () => void {
  const handle = (raw: unknown) => {
    const message = v.safeParse(schema, raw);
    if (message.success) listener(message.output);
  };
  port.onMessage.addListener(handle);
  return () => port.onMessage.removeListener(handle);
}
