import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";

/**
 * Explains what is in the field for pasted text, and empties it; what cannot be explained stays, with the reason.
 *
 * @returns whether its upgrades are listed
 */
export async function explainPasted({ pasting }: Store, actions: Actions): Promise<boolean> {
  const tried = pasting.text.peek();
  const why = await actions.importText(tried);
  // Somebody may have typed on meanwhile: that is not what was read.
  if (pasting.text.peek() !== tried) return false;
  if (why === null) pasting.write("");
  else pasting.refusal.value = why;
  return why === null;
}

/** Whether a paste belongs to the field that it was made in: nothing else may take it. */
export function isForField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, [contenteditable], dialog") !== null;
}

/**
 * Takes what was pasted onto the panel itself, as if it had been dropped there: files, else text. Text that cannot be
 * explained is shown in the dialog, with the reason.
 *
 * @returns whether there was something to take
 */
export function takePasted(data: DataTransfer, store: Store, actions: Actions): boolean {
  const files = [...data.files];
  if (files.length > 0) {
    actions.importFiles(files);
    return true;
  }
  const text = data.getData("text/plain");
  if (text.trim() === "") return false;
  store.pasting.write(text);
  void explainPasted(store, actions).then((isListed) => {
    if (!isListed) store.pasting.isOpen.value = true;
  });
  return true;
}
