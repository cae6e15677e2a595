import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

/** Seen on its own answers only. What ends a silent connection is not documented, so no time-out is given here. */
export const azureApplicationGateway: Intermediary = {
  id: "azure-application-gateway",
  name: "Azure Application Gateway",
  reference: {
    text: "Azure Application Gateway: WebSocket",
    url: "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket",
  },
  behavior:
    "Azure Application Gateway forwards WebSockets, and has no setting to turn that off; the server behind it has to pass its ordinary HTTP health probe.",
  recognize: (headers) => recognized(["likely", serverMark(headers, "Microsoft-Azure-Application-Gateway")]),
  timeouts: [],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": remoteOnly(() =>
      [
        "# and no host name of its own in these settings",
        "az network application-gateway http-settings update --resource-group GROUP \\",
        "  --gateway-name GATEWAY --name HTTP_SETTINGS --host-name-from-backend-pool false",
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(() =>
      [
        "az network application-gateway http-settings update --resource-group GROUP \\",
        "  --gateway-name GATEWAY --name HTTP_SETTINGS --cookie-based-affinity Enabled",
      ].join("\n"),
    ),
  },
};
