import type { Application } from "../application.ts";

export const phoenixServer: Application = {
  id: "phoenix",
  name: "Phoenix",
  reference: { text: "Phoenix.Endpoint: socket/3", url: "https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3" },
  protocols: ["phoenix", "phoenix-liveview"],
  isGeneral: false,
  ownOrigin:
    "Phoenix accepts the host of `url: [host: …]` in the endpoint's configuration, unless `check_origin` has a list.",
  settings: {
    "allow-origin": ({ origin }) =>
      ["# config/runtime.exs", `config :your_app, YourAppWeb.Endpoint, check_origin: ["${origin}"]`].join("\n"),
    "serve-path": ({ path, protocol }) =>
      [
        "# in the endpoint; the transport adds /websocket to the path",
        `socket "${mount(path)}", ${moduleFor(protocol)}, websocket: true`,
      ].join("\n"),
    heartbeat: ({ seconds, path, protocol }) =>
      protocol === "phoenix-liveview"
        ? `const liveSocket = new LiveSocket("${mount(path)}", Socket, { heartbeatIntervalMs: ${seconds * 1000} }); // in the page`
        : `const socket = new Socket("${mount(path)}", { heartbeatIntervalMs: ${seconds * 1000} }); // in the page; 30000 by default`,
    "enable-websockets": ({ path, protocol }) =>
      ["# in the endpoint", `socket "${mount(path)}", ${moduleFor(protocol)}, websocket: true`].join("\n"),
  },
};

function mount(path: string): string {
  return path.replace(/\/websocket$/, "");
}

function moduleFor(protocol: string | null): string {
  return protocol === "phoenix-liveview" ? "Phoenix.LiveView.Socket" : "YourAppWeb.UserSocket";
}
