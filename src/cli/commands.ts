import type { Command } from "./command.ts";
import { diff } from "./diff.ts";
import { explain } from "./explain.ts";
import { record } from "./record.ts";

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [record, explain, diff];
