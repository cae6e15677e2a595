import { visibleText } from "../knowledge/text.ts";
import { type Command, DONE, type Io, REFUSED, Refusal } from "./command.ts";
import { commands } from "./commands.ts";
import { VERSION } from "./version.ts";

/**
 * Runs the command line.
 *
 * @param argv what stands after the program's name
 * @returns the exit code: 0 done, 2 refused with one line that says why
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...args] = argv;
  if (name === "--version") return printed(`${VERSION}\n`, io);
  if (name === "--help" || name === "-h" || name === "help") return printed(help(), io);
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) return refused(unknown(name), "upgrades", io);
  const operands = args.indexOf("--");
  if (args.slice(0, operands < 0 ? undefined : operands).some((arg) => arg === "--help" || arg === "-h")) {
    return printed(command.help, io);
  }
  return run(command, args, io);
}

async function run(command: Command, args: readonly string[], io: Io): Promise<number> {
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.message, `upgrades ${command.name}`, io);
    throw error;
  }
}

function unknown(name: string | undefined): string {
  if (name === undefined) return "Which command? Try upgrades --help.";
  const what = name.startsWith("-") ? "option" : "command";
  return `There is no ${what} ${visibleText(name)}. Try upgrades --help.`;
}

function printed(text: string, io: Io): number {
  io.print(text);
  return DONE;
}

function refused(why: string, program: string, io: Io): number {
  io.note(`${program}: ${why}`);
  return REFUSED;
}

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Usage: upgrades COMMAND [options]

Explains WebSocket upgrades: the request, the response, and what they mean.

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join("\n")}

Options:
  --help     show this help; upgrades COMMAND --help shows the help of a command
  --version  show the version
`;
}
