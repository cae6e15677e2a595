import type { KnownBody } from "../body.ts";

/** Words of IIS and ARR in the bodies of refused handshakes. */
export const iis: KnownBody = {
  id: "iis",
  name: "IIS and ARR",
  reference: {
    text: "Microsoft: IIS status codes",
    url: "https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/iis/www-administration-management/http-status-code",
  },
  intermediary: "iis",
  sentences: [
    {
      pattern: /WebSocket request made to a site where WebSockets are disabled/i,
      cause: "websockets-disabled",
      likelihood: "certain",
      title: "WebSockets are disabled for this site",
      why: "IIS says so in the body of its response (503.0).",
      fix: "Enable them: in Azure App Service under the app's general settings, elsewhere with `webSocket enabled` in the site's configuration.",
      purpose: "forward-upgrade",
    },
    {
      pattern:
        /502 - Web server received an invalid response while acting.as.a gateway or proxy server|HTTP Error 502\.\d/i,
      cause: "upstream-down",
      likelihood: "likely",
      title: "The server behind the gateway could not be reached",
      why: "ARR, the proxy of IIS, says that the server behind it gave no valid response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /HTTP Error 404\.0|404 - File or directory not found/i,
      cause: "upgrade-ignored-by-server",
      likelihood: "likely",
      title: "IIS looked for a file at this path",
      why: "This is IIS's message for a path that no application owns.",
      fix: "Make sure that the application is bound to this path and that the WebSocket Protocol feature is installed.",
    },
  ],
};
