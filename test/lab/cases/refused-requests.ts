import { at, type Case, type Expectation } from "../case.ts";

const group = "Requests that the browser refuses";

/** What is refused before the page gets anything of a response. @param message the browser's message */
function refused(
  state: "blocked" | "failed",
  diagnosis: string,
  firstCause: string,
  message: string | null,
  more: Partial<Expectation> = {},
): Expectation {
  const rest = { status: null, verdict: "failed", close: null, needs: "long-lived" } as const;
  return { state, diagnosis, firstCause, message, ...rest, ...more };
}

/** What DevTools' network log has of it. */
function logged(expects: Expectation, more: Partial<Expectation> = {}): Expectation {
  const { state, status, diagnosis, verdict, message, firstCause = "" } = { ...expects, ...more };
  return { ...expects, inLog: { state, status, diagnosis, verdict, message, firstCause } };
}

/** The log has no words for what the page's own process refuses. */
const WITHOUT_WORDS = { state: "failed", diagnosis: "request-failed", message: null } as const;

/** Event streams, a fetch and WebTransports that a rule of the browser, an extension or DevTools keeps from their response. */
export const refusedRequests: readonly Case[] = [
  {
    id: "events-policy",
    group,
    title: "The page's policy allows its own address only",
    from: "csp",
    act: "event-source",
    url: at("named", "/events", "http"),
    expects: logged(
      refused(
        "blocked",
        "content-security-policy",
        "csp-source-missing",
        "Connecting to '…' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
      ),
      { ...WITHOUT_WORDS, firstCause: "csp-source-missing" },
    ),
  },
  {
    id: "events-mixed",
    group,
    title: "http:// from an https page",
    from: "https",
    act: "event-source",
    url: () => "http://no-such-host.invalid/events",
    expects: logged(
      refused(
        "blocked",
        "mixed-content",
        "http-instead-of-https",
        "Mixed Content: The page at '…' was loaded over HTTPS, but requested an insecure EventSource endpoint '…'. This request has been blocked; the content must be served over HTTPS.",
      ),
      WITHOUT_WORDS,
    ),
  },
  {
    id: "events-unsafe-port",
    group,
    title: "A port that browsers do not touch",
    act: "event-source",
    retries: true,
    url: at("unsafe", "/events", "http"),
    expects: logged(refused("failed", "unsafe-port", "wrong-port", "net::ERR_UNSAFE_PORT")),
  },
  {
    id: "events-other-origin",
    group,
    title: "Another origin that does not allow the page",
    act: "event-source",
    url: at("named", "/events", "http"),
    expects: logged(
      refused("failed", "cross-origin-refused", "cors-header-missing", "net::ERR_FAILED", { status: 200 }),
    ),
  },
  {
    id: "events-credentials",
    group,
    title: "With credentials, and any origin allowed",
    act: "event-source-credentials",
    url: at("named", "/events?allow=*", "http"),
    expects: logged(
      refused("failed", "cross-origin-refused", "cors-wildcard-with-credentials", "net::ERR_FAILED", { status: 200 }),
    ),
  },
  {
    id: "events-preflight",
    group,
    title: "A fetch with a header that the preflight does not allow",
    act: "fetch-events",
    url: at("named", "/events?allow=*", "http"),
    expects: refused("failed", "cross-origin-refused", "cors-request-header-missing", "net::ERR_FAILED"),
  },
  {
    id: "events-by-extension",
    group,
    title: "Blocked by an extension",
    how: "Load an extension with a declarativeNetRequest rule that blocks addresses with “unwanted” in them, then open this stream.",
    act: "event-source",
    retries: true,
    url: at("main", "/events/unwanted", "http"),
    expects: logged(refused("blocked", "blocked-by-client", "extension-blocks", "net::ERR_BLOCKED_BY_CLIENT")),
  },
  {
    id: "events-by-devtools",
    group,
    title: "Blocked by DevTools",
    how: "Block addresses with “unwanted” in them in DevTools (More tools, Request conditions), then open this stream.",
    act: "event-source",
    url: at("main", "/events/unwanted", "http"),
    expects: logged(refused("blocked", "blocked-by-client", "devtools-blocks", "inspector"), {
      ...WITHOUT_WORDS,
      firstCause: "csp-source-missing",
    }),
  },
  {
    id: "events-local-network",
    group,
    title: "From a public page to this machine",
    how: "Start Chromium with --ip-address-space-overrides=127.0.0.1:PORT=public (the lab's main port), open this stream, and refuse the prompt.",
    act: "event-source",
    url: at("named", "/events?allow=*", "http"),
    expects: logged(refused("blocked", "local-network-access", "permission-denied", "net::ERR_FAILED"), {
      state: "failed",
      diagnosis: "request-failed",
      firstCause: "cors-header-missing",
    }),
  },
  {
    id: "transport-policy",
    group,
    title: "A WebTransport that the page's policy does not allow",
    from: "csp",
    act: "web-transport",
    url: at("https", "/transport", "https"),
    expects: refused(
      "blocked",
      "content-security-policy",
      "csp-source-missing",
      "Connecting to '…' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
    ),
  },
  {
    id: "transport-by-extension",
    group,
    title: "A WebTransport that an extension blocks",
    how: "Load an extension with a declarativeNetRequest rule that blocks WebTransports to addresses with “unwanted” in them, then open this one.",
    act: "web-transport",
    url: at("https", "/transport/unwanted", "https"),
    expects: refused(
      "blocked",
      "blocked-by-client",
      "extension-blocks",
      "net::ERR_BLOCKED_BY_CLIENT (Blocked by an extension)",
    ),
  },
];
