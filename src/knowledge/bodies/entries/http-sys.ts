import type { KnownBody } from "../body.ts";

/** Words of http.sys (Windows) in the bodies of refused handshakes. */
export const httpSys: KnownBody = {
  id: "http-sys",
  name: "http.sys (Windows)",
  reference: {
    text: "Microsoft: HTTP Server API error logging",
    url: "https://learn.microsoft.com/en-us/troubleshoot/developer/webapps/aspnet/site-behavior-performance/error-logging-http-apis",
  },
  sentences: [
    {
      pattern: /Bad Request - Invalid Hostname/i,
      cause: "wrong-host",
      likelihood: "certain",
      title: "The server does not serve this host name",
      why: "Windows' http.sys says so in the body of its response: no binding matches the `Host` that arrived.",
      fix: "Add the name to the site's bindings, or make the proxy send the `Host` that is bound.",
      purpose: "forward-host",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern: /Bad Request - (?:Request Too Long|Header Field Too Long)/i,
      cause: "headers-too-large",
      likelihood: "certain",
      title: "The request's headers are too large for the server",
      why: "Windows' http.sys says so in the body of its response.",
      fix: "Delete cookies that are no longer needed, or raise `MaxFieldLength` and `MaxRequestBytes`.",
    },
  ],
};
