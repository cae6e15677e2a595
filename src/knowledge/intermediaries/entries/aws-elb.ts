import type { Intermediary } from "../intermediary.ts";
import { remoteOnly } from "../snippets/address.ts";

export const awsElb: Intermediary = {
  id: "aws-elb",
  name: "AWS Elastic Load Balancing",
  reference: {
    text: "AWS: listeners for your Classic Load Balancer",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-listener-config.html",
  },
  behavior:
    "AWS Application and Network Load Balancers forward WebSockets; a Classic Load Balancer does so only with TCP listeners.",
  recognize: () => null,
  ownHosts: /\.elb\.amazonaws\.com(?:\.cn)?$/,
  timeouts: [],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      [
        "# a Classic Load Balancer: listeners of type TCP or SSL, not HTTP or HTTPS; or use an Application Load Balancer",
        "aws elb create-load-balancer-listeners --load-balancer-name NAME \\",
        "  --listeners Protocol=TCP,LoadBalancerPort=80,InstanceProtocol=TCP,InstancePort=PORT",
      ].join("\n"),
    ),
  },
};
