import { type Command, DONE } from "./command.ts";
import { allowedOrigin } from "./mcp/origins.ts";
import { checkFolder } from "./mcp/roots.ts";
import { readOptions } from "./options.ts";

const OPTIONS = {
  root: { type: "string", multiple: true },
  allow: { type: "string", multiple: true },
} as const;

/** `upgrades mcp`: what the other commands do, for agents. */
export const mcp: Command = {
  name: "mcp",
  summary: "Serve agents over the Model Context Protocol.",
  help: `Usage: upgrades mcp [options]

Serves the Model Context Protocol over standard input and output, for agents: it
explains files, records pages, and looks up what Upgrades knows. Secrets are
always masked, and messages are never read out.

Options:
  --root FOLDER   a folder whose files may be read, besides the roots that the
                  client gives; many clients give none. May be given more than
                  once
  --allow ORIGIN  an origin such as https://app.example, or a host, whose pages
                  may be loaded in a browser; may be given more than once.
                  Pages of this machine (localhost) always may
  --help          show this help

Recording needs the package puppeteer-core beside this one, and Chromium.

Exit codes:
  0  the client is gone
  2  an option was not understood, or a folder of --root is none; one line says
     why

Example, in a client's configuration:
  { "command": "npx",
    "args": ["-y", "-p", "handshake-report", "-p", "puppeteer-core@24",
             "upgrades", "mcp", "--root", "/home/me/captures",
             "--allow", "https://staging.example"] }
`,
  async run(args, io) {
    const { values } = readOptions(args, OPTIONS);
    const allowed = (values.allow ?? []).map(allowedOrigin);
    for (const root of values.root ?? []) await checkFolder(root);
    // Loaded only here: no other command needs the protocol.
    const { serve } = await import("./mcp/server.ts");
    await serve({ roots: values.root ?? [], allowed, now: io.now, note: io.note });
    return DONE;
  },
};
