// `npm run upgrades`: the command line as it was built, or a word about what to do where it was not.
import { existsSync } from "node:fs";

const built = new URL("../../dist-cli/upgrades.js", import.meta.url);
if (existsSync(built)) await import(built.href);
else {
  process.stderr.write("The command line is not built yet. Run `npm run -s build` first.\n");
  process.exitCode = 2;
}
