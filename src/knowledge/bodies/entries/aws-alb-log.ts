import type { KnownBody } from "../body.ts";

/** What AWS' Application Load Balancer logs of a request: its own status, and that of the target. */
export const awsAlbLog: KnownBody = {
  id: "aws-alb-log",
  name: "AWS Application Load Balancer",
  reference: {
    text: "AWS: troubleshoot your Application Load Balancers",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
  },
  intermediary: "aws-alb",
  foundIn: "log",
  sentences: [
    {
      pattern: /^elb_status_code 464\b/,
      statuses: [464],
      cause: "wrong-protocol-version",
      likelihood: "certain",
      title: "The load balancer's target group speaks a different version of HTTP",
      why: "Its log has 464, a status of its own for a request whose HTTP version does not match the target group.",
      fix: "Set the protocol version of the target group to HTTP/1.1.",
    },
    {
      pattern: /^elb_status_code 503, target_status_code -, target -/,
      statuses: [503],
      cause: "upstream-down",
      likelihood: "certain",
      title: "The load balancer had no target to which it could forward the request",
      why: "Its log has neither a target nor a target's status: 503 is its own response where the target group has no target in use.",
      fix: "Register targets with the group, in Availability Zones that are enabled for the load balancer, and check that a rule of the listener leads to the right group.",
    },
    {
      pattern: /^elb_status_code 502, target_status_code -/,
      statuses: [502],
      cause: "handshake-dropped",
      likelihood: "likely",
      title: "The target may have closed the connection, or sent what is no response",
      why: "The load balancer's log has no status of the target: the 502 is its own. It sends that when the target resets or closes the connection, when TLS to it fails, and when the response is not valid HTTP.",
      fix: "Compare port and protocol (HTTP or HTTPS) of the target group with those of the application, and check the application's log at that moment.",
    },
    {
      pattern: /^elb_status_code 504, target_status_code -/,
      statuses: [504],
      cause: "upstream-hangs",
      likelihood: "likely",
      title: "The target did not accept the connection, or did not respond, in time",
      why: "The load balancer's log has no status of the target: the 504 is its own. It waits 10 s for a connection to the target, and then for as long as its idle timeout for a response.",
      fix: "Check that the target's security group and network ACL allow the load balancer, and make the application accept or refuse the handshake at once.",
    },
    {
      pattern: /^elb_status_code 403, target_status_code -.{0,20}, actions_executed [\w,-]*\bwaf\b/,
      statuses: [403],
      cause: "policy-denied",
      likelihood: "certain",
      title: "AWS WAF blocked the request",
      why: "The load balancer's log has `waf` as the last action, and no status of the target: the application was not asked.",
      fix: "Find the rule in the web ACL's log or sampled requests, and exempt the socket's path from it.",
    },
    {
      pattern: /^elb_status_code 403, target_status_code -/,
      statuses: [403],
      cause: "policy-denied",
      likelihood: "likely",
      title: "The load balancer itself may have refused the request",
      why: "Its log has no status of the target: the 403 did not come from the application. AWS WAF responds so to what a web ACL blocks, and a rule of the listener can have a fixed response.",
      fix: "Look at the web ACL that is associated with the load balancer, and at the listener's rules for this path.",
    },
  ],
};
