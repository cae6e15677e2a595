import type { Shot } from "./camera.ts";

/** A picture on the sheet: its file beside the sheet, and what it is of. */
interface Entry {
  readonly scene: string;
  readonly shot: Shot;
  readonly file: string;
}

/** A page with every picture: a row for each state, its pictures beside each other, each a link to the file. */
export function contactSheet(entries: readonly Entry[]): string {
  const scenes = [...new Set(entries.map(({ scene }) => scene))];
  const rows = scenes.map((scene) => {
    const pictures = entries
      .filter((entry) => entry.scene === scene)
      .map(({ shot, file }) => {
        const name = `${scene}, ${shot.theme}, ${shot.width} px`;
        return `<a href="${file}"><img src="${file}" alt="${name}" title="${name}" style="width:${shot.width / 4}px"></a>`;
      });
    return `<section><h2>${scene}</h2>${pictures.join("")}</section>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every state of the panel</title>
<style>
  body { margin: 12px; background: #9aa0a6; font: 13px sans-serif; }
  section { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px; margin-bottom: 12px; }
  h2 { flex: 1 0 100%; margin: 0; font-size: 13px; }
  img { display: block; }
</style>
${rows.join("\n")}
</html>`;
}
