import type { KnownBody } from "../body.ts";

/** Words of Amazon API Gateway in the bodies of refused handshakes. */
export const awsApiGateway: KnownBody = {
  id: "aws-api-gateway",
  name: "Amazon API Gateway",
  reference: {
    text: "AWS: gateway response types",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html",
  },
  intermediary: "aws-api-gateway",
  sentences: [
    {
      pattern: /"message":\s?"Missing Authentication Token"/i,
      cause: "wrong-path",
      likelihood: "certain",
      title: "API Gateway has no route for this path or stage",
      why: "It uses this message for a path that is not deployed, regardless of any login.",
      fix: "Compare the stage at the beginning of the path with the deployed one.",
    },
    {
      pattern: /"message":\s?"Internal server error",\s?"connectionId"/i,
      cause: "application-error",
      likelihood: "certain",
      title: "The integration of `$connect` failed",
      why: "API Gateway says so for a WebSocket whose function failed.",
      fix: "Check the function's log at that time.",
    },
  ],
};
