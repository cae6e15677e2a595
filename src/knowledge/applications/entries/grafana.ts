import type { Application } from "../application.ts";

/** It compares `Origin` with its own address and its list; version 8.0 compared it with `Host` (grafana/grafana#34537). */
export const grafana: Application = {
  id: "grafana",
  name: "Grafana",
  reference: {
    text: "Grafana Live: request origin check",
    url: "https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-live/#request-origin-check",
  },
  protocols: ["grafana-live"],
  isGeneral: false,
  ownOrigin:
    "Grafana accepts the origin of its configured `root_url`, by default `http://localhost:3000/`, and those in `allowed_origins`.",
  settings: {
    "allow-origin": ({ origin }) =>
      [
        "# grafana.ini: the address at which browsers reach it",
        "[server]",
        `root_url = ${origin}/`,
        "",
        "# for pages of other origins",
        "[live]",
        `allowed_origins = ${origin}`,
      ].join("\n"),
    "serve-path": () => ["# grafana.ini", "[server]", "serve_from_sub_path = true"].join("\n"),
  },
};
