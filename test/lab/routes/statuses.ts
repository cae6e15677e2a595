import { accept, answerHead, type Call, type HeaderList, serverHeader } from "../call.ts";
import { lastPartOf, type Route } from "../route.ts";

/** Reason phrases; a code without one is sent without. */
const PHRASES: Readonly<Record<string, string>> = {
  200: "OK",
  204: "No Content",
  301: "Moved Permanently",
  302: "Found",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  407: "Proxy Authentication Required",
  410: "Gone",
  426: "Upgrade Required",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** What such a response usually carries. 401 asks for Bearer, since Basic makes a browser with a window ask for a password. */
const HEADERS: Readonly<Record<string, HeaderList>> = {
  301: [["Location", "/somewhere/"]],
  302: [["Location", "/login"]],
  307: [["Location", "/somewhere/"]],
  308: [["Location", "/somewhere/"]],
  401: [["WWW-Authenticate", 'Bearer realm="lab"']],
  405: [["Allow", "GET"]],
  407: [["Proxy-Authenticate", 'Basic realm="lab"']],
  426: [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
  ],
  429: [["Retry-After", "5"]],
  503: [["Retry-After", "5"]],
};

/**
 * A plausible refusal.
 *
 * @param code three digits
 * @returns the whole answer: status line, headers and body
 */
export function refusal(code: string, url: URL): string {
  const phrase = PHRASES[code] ?? "";
  const page = code.startsWith("2");
  const body = /^(1..|204|304)$/.test(code)
    ? ""
    : page
      ? "<!doctype html><title>An application</title><p>This is a page, not a socket."
      : `${code} ${phrase}\n`;
  return `${answerHead(`${code} ${phrase}`, [
    ...(HEADERS[code] ?? []),
    ...(code === "426" ? [] : [["Connection", "close"] as const]),
    ...serverHeader(url),
    ["Content-Type", page ? "text/html; charset=utf-8" : "text/plain; charset=utf-8"],
    ["Content-Length", String(Buffer.byteLength(body))],
  ])}${body}`;
}

function refuse(call: Call, code: string): void {
  call.socket.end(refusal(code, call.url));
}

/** Of how many attempts at /flaky one is accepted. */
const FLAKY = 4;

let flakyAttempts = 0;

/** Answers with another status than 101. */
export const statuses: readonly Route[] = [
  {
    path: "/status/:code",
    does: "refuses with this status and the headers that usually go with it",
    gives: "varies",
    run(call) {
      const code = lastPartOf(call.url.pathname);
      refuse(call, /^\d{3}$/.test(code) ? code : "400");
    },
  },
  {
    path: "/slow",
    does: "answers after ?after=500 milliseconds: accepts, or refuses with ?status=403",
    gives: "varies",
    run(call) {
      const code = call.url.searchParams.get("status") ?? "";
      call.later(Number(call.url.searchParams.get("after") ?? 500), () => {
        if (/^\d{3}$/.test(code)) refuse(call, code);
        else accept(call);
      });
    },
  },
  {
    path: "/basic",
    does: "asks for credentials (Basic) after ?after=0 milliseconds, and accepts lab with the password secret",
    gives: "authentication-required",
    run(call) {
      const isKnown = call.request.headers.authorization === `Basic ${btoa("lab:secret")}`;
      if (isKnown) accept(call);
      else
        call.later(Number(call.url.searchParams.get("after") ?? 0), () => {
          const headers: HeaderList = [
            ["WWW-Authenticate", 'Basic realm="lab"'],
            ["Connection", "close"],
            ["Content-Length", "0"],
          ];
          call.socket.end(answerHead("401 Unauthorized", headers));
        });
    },
  },
  {
    path: "/early-hints",
    does: "answers 103 before the 101, which Chromium refuses",
    gives: "unexpected-status",
    run(call) {
      call.socket.write(answerHead("103 Early Hints", [["Link", "</style.css>; rel=preload"]]));
      accept(call);
    },
  },
  {
    path: "/flaky",
    does: "refuses three times with 503, and accepts the fourth attempt",
    gives: "reconnect-loop",
    run(call) {
      if (++flakyAttempts % FLAKY === 0) accept(call);
      else refuse(call, "503");
    },
  },
  {
    path: "/same-origin",
    does: "refuses with 403 unless Origin and Host name the same host, as many libraries do",
    gives: "forbidden",
    run(call) {
      const { origin = "", host = "" } = call.request.headers;
      if (!URL.canParse(origin) || new URL(origin).host !== host) return refuse(call, "403");
      accept(call);
    },
  },
];
