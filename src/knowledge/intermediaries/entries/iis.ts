import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";
import { pathFor } from "../snippets/address.ts";

export const iis: Intermediary = {
  id: "iis",
  name: "IIS",
  reference: {
    text: "IIS: WebSocket <webSocket>",
    url: "https://learn.microsoft.com/en-us/iis/configuration/system.webserver/websocket",
  },
  behavior: "IIS does not serve or forward WebSockets until its WebSocket Protocol role service is installed.",
  recognize: (headers) =>
    recognized(
      // Application Request Routing, IIS's own reverse proxy, writes it on what it passes on.
      ["certain", headerMark(headers, "x-powered-by", /^ARR\/\d/)],
      ["likely", serverMark(headers, "Microsoft-IIS")],
      // The kernel's own responses, given before IIS sees the request; other programs on Windows use it too.
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
    "keep-path": (context) =>
      [
        "<!-- web.config, inside <rewrite><rules>; {R:0} is the path as it was matched -->",
        '<rule name="socket" stopProcessing="true">',
        `  <match url="^${pathFor(context).replace(/^\//, "").replaceAll(".", "\\.")}.*" />`,
        '  <action type="Rewrite" url="http://127.0.0.1:PORT/{R:0}" />',
        "</rule>",
      ].join("\n"),
    "longer-timeout": () =>
      [
        "# pings from IIS, for sockets that it serves: in web.config, inside <system.webServer>",
        '<webSocket enabled="true" pingInterval="00:00:30" />',
        "",
        "# with Application Request Routing",
        "appcmd set config -section:system.webServer/proxy /timeout:01:00:00 /commit:apphost",
      ].join("\n"),
    "sticky-sessions": () =>
      [
        "# with Application Request Routing",
        "appcmd set config -section:webFarms /[name='FARM'].applicationRequestRouting.affinity.useCookie:true /commit:apphost",
      ].join("\n"),
    "forward-host": () =>
      [
        "# with Application Request Routing",
        "appcmd set config -section:system.webServer/proxy /preserveHostHeader:true /commit:apphost",
      ].join("\n"),
  },
};
