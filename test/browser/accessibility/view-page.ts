import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, preview } from "vite";

const ROOT = join(import.meta.dirname, "../../view/page");

/** The view alone, served. */
export interface ViewPage {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the view alone with made-up connections, built once: every state is loaded in one piece. */
export async function serveViewPage(): Promise<ViewPage> {
  const outDir = await mkdtemp(join(tmpdir(), "view-page-"));
  const common = { root: ROOT, configFile: false, logLevel: "error" } as const;
  const jsx = { oxc: { jsx: { runtime: "automatic", importSource: "preact" } } } as const;
  await build({ ...common, ...jsx, build: { outDir, emptyOutDir: true, minify: false, target: "esnext" } });
  const server = await preview({ ...common, build: { outDir }, preview: { host: "127.0.0.1", port: 0 } });
  return {
    address: server.resolvedUrls?.local[0] ?? "",
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
