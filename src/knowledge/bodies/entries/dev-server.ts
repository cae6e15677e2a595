import type { KnownBody } from "../body.ts";

/** Words of development servers in the bodies of refused handshakes. */
export const devServer: KnownBody = {
  id: "dev-server",
  name: "Development servers",
  reference: {
    text: "Vite: server.allowedHosts",
    url: "https://vite.dev/config/server-options.html#server-allowedhosts",
  },
  sentences: [
    {
      pattern: /Blocked request\. This host \(\S+\) is not allowed|^Invalid Host(?:\/Origin)? header/i,
      cause: "host-not-allowed",
      likelihood: "certain",
      title: "The development server does not accept this host name",
      why: "Vite and webpack-dev-server say so in the body of their responses.",
      fix: "Add the name to `allowedHosts` in the development server's configuration.",
    },
  ],
};
