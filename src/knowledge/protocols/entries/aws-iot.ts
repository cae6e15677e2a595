import { isUnder } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Stands before `mqtt`, whose subprotocol it uses: the host says more. */
export const awsIot: Protocol = {
  id: "aws-iot",
  about: "MQTT messages through the AWS IoT Core service.",
  reference: {
    text: "AWS IoT Core: device communication protocols",
    url: "https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html",
  },
  recognize(seen) {
    const { host, path } = seen;
    const service = /(^|\.)iot\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(host);
    if (!service || path !== "/mqtt") return null;
    const domain = isUnder(host, "amazonaws.com") ? "amazonaws.com" : "amazonaws.com.cn";
    return { name: "MQTT on AWS IoT", evidence: [`host with .iot. under ${domain}`, "path /mqtt"] };
  },
  // MQTT leaves the interval to the client, and the libraries for this service differ.
  heartbeat: () => null,
};
