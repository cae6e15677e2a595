import type { KnownBody } from "../body.ts";

/** Why CloudFront's standard log says that a request failed: `x-edge-detailed-result-type`. */
export const cloudfrontLog: KnownBody = {
  id: "cloudfront-log",
  name: "Amazon CloudFront",
  reference: {
    text: "CloudFront: standard logging reference",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html",
  },
  intermediary: "cloudfront",
  foundIn: "log",
  sentences: [
    {
      pattern: /^x-edge-detailed-result-type OriginConnectError/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "CloudFront could not connect to the origin",
      why: "Its log says so: `OriginConnectError`.",
      fix: "Start the server, and compare its name, port and protocol policy with those of the origin in the distribution; a firewall must let CloudFront's addresses in.",
    },
    {
      pattern: /^x-edge-detailed-result-type OriginDnsError/i,
      cause: "wrong-host",
      likelihood: "certain",
      title: "CloudFront could not resolve the origin's name",
      why: "Its log says so: `OriginDnsError`.",
      fix: "Correct the domain name of the origin in the distribution; it must be one that the public DNS knows.",
    },
    {
      pattern: /^x-edge-detailed-result-type Origin(?:CommError|Error|InvalidResponseError|ReadError|WriteError)/,
      statuses: [502, 504],
      cause: "handshake-dropped",
      likelihood: "likely",
      title: "The origin may have ended the connection, or sent what CloudFront could not use",
      why: "CloudFront's log names the origin's side as the reason: the connection to it was made, and broke or brought no valid response.",
      fix: "Compare the origin's protocol policy and port with those of the server, and check the server's log at that moment.",
    },
    {
      pattern: /^x-edge-detailed-result-type ClientGeoBlocked/,
      cause: "policy-denied",
      likelihood: "certain",
      title: "CloudFront refuses viewers from this country",
      why: "Its log says so: `ClientGeoBlocked` stands for the distribution's geographic restriction.",
      fix: "Change the geographic restriction of the distribution, if this country should be let in.",
    },
    {
      pattern: /^x-edge-detailed-result-type InvalidRequestBlocked/,
      cause: "policy-denied",
      likelihood: "certain",
      title: "CloudFront blocked the request itself",
      why: "Its log says so: `InvalidRequestBlocked` stands for a resource to which access is blocked. The origin was not asked.",
      fix: "Look at the web ACL that is associated with the distribution, and exempt the socket's path from the rule that matched.",
    },
  ],
};
