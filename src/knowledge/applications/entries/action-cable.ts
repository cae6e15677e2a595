import type { Application } from "../application.ts";

/** It pings every three seconds, and that cannot be set. */
export const actionCableServer: Application = {
  id: "action-cable",
  name: "Rails Action Cable",
  reference: {
    text: "Rails: Action Cable overview",
    url: "https://guides.rubyonrails.org/action_cable_overview.html#configuration",
  },
  protocols: ["action-cable"],
  isGeneral: false,
  settings: {
    "allow-origin": ({ origin }) =>
      ["# config/environments", `config.action_cable.allowed_request_origins = ["${origin}"]`].join("\n"),
    "serve-path": mountPath,
    "enable-websockets": mountPath,
  },
};

function mountPath({ path }: { readonly path: string }): string {
  return [
    "# config/application.rb",
    `config.action_cable.mount_path = "${path}"`,
    `# and in the page's layout, or in createConsumer("${path}"): <%= action_cable_meta_tag %>`,
  ].join("\n");
}
