import type { Reference } from "../../reference.ts";
import type { KnownBody } from "../body.ts";
import { nginxLocal as local } from "../nginx-local.ts";

const CONNECT: Reference = {
  text: "nginx: ngx_event_connect.c",
  url: "https://github.com/nginx/nginx/blob/master/src/event/ngx_event_connect.c",
};

const OPENSSL: Reference = {
  text: "nginx: ngx_event_openssl.c",
  url: "https://github.com/nginx/nginx/blob/master/src/event/ngx_event_openssl.c",
};

/** Words of nginx in its error log about a handshake. */
export const nginxLog: KnownBody = {
  id: "nginx-log",
  name: "nginx",
  reference: {
    text: "nginx: ngx_http_upstream.c",
    url: "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c",
  },
  intermediary: "nginx",
  foundIn: "log",
  sentences: [
    {
      pattern: /^connect\(\) failed \(111: Connection refused\) while connecting to upstream/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The address to which nginx forwards the request refuses connections",
      why: "nginx's log says so. Usually nothing is listening there.",
      fix: "Start the server there, and compare address and port with those in `proxy_pass`. In a container, `localhost` and `127.0.0.1` mean that container itself: use the name of the other one, and make the server listen on `0.0.0.0`.",
    },
    {
      pattern:
        /^(?:connect\(\) failed \(\d+: [^)]{1,60}\) while connecting to upstream|no live upstreams while connecting to upstream)/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx could not reach the server to which it forwards the request",
      why: "nginx's log says so.",
      fix: "Compare address and port with those in `proxy_pass`, and make sure that nginx's machine or container can reach them.",
    },
    {
      pattern: /^connect\(\) to unix:\S{1,200} failed \(2: [^)]{1,60}\) while connecting to upstream/,
      reference: CONNECT,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The socket file to which nginx forwards the request does not exist",
      why: "nginx's log says so. The server creates that file when it starts.",
      fix: "Start the server, and compare the path in its configuration with the one in `proxy_pass`. In a container, share the folder of the file with nginx.",
    },
    {
      pattern: /^connect\(\) to \S{1,200} failed \(13: [^)]{1,60}\) while connecting to upstream/,
      reference: CONNECT,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx is not permitted to connect to the server to which it forwards the request",
      why: "nginx's log says that the system forbids it: by the rights of the socket file or its folder, or by SELinux.",
      fix: "For a socket file, let nginx's user read and write it, and enter its folder. Under SELinux, `setsebool -P httpd_can_network_connect 1` lets nginx connect to ports.",
    },
    {
      pattern: /^connect\(\) to \S{1,200} failed \(\d{1,5}: [^)]{1,60}\) while connecting to upstream/,
      reference: CONNECT,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx could not reach the server to which it forwards the request",
      why: "nginx's log says so.",
      fix: "Compare the address with that in `proxy_pass`, and make sure that nginx's machine or container can reach it.",
    },
    {
      pattern: /^upstream timed out \(110: [^)]{1,60}\) while connecting to upstream/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx got no connection to the server to which it forwards the request",
      why: "nginx's log says that connecting to it timed out: packets are dropped along the way, or the address is wrong.",
      fix: "Compare address and port with those in `proxy_pass`, and open the firewall between the two.",
    },
    {
      pattern: /^upstream timed out \(110: [^)]{1,60}\) while reading response header from upstream/,
      cause: "upstream-hangs",
      likelihood: "certain",
      title: "The server behind nginx took the request and did not respond in time",
      why: "nginx's log says so: the connection was made, but no response came.",
      fix: "Make the application accept or refuse at once; `proxy_read_timeout` is how long nginx waits.",
      purpose: "longer-timeout",
    },
    {
      pattern:
        /^(?:upstream prematurely closed connection|recv\(\) failed \(104: [^)]{1,60}\)) while reading response header from upstream/,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The server behind nginx took the connection and closed it without a response",
      why: "nginx's log says so: a program is listening there, and it dropped this request. Servers do so for a path that is not the one of their WebSocket, for HTTP/1.0 or a request without `Upgrade`, for TLS where they expect none or the other way around, and when they crash.",
      fix: "Compare the path with the one at which the application serves its WebSocket, set the version and both headers in the section that serves this path, and check the application's log at that moment.",
      purpose: "forward-upgrade",
      keeps: ["upgrade-not-forwarded"],
    },
    {
      pattern: /^SSL_do_handshake\(\) failed \(SSL: [^)]{0,120}wrong version number/,
      reference: OPENSSL,
      cause: "https-instead-of-http",
      likelihood: "certain",
      title: "nginx speaks TLS to a server that does not",
      why: "nginx's log says that the other side did not respond in TLS.",
      fix: "Use `http://` in `proxy_pass` for this port, or the port on which the server speaks TLS.",
    },
    {
      pattern: /^upstream SSL certificate (?:verify error: \(\d{1,5}:[^)]{1,80}\)|does not match "[^"]{1,200}")/,
      cause: "upstream-certificate",
      likelihood: "certain",
      title: "nginx does not accept the certificate of the server to which it forwards the request",
      why: "nginx's log says so: `proxy_ssl_verify` is on.",
      fix: "Name in `proxy_ssl_trusted_certificate` the authority that signed it, and in `proxy_ssl_name` a name that the certificate has; or renew the certificate.",
    },
    {
      pattern:
        /^(?:SSL_do_handshake\(\) failed \(SSL: [^)]{1,200}\)|peer closed connection in SSL handshake(?: \(\d{1,5}: [^)]{1,60}\))?) while SSL handshaking to upstream$/,
      reference: OPENSSL,
      cause: "upstream-tls-failed",
      likelihood: "certain",
      title: "The TLS handshake between nginx and the server behind it failed",
      why: "nginx's log says so. Servers with several certificates refuse a handshake that names no host, and by default nginx names none; others expect another version of TLS, or speak no TLS on that port.",
      fix: "Add `proxy_ssl_server_name on;` next to `proxy_pass`, and the server's name in `proxy_ssl_name`. If the server speaks no TLS on that port, use `http://` in `proxy_pass`.",
    },
    {
      pattern: /\S{1,200} could not be resolved \(\d{1,5}: [^)]{1,60}\)/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx could not resolve the name of the server to which it forwards the request",
      why: "nginx's log says so. A name in a `proxy_pass` with a variable is looked up for each request, by the name server in `resolver`, which does not read `/etc/hosts`.",
      fix: "Correct the name in `proxy_pass`, and name in `resolver` a server that knows it: for containers that is `127.0.0.11` with Docker, in a network that both are in.",
    },
    {
      pattern: /^no resolver defined to resolve \S{1,200}/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "nginx has no name server to ask for the server to which it forwards the request",
      why: "nginx's log says so: `proxy_pass` has a variable in it, so the name is looked up for each request, and no `resolver` is set.",
      fix: "Add `resolver ADDRESS;` with the address of your name server (`127.0.0.11` with Docker), or write the name into `proxy_pass` without a variable.",
    },
    {
      pattern: /^upstream sent too big header while reading response header from upstream/,
      cause: "headers-too-large",
      likelihood: "certain",
      title: "The headers of the server's response are larger than nginx's buffer for them",
      why: "nginx's log says so: the server behind it did respond, and its headers did not fit into `proxy_buffer_size`, by default 4k or 8k depending on the platform. Most often too many or too large cookies are set.",
      fix: "Send fewer or smaller headers with this response, or make the buffers larger in nginx: `proxy_buffer_size 16k;` and `proxy_buffers 8 16k;` next to `proxy_pass`.",
    },
    ...local,
  ],
};
