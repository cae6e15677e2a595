import type { Reference } from "../reference.ts";
import type { Sentence } from "./body.ts";

/** What nginx's error log says of requests that it responds to by itself, with the status that it uses by default. */
export const nginxLocal: readonly Sentence[] = [
  {
    pattern: /^open\(\) "[^"]{0,300}passwd[^"]{0,80}" failed \(2: [^)]{1,60}\)/,
    reference: source("modules/ngx_http_auth_basic_module.c"),
    statuses: [403],
    cause: "password-file-missing",
    likelihood: "likely",
    title: "nginx may not find the file with its users' passwords",
    why: "nginx's log says that a file does not exist, and its name is one that `auth_basic_user_file` is given. Without that file nginx lets nobody in, and responds with 403 by default.",
    fix: "Correct the path in `auth_basic_user_file`, or create the file: `htpasswd -c FILE USER`. In a container, mount it at that path.",
  },
  {
    pattern:
      /^(?:open\(\) "[^"]{1,300}" failed \((?:2|20|36): [^)]{1,60}\)|"[^"]{1,300}" is not found \(\d{1,3}: [^)]{1,60}\))/,
    reference: source("modules/ngx_http_static_module.c"),
    statuses: [404],
    cause: "wrong-path",
    likelihood: "certain",
    title: "nginx looked for a file at this path, and forwards it to no server",
    why: "nginx's log says that it tried to open a file: the location that has this path has no `proxy_pass`. By default it then responds with 404; only an `error_page` for that could still lead to a server.",
    fix: "Give the path of the WebSocket a location of its own with `proxy_pass`, the version and both headers, and compare its spelling with that of the URL.",
    purpose: "forward-upgrade",
  },
  {
    pattern:
      /^(?:open\(\) "[^"]{1,300}" failed \((?:13|40): [^)]{1,60}\)|"[^"]{1,300}" is forbidden \(\d{1,3}: [^)]{1,60}\)|directory index of "[^"]{1,300}" is forbidden)/,
    reference: source("ngx_http_core_module.c"),
    statuses: [403],
    cause: "wrong-path",
    likelihood: "certain",
    title: "nginx looked for a file or a folder at this path, and forwards it to no server",
    why: "nginx's log says that it tried to serve this path from its disk: the location that has this path has no `proxy_pass`. By default it responds with 403 where it must not read the file, or list the folder.",
    fix: "Give the path of the WebSocket a location of its own with `proxy_pass`, the version and both headers, and compare its spelling with that of the URL.",
    purpose: "forward-upgrade",
  },
  {
    pattern: /^limiting connections by zone "[^"]{1,100}"/,
    reference: source("modules/ngx_http_limit_conn_module.c"),
    cause: "connection-limit",
    likelihood: "certain",
    title: "nginx allows no more connections at a time here",
    why: "nginx's log says that the number in `limit_conn` was reached. By default it then responds with 503; `limit_conn_status` may say otherwise. An open WebSocket counts for as long as it is open.",
    fix: "Raise the number in `limit_conn ZONE NUMBER;` for this path: to as many WebSockets as one key of that zone, often a client's address, may have open at a time. Close those that are no longer needed; behind another proxy all clients may have that proxy's address.",
  },
  {
    pattern: /^limiting requests, excess: [\d.]{1,20} by zone "[^"]{1,100}"/,
    reference: source("modules/ngx_http_limit_req_module.c"),
    cause: "rate-limited",
    likelihood: "certain",
    title: "nginx refused the request because too many came in a short time",
    why: "nginx's log says that the rate of `limit_req` was exceeded. By default it then responds with 503; `limit_req_status` may say otherwise. A client that reconnects without a pause comes to that quickly.",
    fix: "Make the client wait longer before each new attempt, and raise the rate of `limit_req_zone`, or allow short peaks: `limit_req zone=ZONE burst=20 nodelay;`.",
  },
  {
    pattern: /^access forbidden by rule/,
    reference: source("modules/ngx_http_access_module.c"),
    statuses: [403],
    cause: "policy-denied",
    likelihood: "certain",
    title: "A rule of nginx forbids this client's address",
    why: "nginx's log says so: a `deny` for this path applies to the address that the request came from, the one after `client:` in the line.",
    fix: "Allow the address above the `deny`: `allow ADDRESS;`. If it is that of another proxy, let nginx take the client's own from a header, with `set_real_ip_from` and `real_ip_header`.",
  },
  {
    pattern: /\bpassword mismatch$/,
    reference: source("modules/ngx_http_auth_basic_module.c"),
    statuses: [401],
    cause: "login-required",
    likelihood: "certain",
    title: "nginx asks for a password, and the one that was sent is not that user's",
    why: "nginx's log says so: `auth_basic` protects this path.",
    fix: "Correct the password, or set a new one: `htpasswd FILE USER` with the file in `auth_basic_user_file`. To leave this path to the application's own check instead, write `auth_basic off;` into its location.",
  },
  {
    pattern: /\bwas not found in "[^"]{1,200}"$/,
    reference: source("modules/ngx_http_auth_basic_module.c"),
    statuses: [401],
    cause: "login-required",
    likelihood: "certain",
    title: "nginx asks for a password, and does not know the user that was sent",
    why: "nginx's log says that the user is not in the file of `auth_basic_user_file`.",
    fix: "Add the user with `htpasswd FILE USER`, or correct the name. To leave this path to the application's own check instead, write `auth_basic off;` into its location.",
  },
  {
    pattern: /^no user\/password was provided for basic authentication/,
    reference: source("modules/ngx_http_auth_basic_module.c"),
    statuses: [401],
    cause: "login-required",
    likelihood: "certain",
    title: "nginx asks for a password, and the request came without one",
    why: "nginx's log says so: `auth_basic` protects this path. Pages cannot give a WebSocket headers; whether a browser sends the page's password along is up to the browser.",
    fix: "Write `auth_basic off;` into the location of the WebSocket, and check a cookie or a short-lived token there; a program that is no page can send an `Authorization` header.",
  },
  {
    pattern: /^client sent plain HTTP request to HTTPS port/,
    reference: source("ngx_http_request.c"),
    cause: "http-instead-of-https",
    likelihood: "certain",
    title: "The port speaks TLS, but the request came without it",
    why: "nginx's log says so. Some WebSocket clients use TLS only for `wss://`, and open a plain connection for `https://`.",
    fix: "Use `wss://` in the client's URL, not `https://` or `ws://`; in a proxy in front of this one, use `https://`.",
  },
];

function source(file: string): Reference {
  return {
    text: `nginx: ${file.slice(file.lastIndexOf("/") + 1)}`,
    url: `https://github.com/nginx/nginx/blob/master/src/http/${file}`,
  };
}
