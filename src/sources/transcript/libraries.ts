/**
 * What the WebSocket clients of programming languages say of a refused handshake, each in the words of its own source. The
 * status stands in them; `knowledge/diagnoses/client-message.ts` reads it.
 */
export const LIBRARIES: readonly (readonly [client: string, pattern: RegExp])[] = [
  ["Python websocket-client", /(?:WebSocketBadStatusException: )?Handshake status \d{3}\b.{0,200}/],
  // Its recv() says so of a connection that ended, in the handshake or after it (websocket-client: _socket.py).
  ["Python websocket-client", /WebSocketConnectionClosedException: Connection to remote host was lost\.?/],
  // ws for Node.js, behind the words of the program that prints it (ws: lib/websocket.js).
  ["Node.js", /\bError: [Uu]nexpected server response: \d{3}\b/],
  ["aiohttp", /WSServerHandshakeError: \d{3}, message=.{0,200}/],
  ["OkHttp", /Expected '(?:Connection|Upgrade|Sec-WebSocket-Accept)' header value '[^']{0,80}' but was '[^']{0,80}'/],
  ["Tyrus", /DeploymentException: (?:Handshake response not received|.{0,20}Response code was not 101: \d{3})/],
  ["gorilla/websocket", /couldn't dial to remote backend url .{1,200}/],
  ["websocket-php", /Server sent invalid upgrade response/],
  ["OkHttp", /Expected HTTP 101 response but was '\d{3} ?[^']{0,80}'/],
  [
    ".NET",
    /The server returned status code '\d{3}' when (?:status code '101' was expected|the expected status code was '101')/,
  ],
  ["Netty", /Invalid handshake response getStatus: \d{3}.{0,80}/],
  ["Java", /The HTTP response from the server \[\d{3}\] did not permit the HTTP upgrade to WebSocket/],
  ["Jetty", /Failed to upgrade to websocket: Unexpected HTTP Response Status Code: \d{3}.{0,80}/],
  [
    "nv-websocket-client",
    /The status code of the opening handshake response is not .{0,60}The status line is: HTTP\/1\.[01] \d{3}.{0,80}/,
  ],
  ["SocketRocket", /received bad response code from server \d{3}/],
  ["tungstenite", /(?:WebSocket|tungstenite|[Hh]andshake|ws).{0,120}\bHTTP error: \d{3}.{0,80}/],
  ["wstunnel", /^\s*Invalid status code: \d{3}/],
  ["Jetty", /Didn't switch protocols, expected status <101>, but got <\d{3}>/],
  ["coder/websocket", /failed to WebSocket dial: .{1,300}/],
  ["gorilla/websocket", /websocket: bad handshake(?: with resp: \d{3}.{0,60})?/],
  [
    "Go",
    /malformed HTTP response ".{1,300}"|http2: server: error reading preface from client .{1,80}: bogus greeting "GET .{1,200}"/,
  ],
  [
    "SignalR",
    /WebSocket failed to connect\. The connection could not be found on the server, .{0,300}|WebSockets not supported on the server and there is no fallback transport/,
  ],
  ["SocketRocket", /SRWebSocketErrorDomain Code=2133 "Invalid Sec-WebSocket-Accept response"/],
  ["The client", /Error Domain=(?:NSPOSIXErrorDomain|NSURLErrorDomain|kNWErrorDomain\w{3,10}) Code=-?\d{1,6} .{0,300}/],
  [".NET", /(?:Exception|Error)(?: \(0x[\dA-Fa-f]{8}\))?[:!] Unable to connect to the remote server/],
  ["kubectl", /^error: (?:Internal error occurred: )?unable to upgrade connection: .{1,200}/],
  // docker/client (hijack.go): attach, exec and build ask for an upgrade to tcp or h2c.
  ["Docker", /unable to upgrade to (?:tcp|h2c), received \d{3}/],
  // VS Code in a browser, and code-server, which is made of it (browserSocketFactory.ts).
  ["VS Code", /\bWebSocket close with status code 1006\b/],
  // @microsoft/signalr (HttpConnection.ts) and its first releases.
  [
    "SignalR",
    /None of the transports supported by the client are supported by the server|There were no compatible transports on the server/,
  ],
  [
    "Node.js",
    /Error: \d{6,20}:error:[\dA-F]{8}:SSL routines:.{1,200}|(?:Error: )?Parse Error: (?:Invalid header value char|Expected HTTP\/).{0,100}/,
  ],
  ["Dart", /WebSocketException: Connection to '[^']{1,300}' was not upgraded to websocket.{0,80}/],
];
