import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import { pathFor } from "../snippets/address.ts";

export const apisix: Intermediary = {
  id: "apisix",
  name: "Apache APISIX",
  reference: { text: "Apache APISIX: Admin API, route", url: "https://apisix.apache.org/docs/apisix/admin-api/" },
  behavior: "Apache APISIX does not forward WebSockets unless `enable_websocket` is set on the route or its service.",
  recognize: (headers) => recognized(["likely", serverMark(headers, "APISIX")]),
  timeouts: [],
  snippets: {
    "forward-upgrade": (context) =>
      [
        `# the route that serves ${pathFor(context)}`,
        "curl --request PATCH http://127.0.0.1:9180/apisix/admin/routes/ROUTE_ID \\",
        `  --header "X-API-KEY: ADMIN_KEY" --data '{"enable_websocket": true}'`,
      ].join("\n"),
  },
};
