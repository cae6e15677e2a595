// `npm run check`: types, style and dead code, all at once; what has nothing to say is not heard.
import { exec } from "node:child_process";

const CHECKS = ["tsc -p .", "tsc -p tsconfig.pure.json", "biome check --error-on-warnings .", "knip"];

const failed = await Promise.all(
  CHECKS.map(
    (command) =>
      new Promise((resolve) => {
        exec(command, { maxBuffer: Infinity }, (error, stdout, stderr) => {
          if (error !== null) process.stdout.write(`${command}\n${stdout}${stderr}`);
          resolve(error !== null);
        });
      }),
  ),
);
process.exitCode = failed.includes(true) ? 1 : 0;
