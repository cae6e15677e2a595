// Runs a TypeScript file of this repository in Node as Vite reads it: `node test/run.js FILE [arguments]`.
import { runnerImport } from "vite";

const [file] = process.argv.splice(2, 1);
await runnerImport(`./${file}`);
