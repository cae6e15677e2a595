import { crx } from "@crxjs/vite-plugin";
import preact from "@preact/preset-vite";
import { defineConfig, type UserConfig } from "vite";
import manifest from "./manifest.json" with { type: "json" };
import project from "./package.json" with { type: "json" };

/** Reviewers and users can read what they run. */
const readable = { minify: false, modulePreload: false, rollupOptions: { input: { panel: "src/panel/index.html" } } };

/** The extension: `vite` serves it with hot reload, `vite build` writes it to dist/. */
const extension: UserConfig = {
  plugins: [preact(), crx({ manifest: { ...manifest, version: project.version } })],
  build: { ...readable, outDir: "dist", target: "chrome125" },
  // The panel is loaded from an extension origin: the development server must answer it.
  server: { port: 5173, strictPort: true, cors: { origin: [/^chrome-extension:\/\//] } },
};

/**
 * The same source for Firefox, in dist-firefox/. Firefox has no debugger for extensions and no service workers as background;
 * from version 140 on it knows what an extension says of the data that it collects.
 */
const { minimum_chrome_version: _, ...shared } = manifest;
const firefox: UserConfig = {
  plugins: [
    preact(),
    crx({
      browser: "firefox",
      manifest: {
        ...shared,
        version: project.version,
        background: { scripts: [manifest.background.service_worker], type: "module" },
        permissions: manifest.permissions.filter((permission) => permission !== "debugger"),
        browser_specific_settings: {
          gecko: {
            id: "upgrades@devtools",
            strict_min_version: "140.0",
            data_collection_permissions: { required: ["none"] },
          },
        },
      },
    }),
  ],
  build: { ...readable, outDir: "dist-firefox", target: "firefox140" },
};

/** The programs for Node: the command line, and `npm start` with the lab in it. Their dependencies stay outside. */
const programs: UserConfig = {
  publicDir: false,
  build: {
    outDir: "dist-cli",
    target: "node20",
    minify: false,
    ssr: true,
    rollupOptions: {
      input: { upgrades: "src/cli/index.ts", start: "test/lab/start.ts", bench: "test/bench/bench.ts" },
      // All in one folder: the programs find the extension beside it.
      output: { chunkFileNames: "[name].js" },
    },
  },
};

/** The library: the pure part for tests and tools of others. Its types are made by `tsc -p tsconfig.library.json`. */
const library: UserConfig = {
  publicDir: false,
  build: {
    outDir: "dist-lib",
    target: "node20",
    minify: false,
    ssr: true,
    rollupOptions: { input: { index: "src/library/index.ts" } },
  },
};

const modes: Readonly<Record<string, UserConfig>> = { firefox, programs, library };

export default defineConfig(({ mode }) => modes[mode] ?? extension);
