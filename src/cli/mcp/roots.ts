import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { visibleText } from "../../knowledge/text.ts";
import { Refusal } from "../command.ts";

/**
 * The real path of a file that a client asks for, if it lies under one of the folders that may be read. Links are followed
 * first: one that leads out does not count as inside.
 *
 * @param path absolute, or relative to the first folder
 * @param roots folders, as paths or as file: URLs
 * @throws Refusal when it lies elsewhere, or there is no such file
 */
export async function allowedPath(path: string, roots: readonly string[]): Promise<string> {
  const folders = (await Promise.all(roots.map(realFolder))).flatMap((folder) => folder ?? []);
  const [first] = folders;
  if (first === undefined) {
    throw new Refusal(
      "No folder may be read. Have the client give its roots, start the server with --root FOLDER, or hand over the text itself.",
    );
  }
  const wanted = isAbsolute(path) ? path : resolve(first, path);
  const outside = new Refusal(
    `${visibleText(path)} is not under a folder that may be read: ${folders.map((folder) => visibleText(folder)).join(", ")}.`,
  );
  // What lies elsewhere is refused before it is looked for: whether it is there is nobody's business.
  // A folder may be named by a path that has links in it, as macOS' own for temporary files.
  if (![...folders, ...roots.map(pathOf)].some((folder) => isInside(resolve(wanted), resolve(folder)))) throw outside;
  const real = await realpath(wanted).catch(() => null);
  if (real === null) throw new Refusal(`There is no file ${visibleText(path)}.`);
  if (!folders.some((folder) => isInside(real, folder))) throw outside;
  // A pipe or a device may never end, or never begin.
  const kind = await stat(real);
  if (!kind.isFile() && !kind.isDirectory())
    throw new Refusal(`${visibleText(path)} is a pipe or a device, not a file.`);
  return real;
}

/**
 * Checks a folder that the server is started with.
 *
 * @throws Refusal in one line where there is none: it could never be read
 */
export async function checkFolder(root: string): Promise<void> {
  const found = await stat(pathOf(root)).catch(() => null);
  if (found === null) throw new Refusal(`--root: the folder ${visibleText(root)} does not exist.`);
  if (!found.isDirectory()) throw new Refusal(`--root: ${visibleText(root)} is not a folder.`);
}

async function realFolder(root: string): Promise<string | null> {
  try {
    return await realpath(pathOf(root));
  } catch {
    return null;
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A root that is no file of this machine leads nowhere. */
function pathOf(root: string): string {
  try {
    return root.startsWith("file:") ? fileURLToPath(root) : root;
  } catch {
    return root;
  }
}
