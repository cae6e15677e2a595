import { crx } from "@crxjs/vite-plugin";
import preact from "@preact/preset-vite";
import { type ConfigEnv, defineConfig, type PluginOption, type Rolldown, type UserConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import manifest from "./manifest.json" with { type: "json" };
import project from "./package.json" with { type: "json" };
import { POLICY } from "./packaging/vite/content-security-policy.ts";
import { knowledgeFile } from "./packaging/vite/knowledge-file.ts";
import { knowledgePage } from "./packaging/vite/knowledge-page.ts";
import { leanTexts } from "./packaging/vite/lean-texts.ts";
import { noDescriptions } from "./packaging/vite/no-descriptions.ts";
import { noInnerHtml } from "./packaging/vite/no-inner-html.ts";
import { singlePage } from "./packaging/vite/single-page.ts";
import { thirdParty } from "./packaging/vite/third-party.ts";

/** Shipped scripts are small, and keep the names of functions: a stack that somebody reports says where it comes from. */
const small: Rolldown.OutputOptions = {
  minify: { compress: { keepNames: { function: true, class: true } }, mangle: { keepNames: true }, codegen: true },
};

const shipped = {
  modulePreload: false,
  // In kB; test/shipped/size.test.ts judges what is downloaded.
  chunkSizeWarningLimit: 2000,
  rollupOptions: { input: { panel: "src/panel/index.html" }, output: small },
};

/** What both extensions have beside their manifests. */
const pages = (): PluginOption[] => [
  preact(),
  noInnerHtml(),
  leanTexts(),
  noDescriptions(),
  knowledgePage(),
  thirdParty(),
];

/** What both manifests have beside manifest.json. The development server loads what the policy forbids: it has none. */
const made = ({ command }: ConfigEnv) => ({
  version: project.version,
  ...(command === "build" ? { content_security_policy: { extension_pages: POLICY } } : {}),
});

/** The extension: `vite` serves it with hot reload, `vite build` writes it to dist/. */
const extension: UserConfig = {
  plugins: [pages(), crx({ manifest: (env) => ({ ...manifest, ...made(env) }) })],
  build: { ...shipped, outDir: "dist", target: "chrome125" },
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
    pages(),
    crx({
      browser: "firefox",
      manifest: (env) => ({
        ...shared,
        ...made(env),
        background: { scripts: [manifest.background.service_worker], type: "module" },
        permissions: manifest.permissions.filter((permission) => permission !== "debugger"),
        browser_specific_settings: {
          gecko: {
            id: "upgrades@devtools",
            strict_min_version: "140.0",
            data_collection_permissions: { required: ["none"] },
          },
        },
      }),
    }),
  ],
  build: { ...shipped, outDir: "dist-firefox", target: "firefox140" },
};

/**
 * The panel as one file that explains files, for people without the extension. Nothing is loaded, so the file works from a
 * disk; vite-plugin-singlefile puts script and style into the page.
 */
const page: UserConfig = {
  publicDir: false,
  define: { VERSION: JSON.stringify(project.version) },
  plugins: [
    preact(),
    noInnerHtml(),
    leanTexts(),
    noDescriptions(),
    thirdParty(),
    viteSingleFile({ removeViteModuleLoader: true }),
    singlePage(),
  ],
  build: {
    outDir: "dist-page",
    target: ["chrome125", "firefox128", "safari17.5"],
    chunkSizeWarningLimit: 2000,
    rollupOptions: {
      input: "src/panel/page.html",
      // The plugin takes the policy of reports, which stands in a text of the script, for the page's own.
      onLog: (level, log, handle) => {
        if (!(log.plugin === "vite:singlefile" && /Content-Security-Policy/.test(log.message))) handle(level, log);
      },
    },
  },
};

/** The programs of this repository: `npm start` with the lab in it, and the benchmark. Their dependencies stay outside. */
const programs: UserConfig = {
  publicDir: false,
  build: {
    outDir: "dist-lab",
    target: "node20",
    minify: false,
    ssr: true,
    rollupOptions: {
      input: { start: "test/lab/start.ts", bench: "test/bench/bench.ts" },
      // All in one folder: the programs find the extension beside it.
      output: { chunkFileNames: "[name].js" },
    },
  },
};

/** What may stay outside of the npm package's bundles: it is declared there. */
const DECLARED = [...Object.keys(project.dependencies), ...Object.keys(project.peerDependencies)];

/**
 * The npm package: the command line, and the library for tests and tools of others, which share their code. What they use
 * of others is bundled, except what the package declares.
 */
const npm: UserConfig = {
  publicDir: false,
  plugins: [knowledgeFile(), thirdParty()],
  ssr: { noExternal: true, external: DECLARED },
  build: {
    outDir: "dist-cli",
    target: "node20",
    minify: false,
    ssr: true,
    rollupOptions: {
      input: {
        upgrades: "src/cli/index.ts",
        index: "src/library/index.ts",
        matchers: "src/library/matchers.ts",
        playwright: "src/library/playwright.ts",
      },
      output: { chunkFileNames: "[name].js" },
    },
  },
};

/** The library again for programs and test runners that have `require` only; written beside the other. */
const commonjs: UserConfig = {
  publicDir: false,
  ssr: { noExternal: true, external: DECLARED },
  build: {
    ...npm.build,
    emptyOutDir: false,
    rollupOptions: {
      input: {
        index: "src/library/index.ts",
        matchers: "src/library/matchers.ts",
        playwright: "src/library/playwright.ts",
      },
      // What one entry takes from another is no part of what that one offers.
      preserveEntrySignatures: "strict",
      output: { format: "cjs", exports: "named", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
    },
  },
};

const modes: Readonly<Record<string, UserConfig>> = { firefox, page, programs, npm, commonjs };

export default defineConfig(({ command, mode }) => {
  // A test or a release that starts a build hands on its own; what is built must not depend on who asks for it.
  if (command === "build") process.env["NODE_ENV"] = "production";
  // Modules are called by where they are linked, not by where they lie: else the comments in a build tell of the machine.
  return { ...(modes[mode] ?? extension), resolve: { preserveSymlinks: true } };
});
