/** Vite's `?raw`: a file's text, inlined when the lab is bundled. */
declare module "*?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: this is how Vite gives it
  export default text;
}
