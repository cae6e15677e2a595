import type { ReportedCase } from "./case.ts";

const NO_ORIGIN = [/may not accept connections from (?:pages of this|this page's) origin/, /different `Host`/];

/** Refusals of programs that send no Origin: it cannot be the origin that was refused, unless its absence was. */
export const withoutOrigin: readonly ReportedCase[] = [
  {
    file: "channels-without-origin.har",
    source: "https://github.com/django/channels/issues/2062",
    truth: "Django Channels refuses a request without Origin",
    level: "failed",
    diagnosis: "forbidden",
    first: ["origin-missing", "possible"],
    fix: /ALLOWED_HOSTS[\s\S]*Origin: http:\/\/localhost:8000/,
    never: NO_ORIGIN,
  },
  {
    file: "jupyter-without-token.har",
    source: "https://github.com/yuvipanda/hubtraf/pull/29",
    truth: "the client leaves its token out",
    level: "failed",
    diagnosis: "forbidden",
    first: ["login-required", "likely"],
    fix: /Authorization: token/,
    never: NO_ORIGIN,
  },
  {
    file: "kubernetes-exec-get-verb.har",
    source: "https://github.com/stubbi/paperclip-operator/pull/17",
    truth: "the role has create for pods/exec, and not get",
    level: "failed",
    diagnosis: "forbidden",
    first: ["policy-denied", "certain"],
    fix: /verb .*pods\/exec/,
    never: NO_ORIGIN,
  },
  {
    file: "cloudflare-challenges-tool.har",
    source: "https://github.com/anthropics/claude-code/issues/34094",
    truth: "Cloudflare asks the program to prove that it is a browser",
    level: "failed",
    diagnosis: "forbidden",
    first: ["waf-challenge", "certain"],
    fix: /Exempt the socket's path/,
    never: NO_ORIGIN,
  },
  {
    file: "envoy-without-origin.har",
    source: "https://github.com/envoyproxy/gateway/pull/867",
    truth: "Envoy's listener does not allow the upgrade",
    level: "failed",
    diagnosis: "forbidden",
    first: ["websockets-disabled", "likely"],
    fix: /upgrade_type: websocket/,
    never: NO_ORIGIN,
  },
];
