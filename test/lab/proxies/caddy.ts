import type { Place, Product } from "../proxies.ts";

/** Of the password "lab": nobody needs it, the case is the refusal. */
const HASH = "JDJhJDA0JFRiZ3JrVmJ1RVZOMDlmSnlxZ3RzQ3VxZ0lHa3Q2SGJxZ1J0cHZ0S2ZHUWc1MmVYbG1ZVW9X";

function sites({ up, hang, closed }: Place): Readonly<Record<string, string>> {
  const proxy = (port: number, more = "") => `reverse_proxy 127.0.0.1:${port} {\n      ${more}\n    }`;
  return {
    right: proxy(up),
    "no-upgrade": proxy(up, "header_up -Upgrade"),
    "no-protocol": proxy(up, "header_up -Sec-WebSocket-Protocol"),
    silent: proxy(hang, "transport http {\n        response_header_timeout 2s\n      }"),
    down: proxy(closed),
    moved: "redir https://{host}{uri} 301",
    missing: "respond 404",
    denied: "respond 403",
    page: "header Content-Type text/html\n    respond `<!doctype html><title>An application</title>` 200",
    private: `basicauth {\n      lab ${HASH}\n    }\n    ${proxy(up)}`,
    aborted: "abort",
  };
}

/** Caddy: one path for each way to set it up. */
export const caddy: Product = {
  command: "caddy",
  package: "caddy",
  args: () => ["run", "--config", "Caddyfile", "--adapter", "caddyfile"],
  env: ({ folder }) => ({ HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }),
  files: (place) => ({
    Caddyfile: `{
  admin off
  auto_https off
  default_bind 127.0.0.1
}
:${place.port} {
${Object.entries(sites(place))
  .map(([name, lines]) => `  handle_path /${name}/* {\n    ${lines}\n  }\n`)
  .join("")}  reverse_proxy 127.0.0.1:${place.up}
}
`,
  }),
};
