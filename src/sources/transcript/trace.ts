import type { Marked } from "./marked.ts";

/** Head of a block in what `curl --trace` and `--trace-ascii` write (curl: src/tool_cb_dbg.c). */
const HEAD = /^(=>|<=) (Send|Recv) (header|data|SSL data),/;
const INFO = /^== Info: ?/;
const LINE = /^([0-9a-f]{4,8}): ?(.*)$/;
/** Up to sixteen bytes as hexadecimal numbers; the same as text stands after them, after fewer with spaces in between. */
const BYTES = /^((?:[0-9a-f]{2} ){16}|(?:[0-9a-f]{2} ){1,16}(?= |$))/;

/** Whether the lines are of `curl --trace` or `--trace-ascii`. */
export function isTrace(lines: readonly string[]): boolean {
  return lines.some((line) => HEAD.test(line));
}

/** The blocks put together again to lines of headers and bodies. */
export function traceMarks(lines: readonly string[]): Marked[] {
  const marks: Marked[] = [];
  let kind: "header" | "data" | null = null;
  let block = new Block();
  const close = () => {
    if (kind === "header") {
      const parts = block.text.split(/\r?\n/);
      // Each header that came is a block of its own, and ends with a line break.
      if (parts.at(-1) === "" && parts.length > 1) parts.pop();
      for (const text of parts) marks.push({ mark: "field", text });
    } else if (kind === "data") for (const text of block.text.split(/\r?\n/)) marks.push({ mark: "body", text });
    block = new Block();
    kind = null;
  };
  for (const line of lines) {
    const [head, , , what] = HEAD.exec(line) ?? [];
    if (head !== undefined) {
      close();
      kind = what === "SSL data" ? null : what === "header" ? "header" : "data";
    } else if (INFO.test(line)) {
      close();
      marks.push({ mark: "note", text: `* ${line.replace(INFO, "")}` });
    } else if (kind !== null && LINE.test(line)) block.add(line);
    else if (line.trim() !== "") {
      close();
      marks.push({ mark: "plain", text: line });
    }
  }
  close();
  return marks;
}

/** The lines of one block: their offsets show where a line break was left out. */
class Block {
  text = "";
  #end = 0;

  add(line: string): void {
    const [, offset = "0", rest = ""] = LINE.exec(line) ?? [];
    const at = Number.parseInt(offset, 16);
    const bytes = BYTES.exec(rest)?.[1];
    const isBroken = bytes === undefined && this.text !== "" && at >= this.#end + 2;
    const text = bytes === undefined ? rest : fromHex(bytes);
    this.text += `${isBroken ? "\n" : ""}${text}`;
    this.#end = at + text.length;
  }
}

function fromHex(bytes: string): string {
  return bytes
    .trim()
    .split(" ")
    .map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    .join("");
}
