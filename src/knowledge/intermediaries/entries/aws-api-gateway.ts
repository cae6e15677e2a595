import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

const quotas = {
  text: "Amazon API Gateway: WebSocket quotas",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html",
};

export const awsApiGateway: Intermediary = {
  id: "aws-api-gateway",
  name: "Amazon API Gateway",
  reference: {
    text: "Amazon API Gateway: WebSocket APIs",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html",
  },
  behavior:
    "Amazon API Gateway serves WebSockets only through APIs of the WebSocket type; the path of their URL is the name of a stage.",
  recognize: (headers) => recognized(["likely", headerMark(headers, "x-amz-apigw-id", /^[A-Za-z0-9_=-]{10,40}$/)]),
  ownHosts: /^[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/,
  timeouts: [
    { name: "idle connection timeout", milliseconds: 600_000, kind: "idle", fixed: true, reference: quotas },
    { name: "connection duration", milliseconds: 7_200_000, kind: "lifetime", fixed: true, reference: quotas },
  ],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      [
        "# an API for REST or HTTP does not accept upgrades",
        "aws apigatewayv2 create-api --name NAME --protocol-type WEBSOCKET \\",
        "  --route-selection-expression '$request.body.action'",
      ].join("\n"),
    ),
    "keep-path": remoteOnly(() =>
      [
        "// the path is the stage and nothing more; the query reaches the route $connect",
        'const socket = new WebSocket("wss://API_ID.execute-api.REGION.amazonaws.com/STAGE");',
      ].join("\n"),
    ),
    "longer-timeout": () => null,
  },
};
