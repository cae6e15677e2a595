/** Whether this runs in Firefox, which gives extensions no debugger and another network log (docs/firefox.md). */
export function isFirefox(): boolean {
  return location.protocol === "moz-extension:";
}
