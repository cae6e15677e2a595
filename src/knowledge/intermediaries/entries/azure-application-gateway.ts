import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized, serverMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

/**
 * Seen on its own responses, and by the cookie of its affinity. That the request time-out holds for WebSockets is documented, not
 * what it measures there: what users report is given.
 */
export const azureApplicationGateway: Intermediary = {
  id: "azure-application-gateway",
  name: "Azure Application Gateway",
  reference: {
    text: "Azure Application Gateway: WebSocket",
    url: "https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-websocket",
  },
  behavior:
    "Azure Application Gateway forwards WebSockets, and has no setting to turn that off; the server behind it has to pass its ordinary HTTP health probe.",
  recognize: (headers) =>
    recognized(
      ["likely", serverMark(headers, "Microsoft-Azure-Application-Gateway")],
      ["likely", cookieMark(headers, /^ApplicationGatewayAffinity(?:CORS)?$/)],
    ),
  timeouts: [
    {
      name: "request timeout of the backend settings",
      milliseconds: 20_000,
      kind: "idle",
      reported: true,
      reference: { text: "azure-docs: issue 49622", url: "https://github.com/MicrosoftDocs/azure-docs/issues/49622" },
    },
    {
      name: "request timeout set by its ingress controller",
      milliseconds: 30_000,
      kind: "idle",
      reported: true,
      reference: {
        text: "application-gateway-kubernetes-ingress: issue 491",
        url: "https://github.com/Azure/application-gateway-kubernetes-ingress/issues/491",
      },
    },
  ],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": remoteOnly(() =>
      [
        "# and no host name of its own in these settings",
        "az network application-gateway http-settings update --resource-group GROUP \\",
        "  --gateway-name GATEWAY --name HTTP_SETTINGS --host-name-from-backend-pool false",
      ].join("\n"),
    ),
    "longer-timeout": remoteOnly(() =>
      [
        "# seconds",
        "az network application-gateway http-settings update --resource-group GROUP \\",
        "  --gateway-name GATEWAY --name HTTP_SETTINGS --timeout 3600",
        "",
        "# in Kubernetes, an annotation of the Ingress",
        'appgw.ingress.kubernetes.io/request-timeout: "3600"',
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
