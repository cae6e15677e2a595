import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized, serverMark } from "../marks.ts";
import { pathFor, remoteOnly } from "../snippets/address.ts";

const attributes = {
  text: "AWS: Application Load Balancer attributes",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html",
};

export const awsAlb: Intermediary = {
  id: "aws-alb",
  name: "AWS Application Load Balancer",
  reference: {
    text: "AWS: listeners for Application Load Balancers",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html",
  },
  behavior: "AWS Application Load Balancer forwards WebSockets by default.",
  recognize: (headers) =>
    recognized(["likely", serverMark(headers, "awselb")], ["likely", cookieMark(headers, /^AWSALB(?:CORS)?$/)]),
  timeouts: [{ name: "connection idle timeout", milliseconds: 60_000, kind: "idle", reference: attributes }],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": remoteOnly(() =>
      [
        "# false by default: then the listener's port may be appended to the name",
        "aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN \\",
        "  --attributes Key=routing.http.preserve_host_header.enabled,Value=true",
      ].join("\n"),
    ),
    "keep-path": remoteOnly((context) =>
      [
        "# the listener's rule that leads to the right target group",
        "aws elbv2 modify-rule --rule-arn ARN \\",
        `  --conditions Field=path-pattern,Values='${pathFor(context)}*'`,
      ].join("\n"),
    ),
    "longer-timeout": remoteOnly(() =>
      [
        "# in seconds, 60 by default, 4000 at most",
        "aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN \\",
        "  --attributes Key=idle_timeout.timeout_seconds,Value=3600",
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(() =>
      [
        "aws elbv2 modify-target-group-attributes --target-group-arn ARN \\",
        "  --attributes Key=stickiness.enabled,Value=true Key=stickiness.type,Value=lb_cookie",
      ].join("\n"),
    ),
  },
};
