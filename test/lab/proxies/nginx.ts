import type { Place, Product } from "../proxies.ts";

/** The lines that pass an upgrade on. */
const COMPLETE = `proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_set_header Host $http_host;`;

/** Each location and what stands in it; `up`, `hang` and `closed` are upstreams. */
function locations({ up, hang, closed }: Place): Readonly<Record<string, string>> {
  const pass = (port: number) => `proxy_pass http://127.0.0.1:${port}/;`;
  const complete = (more = "", port = up) => `${pass(port)}\n      ${COMPLETE}\n      ${more}`;
  return {
    // The lab's pages, so that page and socket can share an origin.
    "/": complete(),
    "/right/": complete(),
    "/no-upgrade/": pass(up),
    "/no-connection/": `${pass(up)} proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;`,
    "/http-1.0/": complete().replace("proxy_http_version 1.1", "proxy_http_version 1.0"),
    "/no-host/": complete().replace("proxy_set_header Host $http_host;", ""),
    "/idle/": complete("proxy_read_timeout 5s;"),
    "/silent/": complete("proxy_read_timeout 2s;", hang),
    "/down/": complete("", closed),
    "/no-accept/": complete("proxy_hide_header Sec-WebSocket-Accept;"),
    "/hidden-upgrade/": complete("proxy_hide_header Upgrade;"),
    "/no-protocol/": complete('proxy_set_header Sec-WebSocket-Protocol "";'),
    "/page/": "try_files $uri /index.html;",
    "= /index.html": "",
    "/moved/": "return 301 https://$host$request_uri;",
    "/slash/": complete(),
    "/private/": complete("auth_basic lab; auth_basic_user_file htpasswd;"),
    "/denied/": complete("deny all;"),
    "/limited/": complete("limit_req zone=one;"),
    "/limited-429/": complete("limit_req zone=two; limit_req_status 429;"),
    "/closed/": "return 444;",
  };
}

/** nginx: one location for each way to set it up. */
export const nginx: Product = {
  command: "nginx",
  package: "nginx",
  // The prefix makes every relative path one in the folder.
  args: ({ folder }) => ["-p", folder, "-c", "nginx.conf", "-e", "stderr"],
  files: (place) => ({
    htpasswd: "",
    "index.html": "<!doctype html><title>An application</title>",
    "nginx.conf": `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
  access_log off;
  root .;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  limit_req_zone $server_port zone=one:64k rate=1r/m;
  limit_req_zone $server_port zone=two:64k rate=1r/m;
  server {
    listen 127.0.0.1:${place.port};
${Object.entries(locations(place))
  .map(([path, lines]) => `    location ${path} {\n      ${lines}\n    }\n`)
  .join("")}  }
}
`,
  }),
};
