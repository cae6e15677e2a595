import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark, viaMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

const reference = { text: "Fly.io: app configuration", url: "https://fly.io/docs/reference/configuration/" };

export const fly: Intermediary = {
  id: "fly",
  name: "Fly.io",
  reference,
  behavior:
    "Fly.io puts its own proxy in front of every app, with an idle limit that `http_options.idle_timeout` sets.",
  recognize: (headers) => {
    const found = recognized(
      ["certain", serverMark(headers, "Fly")],
      ["certain", viaMark(headers, /^fly\.io$/)],
      ["likely", headerMark(headers, "fly-request-id")],
    );
    // Behind "Fly/" stands the name of a build, which may begin with a digit.
    return found === null ? null : { ...found, version: null };
  },
  ownHosts: /\.fly\.dev$/,
  timeouts: [
    {
      name: "idle_timeout (60 s as users report, not documented)",
      milliseconds: 60_000,
      kind: "idle",
      reported: true,
      reference,
    },
  ],
  snippets: {
    "longer-timeout": remoteOnly(() =>
      ["# fly.toml; in seconds", "[http_service.http_options]", "  idle_timeout = 600"].join("\n"),
    ),
  },
};
