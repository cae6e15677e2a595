/** What a tile shows. */
interface Tile {
  /** The icon, as SVG. */
  readonly icon: string;
  /** A screenshot, as PNG in base64; null when there is no room for one. */
  readonly screen: string | null;
}

/** A page that is a tile of a store: it fills the window that it is shown in. */
export function tile({ icon, screen }: Tile): string {
  const picture = screen === null ? "" : `<img alt="" src="data:image/png;base64,${screen}">`;
  return `<!doctype html>
<html lang="en">
<style>
  * { box-sizing: border-box; margin: 0; }
  body { display: flex; height: 100vh; overflow: hidden; background: #0b57d0; color: #fff; font-family: "DejaVu Sans", sans-serif; }
  main { display: flex; flex: none; flex-direction: column; justify-content: center; gap: 14px; width: ${screen === null ? "100%" : "560px"};
    padding: ${screen === null ? "0 40px" : "0 0 0 72px"}; }
  svg { width: ${screen === null ? 80 : 104}px; height: auto; border-radius: 22%; box-shadow: 0 0 0 2px #ffffff40; }
  h1 { font-size: ${screen === null ? 46 : 60}px; letter-spacing: -0.01em; }
  p { font-size: ${screen === null ? 23 : 26}px; line-height: 1.4; color: #e1ebff; }
  figure { flex: 1; margin: 56px 0 0 56px; overflow: hidden; border-radius: 10px 0 0; box-shadow: 0 12px 48px #00000073; }
  img { display: block; width: 1452px; margin-left: -668px; }
</style>
<main>${icon}<h1>Upgrades</h1><p>Why is this WebSocket<br>pending, or refused?</p></main>
${picture === "" ? "" : `<figure>${picture}</figure>`}
</html>`;
}
