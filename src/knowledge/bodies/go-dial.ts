import type { Sentence } from "./body.ts";

/**
 * What proxies written in Go log when the server behind them cannot be used, in the words of Go's own libraries (go: net/dial.go,
 * net/http/transport.go, crypto/tls).
 *
 * @param proxy name of the proxy, for sentences
 * @param before what the proxy writes before Go's words, as the source of a pattern
 * @param setting where the proxy's configuration has the address, for sentences
 */
export function goDialSentences(proxy: string, before: string, setting: string): Sentence[] {
  const said = (words: string) => new RegExp(`^${before}${words}`);
  return [
    {
      pattern: said("dial tcp \\S{1,120} connect: connection refused"),
      cause: "upstream-down",
      likelihood: "certain",
      title: `The address to which ${proxy} forwards the request refuses connections`,
      why: `${proxy}'s log says so. Usually nothing is listening there.`,
      fix: `Start the server there, and compare address and port with those in ${setting}. In a container, \`localhost\` and \`127.0.0.1\` mean that container itself: use the name of the other one, and make the server listen on \`0.0.0.0\`.`,
    },
    {
      pattern: said("dial tcp: lookup \\S{1,120} .{0,120}no such host"),
      cause: "upstream-down",
      likelihood: "certain",
      title: `${proxy} does not know the name of the server to which it forwards the request`,
      why: `${proxy}'s log says so.`,
      fix: `Correct the name in ${setting}. Containers know each other by name only in a network that both are in.`,
    },
    {
      pattern: said("dial tcp \\S{1,120} .{0,40}(?:i/o timeout|no route to host)"),
      cause: "upstream-down",
      likelihood: "certain",
      title: `${proxy} got no connection to the server to which it forwards the request`,
      why: `${proxy}'s log says so. Usually a firewall drops the packets, or the address is wrong.`,
      fix: `Compare address and port with those in ${setting}, and open the firewall between the two.`,
    },
    {
      pattern: said(
        "(?:tls: first record does not look like a TLS handshake|http: server gave HTTP response to HTTPS client)",
      ),
      cause: "https-instead-of-http",
      likelihood: "certain",
      title: `${proxy} speaks TLS to a server that does not`,
      why: `${proxy}'s log says that the other side did not respond in TLS.`,
      fix: `Use \`http://\` in ${setting} for this port, or the port on which the server speaks TLS.`,
    },
    {
      pattern: said("(?:EOF|read tcp \\S{1,120} read: connection reset by peer)"),
      cause: "handshake-dropped",
      likelihood: "certain",
      title: `The server behind ${proxy} took the connection and closed it without a response`,
      why: `${proxy}'s log says so: a program is listening there, and it dropped this request. Servers do so for a path that is not the one of their WebSocket, for TLS where they expect none or the other way around, and when they crash.`,
      fix: "Compare the path and the scheme with those of the application, and check the application's log at that moment.",
    },
  ];
}
