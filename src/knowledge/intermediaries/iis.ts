import type { Intermediary } from "../intermediary.ts";
import { recognised, serverMark } from "../marks.ts";

export const iis: Intermediary = {
  id: "iis",
  name: "IIS",
  reference: {
    text: "IIS: WebSocket <webSocket>",
    url: "https://learn.microsoft.com/en-us/iis/configuration/system.webserver/websocket",
  },
  behaviour: "IIS does not serve or pass on WebSockets until its role service WebSocket Protocol is installed.",
  recognise: (headers) =>
    recognised(
      ["likely", serverMark(headers, "Microsoft-IIS")],
      // The kernel's own answers, given before IIS sees the request; other programs on Windows use it too.
      ["possible", serverMark(headers, "Microsoft-HTTPAPI")],
    ),
  timeouts: [],
  snippets: {
    "forward-upgrade": () =>
      [
        "# PowerShell on the Windows server, as administrator",
        "Install-WindowsFeature Web-WebSockets",
        "",
        "# then in web.config, inside <system.webServer>",
        '<webSocket enabled="true" />',
      ].join("\n"),
    "forward-host": () =>
      [
        "# with Application Request Routing",
        "appcmd set config -section:system.webServer/proxy /preserveHostHeader:true /commit:apphost",
      ].join("\n"),
  },
};
