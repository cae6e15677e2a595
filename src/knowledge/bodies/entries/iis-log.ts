import type { KnownBody } from "../body.ts";

/** The second number of a status in the log of IIS, and the system's own error after it (WinHTTP: error messages). */
export const iisLog: KnownBody = {
  id: "iis-log",
  name: "IIS",
  reference: {
    text: "Microsoft: HTTP status codes in IIS",
    url: "https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/iis/www-administration-management/http-status-code",
  },
  intermediary: "iis",
  foundIn: "log",
  sentences: [
    {
      pattern: /^IIS 502\.3, sc-win32-status 12002/,
      cause: "upstream-hangs",
      likelihood: "certain",
      title: "The server behind IIS did not respond in time",
      why: "IIS' log says so: 502.3 is an error on ARR's connection to the server, and 12002 the system's number for a timeout.",
      fix: "Make the application accept or refuse the handshake at once; the proxy's timeout in ARR is how long IIS waits.",
    },
    {
      pattern: /^IIS 502\.3, sc-win32-status (?:12007|12029)/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "IIS could not connect to the server behind it",
      why: "IIS' log says so: 502.3 is an error on ARR's connection to the server; the system's number is 12029 where no connection could be made, and 12007 where the name was not resolved.",
      fix: "Start the server there, and compare its name, port and scheme with those in the rewrite rule or the server farm.",
    },
    {
      pattern: /^IIS 502\.3, sc-win32-status (?:12030|12152)/,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The server behind IIS ended the connection, or sent what is no response",
      why: "IIS' log says so: 502.3 is an error on ARR's connection to the server; the system's number is 12030 where that ended the connection, and 12152 where its response could not be read.",
      fix: "Compare the scheme and port in the rewrite rule with those of the server, and check the server's log at that moment.",
    },
    {
      pattern: /^IIS 502\.4\b/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "No server of the farm could take the request",
      why: "IIS' log says so: 502.4 is ARR's status where no server was found.",
      fix: "Start the server, and look at its health and at whether it is online in the server farm.",
    },
    {
      pattern: /^IIS 502\.3\b(?:, sc-win32-status \d{1,10})?/,
      cause: "upstream-down",
      likelihood: "likely",
      title: "IIS had an error on its connection to the server behind it",
      why: "IIS' log says so: 502.3 is ARR's status for that. The system's number behind it says which error it was.",
      fix: "For a number below 12000, `net helpmsg NUMBER` shows what it means; numbers from 12000 on are in the list of WinHTTP's errors. Compare the server's address, port and scheme with those in the rewrite rule.",
    },
    {
      pattern: /^IIS 404\.15\b/,
      statuses: [404],
      cause: "query-too-long",
      likelihood: "certain",
      title: "The query of the URL is longer than IIS allows",
      why: "IIS' log says so: 404.15 is its request filtering's status for that, and the limit is 2048 bytes unless the configuration has another. SignalR puts the access token into the query, and a token with many claims is longer.",
      fix: "Raise `maxQueryString` in the `requestLimits` of `requestFiltering`, or make the token shorter.",
    },
    {
      pattern: /^IIS 400\.11\b/,
      cause: "request-incomplete",
      likelihood: "likely",
      title: "IIS may not accept the request as a WebSocket handshake",
      why: "IIS' log says so: 400.11 stands for a WebSocket request that is not valid.",
      fix: "Send a complete handshake, and make sure that every proxy in front of IIS forwards its headers unchanged.",
    },
  ],
};
