import { gzipSync } from "node:zlib";
import preact from "@preact/preset-vite";
import { build } from "vite";

/**
 * What the panel's script is made of, by room: bytes gzipped, each room for itself. Together they are a little more than the
 * script, in which they share what they have alike.
 */
export async function panelParts(): Promise<[room: string, bytes: number][]> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [preact()],
    build: {
      write: false,
      target: "chrome125",
      modulePreload: false,
      rollupOptions: {
        input: "src/panel/index.tsx",
        preserveEntrySignatures: "allow-extension",
        output: { preserveModules: true, minify: true },
      },
    },
  });
  const texts = new Map<string, string>();
  for (const { output } of [built].flat().filter((one) => "output" in one)) {
    for (const chunk of output.filter((file) => file.type === "chunk")) {
      const room = roomOf(Object.keys(chunk.modules));
      texts.set(room, (texts.get(room) ?? "") + chunk.code);
    }
  }
  const sizes = [...texts].map(([room, code]): [string, number] => [room, gzipSync(code, { level: 9 }).length]);
  return sizes.sort(([, one], [, other]) => other - one);
}

function roomOf(modules: readonly string[]): string {
  const ours = modules.flatMap((id) => /[\\/]src[\\/](\w+)[\\/]/.exec(id)?.[1] ?? []);
  return ours[0] === undefined ? "packages of others" : `src/${ours[0]}`;
}
