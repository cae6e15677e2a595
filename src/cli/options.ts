import { type ParseArgsConfig, parseArgs } from "node:util";
import { visibleText } from "../knowledge/text.ts";
import { Refusal } from "./command.ts";

/**
 * Reads options and operands; `--help` is always known.
 *
 * @throws Refusal in one line for an option that does not exist or lacks its value
 */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node explains at length; its first sentence says what is wrong.
    const [sentence = ""] = (error instanceof Error ? error.message : "").split(/\.\s|\n/);
    throw new Refusal(`${visibleText(sentence).replace(/\.$/, "")}.`);
  }
}
