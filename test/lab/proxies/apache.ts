import { existsSync } from "node:fs";
import type { Place, Product } from "../proxies.ts";

const MODULES = (
  "mpm_event authn_core authn_file authz_core authz_user auth_basic alias dir headers mime proxy proxy_http " +
  "proxy_wstunnel setenvif rewrite"
).split(" ");

const FOLDER = ["/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2"].find(existsSync) ?? "";

function rules({ up, hang, closed, folder }: Place): string[] {
  // Apache shares one worker, and its options, among equal addresses: the detour keeps each path's options its own.
  const pass = (path: string, port: number, more: string) =>
    `ProxyPass "${path}" "http://127.0.0.1:${port}${path}../" ${more}`;
  return [
    // The longer of Timeout and the worker's timeout ends an idle tunnel.
    pass("/right/", up, "upgrade=websocket timeout=3600"),
    pass("/no-upgrade/", up, ""),
    pass("/idle/", up, "upgrade=websocket timeout=5"),
    pass("/silent/", hang, "upgrade=websocket"),
    pass("/down/", closed, "upgrade=websocket"),
    pass("/no-protocol/", up, "upgrade=websocket"),
    pass("/private/", up, "upgrade=websocket"),
    pass("/denied/", up, "upgrade=websocket"),
    // The older way, with the ws scheme.
    `ProxyPass "/wstunnel/" "ws://127.0.0.1:${up}/" timeout=3600`,
    'Redirect 301 "/moved/" "https://127.0.0.1/moved/"',
    `Alias "/page/" "${folder}/"`,
    '<Location "/page/">\n  FallbackResource /page/index.html\n</Location>',
    'RequestHeader unset Sec-WebSocket-Protocol "expr=%{REQUEST_URI} =~ m#^/no-protocol/#"',
    '<Location "/private/">\n  AuthType Basic\n  AuthName lab\n  AuthBasicProvider file\n  AuthUserFile htpasswd\n  Require valid-user\n</Location>',
    'ProxyPass "/page/" "!"',
    'ProxyPass "/moved/" "!"',
    pass("/", up, "upgrade=websocket timeout=3600").replace("/../", "/"),
    '<Location "/denied/">\n  Require all denied\n</Location>',
  ];
}

/** Apache httpd: one path for each way to set it up. */
export const apache: Product = {
  command: "apache2",
  package: "apache2-bin",
  args: ({ folder }) => ["-X", "-d", folder, "-f", "apache.conf"],
  files: (place) => ({
    htpasswd: "",
    "index.html": "<!doctype html><title>An application</title>",
    "apache.conf": `${MODULES.map((name) => `LoadModule ${name}_module ${FOLDER}/mod_${name}.so`).join("\n")}
Listen 127.0.0.1:${place.port}
ServerName 127.0.0.1
PidFile apache.pid
ErrorLog error.log
Timeout 2
Mutex pthread
DefaultRuntimeDir .
User ${process.getuid?.() === 0 ? "www-data" : "#-1"}
TypesConfig /dev/null
<Directory "${place.folder}">
  Require all granted
</Directory>
${rules(place).join("\n")}
`,
  }),
};
