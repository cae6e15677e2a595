import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";
import { pathFor, remoteOnly, siteFor } from "../snippets/address.ts";

const reference = {
  text: "Azure Front Door: WebSocket",
  url: "https://learn.microsoft.com/en-us/azure/frontdoor/standard-premium/websocket",
};

export const azureFrontDoor: Intermediary = {
  id: "azure-front-door",
  name: "Azure Front Door",
  reference,
  behavior: "Azure Front Door (Standard and Premium) forwards WebSockets, but not on a route that has caching enabled.",
  recognize: (headers) => recognized(["likely", headerMark(headers, "x-azure-ref")]),
  // There is a longest life too; editions of its documentation disagree on it (four hours, later two), so none is named.
  ownHosts: /\.azurefd\.net$/,
  timeouts: [{ name: "idle timeout", milliseconds: 300_000, kind: "idle", reference }],
  snippets: {
    "forward-host": remoteOnly((context) =>
      [
        "az afd origin update --resource-group GROUP --profile-name PROFILE \\",
        `  --origin-group-name ORIGIN_GROUP --origin-name ORIGIN --origin-host-header ${siteFor(context)}`,
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(() =>
      [
        "az afd origin-group update --resource-group GROUP --profile-name PROFILE \\",
        "  --origin-group-name ORIGIN_GROUP --session-affinity-state Enabled",
      ].join("\n"),
    ),
    "forward-upgrade": remoteOnly((context) =>
      [
        `# caching has to be off on the route that serves ${pathFor(context)}`,
        "az afd route update --resource-group GROUP --profile-name PROFILE \\",
        "  --endpoint-name ENDPOINT --route-name ROUTE --enable-caching false",
      ].join("\n"),
    ),
  },
};
