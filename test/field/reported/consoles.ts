import type { ReportedCase } from "./case.ts";

/** Lines of a browser's console. */
export const consoles: readonly ReportedCase[] = [
  {
    file: "console-525.txt",
    source: "https://github.com/swoole/swoole-src/issues/3623",
    truth: "the server behind Cloudflare speaks no TLS",
    level: "failed",
    diagnosis: "bad-gateway",
    first: ["origin-certificate-invalid", "likely"],
    fix: /valid certificate/,
  },
  {
    file: "console-mqtt-not-echoed.txt",
    source: "https://github.com/moquette-io/moquette/issues/90",
    truth: "the broker knows the subprotocol under other names",
    level: "failed",
    diagnosis: "subprotocol-invalid",
    first: ["subprotocol-not-echoed", "likely"],
    fix: /respond with exactly/,
  },
  {
    file: "console-api-gateway-authorizer.txt",
    source:
      "https://github.com/yai333/React-Chat-App-using-AWS-API-Gateway-Websocket-and-Serverless-Framework/issues/7",
    truth: "the authorizer wants a header that pages cannot send",
    level: "failed",
    diagnosis: "authentication-required",
    first: ["login-required", "likely"],
    fix: /cannot add/,
  },
  {
    file: "console-and-gorilla-log.txt",
    source: "https://github.com/openware/opendax/issues/284",
    truth: "Apache passes no Connection: upgrade",
    level: "failed",
    diagnosis: "bad-request",
    first: ["upgrade-not-forwarded", "certain"],
    fix: /forward both headers/,
  },
  {
    file: "safari-old-certificate.txt",
    source: "https://github.com/Building42/Telegraph/issues/39",
    truth: "the certificate is self-signed",
    level: "failed",
    diagnosis: "certificate-invalid",
    first: ["self-signed-certificate", "possible"],
    fix: /accept/,
  },
  {
    file: "console-closed-by-page.txt",
    source: "https://github.com/RafalWilinski/express-status-monitor/issues/177",
    truth: "the page, or an extension in it, closes the socket",
    level: "failed",
    diagnosis: "closed-by-page",
    first: ["closed-too-early", "possible"],
    fix: /open/,
  },
];
