/** How long a step in the panel may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * A script for the panel: an expression that exports through the panel's own menu, and settles with the text that would have
 * become a file. Files take the browser most of the time of an export; that they are right is tested where they are read.
 *
 * @param item the menu item's name
 */
export function exportingText(item: string): string {
  return `(async () => {
    const until = async (find, what) => {
      for (const end = Date.now() + ${PATIENCE_MS}; Date.now() < end; ) {
        const found = find();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error("The panel has no " + what + ".");
    };
    (await until(() => document.querySelector(".export-button"), "Export button")).click();
    const isAsked = (one) => one.textContent.trim().startsWith(${JSON.stringify(item)});
    const choice = await until(
      () => [...document.querySelectorAll("[role=menuitem]")].find(isAsked),
      ${JSON.stringify(`${item} in its menu`)},
    );
    const exported = new Promise((resolve) => {
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = createObjectURL;
        HTMLAnchorElement.prototype.click = () => {
          delete HTMLAnchorElement.prototype.click;
        };
        resolve(blob);
        return createObjectURL.call(URL, blob);
      };
    });
    choice.click();
    return (await exported).text();
  })()`;
}
