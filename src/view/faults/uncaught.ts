/**
 * Hears what nobody caught in the page, thrown or rejected.
 *
 * @param onFault gets what was thrown, or its message where a browser gives no more
 */
export function listenForFaults(onFault: (error: unknown) => void): void {
  addEventListener("error", ({ error, message }) => {
    if (isFault(error, message)) onFault(error ?? message);
  });
  addEventListener("unhandledrejection", ({ reason }) => onFault(reason));
}

/**
 * Whether an error event reports a fault. That a size changed once more while sizes were reported is none: it is reported in the next frame
 * (https://drafts.csswg.org/resize-observer/#deliver-resize-error).
 *
 * @param error nothing where nothing was thrown
 */
export function isFault(error: unknown, message: string): boolean {
  return (error !== undefined && error !== null) || !message.startsWith("ResizeObserver loop");
}
