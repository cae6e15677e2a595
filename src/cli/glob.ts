import { visibleText } from "../knowledge/text.ts";
import { type Io, Refusal } from "./command.ts";

/**
 * The files that a pattern names, for shells that hand patterns on as they are. `*` and `?` stand for characters of one
 * name, `**` for any folders; hidden names must be named.
 *
 * @returns the path itself when it is no pattern
 * @throws Refusal when nothing matches
 */
export async function filesFor(pattern: string, io: Pick<Io, "list">): Promise<readonly string[]> {
  if (pattern === "-" || !/[*?]/.test(pattern)) return [pattern];
  const parts = pattern.replaceAll("\\", "/").split("/");
  const isRooted = parts[0] === "";
  const found = await below(isRooted ? "/" : "", isRooted ? parts.slice(1) : parts, io);
  if (found.length > 0) return [...new Set(found)].sort();
  const other = /[{[]/.test(pattern) ? " Patterns have * for any characters, ? for one and ** for any folders." : "";
  throw new Refusal(`No file matches ${visibleText(pattern)}.${other}`);
}

async function below(folder: string, parts: readonly string[], io: Pick<Io, "list">): Promise<string[]> {
  const [part = "", ...rest] = parts;
  if (!/[*?]/.test(part) && rest.length > 0) return below(`${folder}${part}/`, rest, io);
  const entries = await io.list(folder === "" ? "." : folder);
  if (part === "**") {
    const deeper = entries.filter(({ name, isFolder }) => isFolder && !name.startsWith("."));
    const folders = await Promise.all(deeper.map(({ name }) => below(`${folder}${name}/`, parts, io)));
    return [...(rest.length === 0 ? [] : await below(folder, rest, io)), ...folders.flat()];
  }
  const matching = entries.filter(({ name }) => matches(name, part));
  if (rest.length === 0) return matching.filter(({ isFolder }) => !isFolder).map(({ name }) => folder + name);
  const folders = matching.filter(({ isFolder }) => isFolder);
  return (await Promise.all(folders.map(({ name }) => below(`${folder}${name}/`, rest, io)))).flat();
}

/** Whether a pattern of one name fits. After a star that took too little only the last one takes more: it stays quadratic. */
function matches(name: string, part: string): boolean {
  if (name.startsWith(".") && !part.startsWith(".")) return false;
  let [inName, inPart] = [0, 0];
  let star: { readonly after: number; readonly taken: number } | null = null;
  while (inName < name.length) {
    if (part[inPart] === "*") {
      inPart++;
      star = { after: inPart, taken: inName };
    } else if (part[inPart] === "?" || part[inPart] === name[inName]) {
      inPart++;
      inName++;
    } else if (star !== null) {
      star = { after: star.after, taken: star.taken + 1 };
      [inName, inPart] = [star.taken, star.after];
    } else return false;
  }
  return /^\**$/.test(part.slice(inPart));
}
