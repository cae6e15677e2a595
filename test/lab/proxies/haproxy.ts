import type { Place, Product } from "../proxies.ts";

/** Each path, and the lines of its backend; any other path goes to "right" as it is. */
function backends({ up, hang, closed }: Place): Readonly<Record<string, readonly string[]>> {
  const server = (port: number) => `server lab 127.0.0.1:${port}`;
  return {
    right: [server(up)],
    "no-upgrade": ["http-request del-header upgrade", server(up)],
    idle: ["timeout tunnel 5s", server(up)],
    silent: ["timeout server 2s", server(hang)],
    down: [server(closed)],
    "no-protocol": ["http-request del-header sec-websocket-protocol", server(up)],
    page: ["http-request return status 200 content-type text/html string '<!doctype html>'"],
    moved: ["http-request redirect scheme https code 301"],
    private: ["http-request auth realm lab"],
    denied: ["http-request deny"],
    limited: ["http-request deny deny_status 429"],
    rejected: ["http-request reject"],
  };
}

/** HAProxy: one backend for each way to set it up. */
export const haproxy: Product = {
  command: "haproxy",
  package: "haproxy",
  args: () => ["-db", "-f", "haproxy.cfg"],
  files: (place) => ({
    "haproxy.cfg": `global
  maxconn 1000
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  retries 0
frontend lab
  bind 127.0.0.1:${place.port}
  use_backend %[path,field(2,/)]
  default_backend right
${Object.entries(backends(place))
  .map(
    ([name, lines]) =>
      `backend ${name}\n  http-request set-path %[path,regsub(^/${name},,)]\n${lines.map((line) => `  ${line}\n`).join("")}`,
  )
  .join("")}`,
  }),
};
