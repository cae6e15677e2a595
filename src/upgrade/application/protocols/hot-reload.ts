import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";

const Hash = v.strictObject({ type: v.literal("hash"), data: v.pipe(v.string(), v.regex(/^[0-9a-f]{16,64}$/)) });
const Connected = v.strictObject({ type: v.literal("connected") });
const Sync = v.object({ hash: v.string(), errors: v.array(v.unknown()), warnings: v.array(v.unknown()) });
const Named = v.union([v.object({ action: v.literal("sync") }), v.object({ type: v.literal("sync") })]);

/**
 * The first messages of development servers: webpack-dev-server sends the hash of what it built, Next.js the same with errors
 * and warnings, Vite that the page is connected. What went wrong in a build is not read.
 */
export function hotReload({ direction, json }: Readable): Control | null {
  if (direction === "sent") return null;
  if (v.is(Hash, json)) return control("webpack-hmr", "accepted", true);
  if (v.is(Connected, json)) return control("vite-hmr", "accepted", false);
  return v.is(Named, json) && v.is(Sync, json) ? control("next-hmr", "accepted", true) : null;
}
