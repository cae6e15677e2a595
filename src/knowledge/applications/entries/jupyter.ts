import type { Application } from "../application.ts";

export const jupyterServer: Application = {
  id: "jupyter",
  name: "Jupyter",
  reference: {
    text: "Jupyter Server: config options",
    url: "https://jupyter-server.readthedocs.io/en/latest/other/full-config.html",
  },
  protocols: ["jupyter"],
  isGeneral: false,
  settings: {
    "allow-origin": ({ origin }) => ["# jupyter_server_config.py", `c.ServerApp.allow_origin = "${origin}"`].join("\n"),
    "serve-path": ({ path }) =>
      [
        "# jupyter_server_config.py; what comes before /api in the path",
        `c.ServerApp.base_url = "${baseOf(path)}"`,
      ].join("\n"),
    heartbeat: ({ seconds }) =>
      ["# jupyter_server_config.py; in seconds", `c.ServerApp.websocket_ping_interval = ${seconds}`].join("\n"),
  },
};

function baseOf(path: string): string {
  const base = path.replace(/\/api\/.*$/s, "");
  return base === path ? "/BASE/" : `${base}/`;
}
