import { visibleText } from "../../text.ts";
import { responseHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/**
 * IIS passes a handshake to an application of ASP.NET as an ordinary request where its own feature for WebSockets is missing;
 * the application then responds as to one, or with a 101 that nobody completes. Supported only by a header of the two.
 */
export function iisFeatureMissing(seen: Case): Cause | null {
  const [powered, server] = [responseHeader(seen, "X-Powered-By") ?? "", responseHeader(seen, "Server") ?? ""];
  const isAspNet = /^ASP\.NET\b/.test(powered);
  if (!isAspNet && !/^Microsoft-IIS\//.test(server)) return null;
  return {
    id: "websockets-disabled",
    likelihood: "likely",
    title: "IIS may lack its WebSocket Protocol feature",
    why: "IIS, or IIS Express, is in front of the application. Without the feature it passes the handshake on as an ordinary request and adds no WebSocket headers to the response. IIS 7.5 and IIS Express on Windows 7 do not have it at all.",
    evidence: [
      ...(isAspNet ? [`response header X-Powered-By: ${visibleText(powered)}`] : []),
      ...(server === "" ? [] : [`response header Server: ${visibleText(server)}`]),
      saidEvidence(seen),
    ],
    fix: {
      text: "Install the WebSocket Protocol feature of IIS (Windows 8, Server 2012 or newer) and start the site again; in development, run the application on Kestrel without IIS Express.",
      snippets: [
        {
          for: "IIS",
          code: "# PowerShell as administrator\nInstall-WindowsFeature Web-WebSockets # Windows Server\nEnable-WindowsOptionalFeature -Online -FeatureName IIS-WebSockets # Windows",
        },
      ],
    },
  };
}
