import type { ReportedCase } from "./case.ts";

/** What the clients of programs and libraries say of a refusal, without its headers. */
export const clients: readonly ReportedCase[] = [
  {
    file: "wstunnel-522.txt",
    source: "https://github.com/erebe/wstunnel/issues/213",
    truth: "Cloudflare does not reach the server",
    level: "failed",
    diagnosis: "bad-gateway",
    first: ["firewall-drops", "likely"],
    fix: /Open the port/,
  },
  {
    file: "nv-client-403.txt",
    source: "https://github.com/TakahikoKawasaki/nv-websocket-client/issues/165",
    truth: "the server refuses; why, the client does not say",
    level: "failed",
    diagnosis: "forbidden",
    first: ["origin-rejected", "possible"],
    fix: /list that the server accepts/,
  },
  {
    file: "socket-rocket-400.txt",
    source: "https://github.com/facebookincubator/SocketRocket/issues/43",
    truth: "the request lost its Connection header on the way",
    level: "failed",
    diagnosis: "bad-request",
    first: ["upgrade-not-forwarded", "possible"],
    fix: /forward both headers/,
  },
  {
    file: "libwebsockets-400.txt",
    source: "https://github.com/warmcat/libwebsockets/issues/1982",
    truth: "the request came as plain HTTP; which, the client does not say",
    level: "failed",
    diagnosis: "bad-request",
    first: ["upgrade-not-forwarded", "possible"],
    fix: /forward both headers/,
  },
  {
    file: "curl-waits.txt",
    source: "https://github.com/digital-fabric/tipi/issues/8",
    truth: "the server never responds to the handshake",
    level: "failed",
    diagnosis: "handshake-timed-out",
    first: ["upgrade-ignored-by-server", "possible"],
    fix: /upgrade` listener/,
  },
  {
    file: "wscat-unsigned-403.txt",
    source: "https://github.com/serverless/serverless/issues/6149",
    truth: "API Gateway wants a signed request",
    level: "failed",
    diagnosis: "forbidden",
    first: ["origin-missing", "possible"],
    fix: /origin of the page/,
  },
];
