import type { KnownBody } from "../body.ts";

/** Words of Apache httpd in its error log about a handshake. */
export const apacheLog: KnownBody = {
  id: "apache-log",
  name: "Apache httpd",
  reference: {
    text: "Apache httpd: mod_proxy.c and proxy_util.c",
    url: "https://github.com/apache/httpd/tree/trunk/modules/proxy",
  },
  intermediary: "apache",
  foundIn: "log",
  sentences: [
    {
      pattern: /AH01144: No protocol handler was valid for the URL \S{1,300}/,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "Apache has no module for the scheme to which it forwards this path",
      why: "Apache's log says so. For `ws://` and `wss://` that module is `mod_proxy_wstunnel`, for `http://` it is `mod_proxy_http`.",
      fix: "Enable the modules, or use `upgrade=websocket` with mod_proxy_http (2.4.47 or later): `a2enmod proxy proxy_http proxy_wstunnel`, then restart Apache.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /AH0(?:0961|1961): .{0,60}failed to enable ssl support/,
      cause: "upstream-tls-disabled",
      likelihood: "certain",
      title: "Apache is not set up to speak TLS to the server behind it",
      why: "Apache's log says so: the target begins with `wss://` or `https://`, and `SSLProxyEngine` is off.",
      fix: "Add `SSLProxyEngine on` to this virtual host. If the server behind Apache speaks no TLS on that port, use `ws://` or `http://` instead.",
    },
    {
      pattern: /AH00898: Error during SSL Handshake with remote server/,
      cause: "https-instead-of-http",
      likelihood: "certain",
      title: "The TLS handshake between Apache and the server behind it failed",
      why: "Apache's log says so: the target begins with `wss://` or `https://`. The port there speaks plain HTTP, or its certificate is not accepted.",
      fix: "If the server behind Apache speaks no TLS on that port, use `ws://` or `http://` in `ProxyPass`. If it does, look at the line above this one: `SSLProxyVerify` and `SSLProxyCACertificateFile` say which certificates Apache accepts.",
    },
    {
      pattern: /\(111\)Connection refused: AH00957: .{0,20}attempt to connect to \S{1,120} \(\S{1,120}\) failed/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The address to which Apache forwards the request refuses connections",
      why: "Apache's log says so. Usually nothing is listening there.",
      fix: "Start the server there, and compare address and port with those in `ProxyPass`. In a container, `localhost` and `127.0.0.1` mean that container itself.",
    },
    {
      pattern: /AH0(?:0957|1114): .{0,20}(?:attempt to connect to .{0,120}failed|failed to make connection to backend)/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "Apache could not connect to the server to which it forwards the request",
      why: "Apache's log says so.",
      fix: "Start the server, compare address and port with those in `ProxyPass`, and make sure that Apache's machine or container can reach them. Under SELinux, `setsebool -P httpd_can_network_connect 1` lets Apache connect.",
    },
    {
      pattern: /AH0(?:1102: error reading status line|0898: Error reading) from remote server/,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The server behind Apache took the connection and gave no response that Apache could read",
      why: "Apache's log says so: a program is listening there, and it closed the connection, or sent something other than HTTP. Servers do so for a path that is not the one of their WebSocket, for TLS where they expect none or the other way around, and when they crash.",
      fix: "Compare the path and the scheme (`ws://` or `wss://`) with those of the application, and check the application's log at that moment.",
    },
  ],
};
