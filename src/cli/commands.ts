import type { Command } from "./command.ts";
import { explain } from "./explain.ts";
import { mcp } from "./mcp.ts";
import { record } from "./record.ts";
import { summary } from "./summary.ts";

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [record, explain, summary, mcp];
