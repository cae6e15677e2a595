/** What the capture is doing, for the toolbar, the status bar and the empty state. */
export type CaptureState =
  /** Reads DevTools' own network log: no banner. */
  | { readonly kind: "passive" }
  | { readonly kind: "starting" }
  /** The debugger counts: Chrome shows its banner. */
  | { readonly kind: "live"; readonly since: number }
  /** The user canceled Chrome's banner: the passive list goes on. */
  | { readonly kind: "canceled" }
  /** The debugger was refused, or let go: why, in words. The passive list goes on, unless extensions may not see the page at all. */
  | { readonly kind: "refused"; readonly why: string; readonly seesNothing?: true }
  /** Nothing can be read any more (the extension was reloaded): how to go on. */
  | { readonly kind: "dead"; readonly why: string };
