/**
 * Saves a file through the browser's own download.
 *
 * @param name the file's name
 */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference once it began; a minute is more than enough for that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Copies a text. A DevTools panel may be refused `navigator.clipboard`, for instance while it has no focus; the older command
 * works there. What it copies is what the listener says, so nothing has to be selected: a text field with megabytes in it
 * would take seconds to lay out.
 *
 * @returns whether it was copied
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let isTaken = false;
    const give = (event: ClipboardEvent): void => {
      if (event.clipboardData === null) return;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      isTaken = true;
    };
    document.addEventListener("copy", give);
    const isDone = document.execCommand("copy");
    document.removeEventListener("copy", give);
    return isDone && isTaken;
  }
}
