import "@fontsource/google-sans/latin-400.css";
import "@fontsource/google-sans/latin-500.css";
import "@fontsource/google-sans/latin-600.css";
import "@fontsource/google-sans/latin-700.css";
import "@fontsource/google-sans/symbols-400.css";
import "@fontsource/noto-sans-mono/latin-400.css";

/** Has the fonts of pictures ready, which look like those of DevTools and are the same on every machine. */
export async function loadFonts(): Promise<void> {
  await Promise.all([...document.fonts].map((face) => face.load()));
}
