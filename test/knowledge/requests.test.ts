import { describe, expect, it } from "vitest";
import { diagnoses } from "../../src/knowledge/diagnoses/registry.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { upgradeTokenOf, upgradeTokens } from "../../src/knowledge/headers/upgrade-tokens.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { readHar } from "../../src/sources/recognize.ts";
import {
  behindNginx,
  crossOrigin,
  explained,
  REFUSED,
  type RequestStory,
  requestExplanations,
  requestOf,
  STREAM,
} from "../docs/samples/requests.ts";
import { START } from "../docs/samples/scene.ts";

const OPEN = { kind: "event-stream", answer: { status: 200, headers: STREAM } } as const;

function diagnosed(...args: Parameters<typeof explained>) {
  return explained(...args).diagnosis;
}

/** A WebTransport of which a log alone tells. */
function logged(established: boolean | null, end?: RequestStory["end"]) {
  const upgrade = requestOf({ kind: "webtransport", ...(end === undefined ? {} : { end }) });
  const exchange = upgrade.exchange && { ...upgrade.exchange, established };
  const seenBy = { debugger: false, network: true };
  return explain({ ...upgrade, exchange, seenBy }, { now: 0, page: null, capture: markedCapture([]) });
}

describe("what is said of requests that stay pending", () => {
  it("is healthy of an open event stream, and names its last event", () => {
    const { verdict, pending, checks, healthQuestions, protocol } = explained({ ...OPEN, messages: [27_000] });
    expect(verdict).toMatchObject({ level: "healthy", headline: "Healthy" });
    expect(verdict.sentence).toContain("the last event came 3 s ago");
    expect(pending?.title).toBe("Why DevTools says Pending");
    expect(checks.every(({ outcome }) => outcome === "not-applicable")).toBe(true);
    expect(healthQuestions.map(({ id }) => id)).toEqual(["connects", "handshake", "messages", "proxy"]);
    expect(protocol).toBeNull();
  });

  it("does not take comments for events", () => {
    expect(explained({ ...OPEN, body: 14 }).verdict.sentence).toContain("no event has come yet, although 14 B have");
  });

  it("hedges about a long poll unless its address is a library's", () => {
    const guess = explained({ kind: "long-poll" });
    expect(guess.verdict.sentence).toMatch(/^It looks like a long poll/);
    expect(guess.pending?.plain).toMatch(/^If this is a long poll/);
    const known = explained({ kind: "long-poll", url: "https://app.example.com/socket.io/?EIO=4&transport=polling" });
    expect(known.verdict).toMatchObject({ level: "healthy" });
    expect(known.verdict.sentence).toMatch(/^This is a long poll of Socket\.IO/);
  });

  it("knows the length of a download", () => {
    const headers = [["Content-Length", "2000"]] as const;
    const { verdict } = explained({ kind: "streaming-fetch", answer: { status: 200, headers }, pieces: [100] });
    expect(verdict.sentence).toContain("11 B of 2.0 kB have come");
  });

  it("is that nothing fails when the page gives a request up", () => {
    const { verdict, upgrade } = explained({ kind: "long-poll", end: { end: "canceled", at: 8000 } });
    expect(verdict).toMatchObject({ level: "unknown", headline: "Canceled" });
    expect(verdict.sentence).toContain("canceled it after 7.9 s, before a response came.");
    expect(upgrade.error).toBeNull();
  });

  it("claims nothing of a WebTransport that Chrome does not tell", () => {
    const { verdict, healthQuestions, path } = explained({ kind: "webtransport", establishedAt: 80 });
    expect(verdict.sentence).toContain("Chrome does not show its data to extensions");
    expect(healthQuestions.find(({ id }) => id === "messages")?.outcome).toBe("unknown");
    expect(path.line?.text).toBe("open for 29 s");
  });

  it("claims nothing of a WebTransport's beginning where a log does not tell of it", () => {
    for (const { verdict, diagnosis } of [logged(null), logged(null, { end: "finished", at: 900 })]) {
      expect(verdict.level).toBe("unknown");
      expect(verdict.sentence).toContain("does not say whether it was ever established");
      expect(diagnosis).toBeNull();
    }
  });

  it("says of a WebTransport what Chrome's log tells, and no more", () => {
    expect(logged(true).verdict).toMatchObject({ level: "healthy", headline: "Healthy" });
    expect(logged(true).healthQuestions[0]?.evidence).toEqual(["its times in DevTools' log"]);
    expect(logged(false).verdict.sentence).toContain("forbids looks the same in DevTools' log");
    const failed = logged(false, { end: "failed", at: 900 });
    expect(failed.diagnosis).toMatchObject({ id: "webtransport-failed" });
    expect(failed.diagnosis?.summary).toContain("DevTools' log does not say why");
    expect(failed.diagnosis?.causes.every(({ likelihood }) => likelihood === "possible")).toBe(true);
  });

  it("says how long a WebTransport was established, and not who ended it", () => {
    const { verdict } = explained({ kind: "webtransport", establishedAt: 80, end: { end: "finished", at: 5080 } });
    expect(verdict.sentence).toMatch(/^It was established, and ended after 5 s\. Whether the page or the server/);
  });

  it("says that the page's policy forbids a WebTransport, and why DevTools says Pending for ever", () => {
    const { verdict, diagnosis, pending, healthQuestions, path } = explained({
      kind: "webtransport",
      blocked: {
        by: "content-security-policy",
        message: `Connecting to 'https://app.example.com/' violates the following Content Security Policy directive: "connect-src 'self'".`,
        directive: "connect-src 'self'",
      },
    });
    expect(verdict).toMatchObject({ level: "failed", headline: "Blocked" });
    expect(diagnosis).toMatchObject({ id: "content-security-policy", causes: [{ likelihood: "certain" }] });
    expect(diagnosis?.causes[0]?.fix?.snippets[0]?.code).toBe("connect-src 'self' https://app.example.com");
    expect(pending?.plain).toContain("keeps showing Pending");
    expect(healthQuestions[0]).toMatchObject({ outcome: "bad" });
    expect(path.request).toBeNull();
  });

  it("has no headers that only a WebSocket's handshake must have", () => {
    const { headers } = explained(OPEN);
    expect(headers.response.map(({ name }) => name)).toEqual(["Content-Type"]);
    expect(headers.request.every(({ onWire, check }) => onWire && check === null)).toBe(true);
  });

  it("leaves other requests out of what is said of a socket", () => {
    const poll = requestOf({ id: "p", kind: "long-poll" });
    const socket = { ...requestOf({ id: "s", kind: "websocket" }), exchange: null };
    expect(explained({ kind: "event-stream" }, { capture: markedCapture([poll, socket]) }).series).toBeNull();
  });

  it("is full and founded, whatever was seen", () => {
    for (const { verdict, diagnosis, healthQuestions } of requestExplanations()) {
      expect(verdict.sentence.trim()).not.toBe("");
      expect(`${verdict.sentence}${diagnosis?.summary}`).not.toMatch(/undefined|null|NaN/);
      expect(diagnosis?.summary.replace(/`[^`]*`/g, "").length ?? 0).toBeLessThanOrEqual(100);
      for (const { evidence, title, why } of diagnosis?.causes ?? []) {
        expect(evidence.length, title).toBeGreaterThan(0);
        expect(evidence.every((line) => line.trim() !== "")).toBe(true);
        expect(why).toMatch(/[.)]$/);
      }
      for (const { outcome, evidence, answer } of healthQuestions)
        if (outcome === "good" || outcome === "bad") expect(evidence.length, answer).toBeGreaterThan(0);
    }
  });
});

describe("the diagnoses of requests", () => {
  it("have ids of their own, and are asked of some kind", () => {
    const ids = diagnoses.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(diagnoses.every(({ kinds }) => kinds.length > 0)).toBe(true);
  });

  it("say nothing of what goes well", () => {
    expect(diagnosed({ ...OPEN, messages: [100] }, behindNginx)).toBeNull();
    expect(diagnosed({ kind: "long-poll", answer: { status: 200, at: 25_000 } })).toBeNull();
    expect(diagnosed({ kind: "streaming-fetch", answer: { status: 200 }, pieces: [10] })).toBeNull();
    expect(diagnosed({ kind: "webtransport", establishedAt: 50, end: { end: "finished", at: 900 } })).toBeNull();
  });
});

/** All that is said of what a page asked for. */
function allWords(story: RequestStory): string {
  const { verdict, diagnosis, healthQuestions } = explained(story);
  const causes = diagnosis?.causes ?? [];
  return JSON.stringify([verdict, diagnosis, healthQuestions, causes.map(({ fix }) => fix)]);
}

describe("what the browser refuses by itself", () => {
  it("is blocked, with no word of a socket, and no claim that anything was sent", () => {
    for (const story of Object.values(REFUSED)) {
      expect(allWords(story)).not.toMatch(/\bsocket|WebSocket|wss?:|handshake request/i);
      expect(explained(story).verdict).toMatchObject({ level: "failed", headline: "Blocked" });
    }
  });

  it("has the source and the directive of the page's policy", () => {
    const [cause] = diagnosed(REFUSED.policy)?.causes ?? [];
    expect(cause).toMatchObject({ id: "csp-source-missing", likelihood: "certain" });
    expect(cause?.fix?.snippets[0]?.code).toBe("connect-src 'self' https://api.example.com");
    expect(cause?.why).toContain("`connect-src 'self'`");
  });

  it("names the address to which a redirect led, not the one that the page had asked", () => {
    const message = REFUSED.policy.blocked.message.replace("api.example.com", "elsewhere.example:81");
    const led = { ...REFUSED.policy, sentAt: 3, blocked: { ...REFUSED.policy.blocked, message } };
    expect(diagnosed(led)?.summary).toContain("A redirect led to an address");
    expect(diagnosed(led)?.causes[0]?.fix?.snippets[0]?.code).toContain("https://elsewhere.example:81");
    const unknown = { ...led, blocked: { by: "content-security-policy", message: "csp" } } as const;
    expect(diagnosed(unknown)?.causes[0]).toMatchObject({ likelihood: "likely" });
    expect(allWords(unknown)).not.toContain("https://api.example.com`");
  });

  it("offers https for mixed content, and no host where it is the page's own", () => {
    const code = (url: string, by: RequestStory["by"] = "EventSource") =>
      diagnosed({ ...REFUSED.mixed, url, by, blocked: { by: "mixed-content", message: "mixed-content" } })?.causes[0]
        ?.fix?.snippets[0]?.code;
    expect(code("http://api.example.com/events")).toBe(
      'const events = new EventSource("https://api.example.com/events");',
    );
    expect(code("http://app.example.com/events")).toBe('const events = new EventSource("/events");');
    expect(code("http://api.example.com/a", "fetch")).toBe(
      'const response = await fetch("https://api.example.com/a");',
    );
    expect(code("http://api.example.com/a", "XMLHttpRequest")).toBe(
      'request.open("GET", "https://api.example.com/a");',
    );
  });

  it("offers Chrome's option for devices that cannot serve https to fetch alone, and to private hosts alone", () => {
    const fix = (url: string, by: "fetch" | "EventSource" | "XMLHttpRequest") =>
      diagnosed({ ...REFUSED.mixed, url, by, blocked: { by: "mixed-content", message: "mixed-content" } })?.causes[0]
        ?.fix;
    expect(fix("http://printer.local/status", "fetch")?.snippets[1]?.code).toBe(
      'const response = await fetch("http://printer.local/status", { targetAddressSpace: "local" });',
    );
    expect(fix("http://printer.local/status", "fetch")?.text).toContain("targetAddressSpace");
    for (const [url, by] of [
      ["http://api.example.com/a", "fetch"],
      ["http://printer.local/status", "EventSource"],
      ["http://printer.local/status", "XMLHttpRequest"],
    ] as const) {
      expect(fix(url, by)?.snippets).toHaveLength(1);
      expect(fix(url, by)?.text).not.toContain("targetAddressSpace");
    }
  });

  it("tells DevTools, an extension and the browser's own filter apart, as surely as the browser names them", () => {
    const first = (story: RequestStory) => {
      const found = diagnosed(story);
      return [found?.id, found?.causes[0]?.likelihood, found?.causes[0]?.id];
    };
    expect(first(REFUSED.devtools)).toEqual(["blocked-by-client", "certain", "devtools-blocks"]);
    expect(first(REFUSED.filter)).toEqual(["blocked-by-client", "likely", "browser-filter"]);
    expect(first(REFUSED.extension)).toEqual(["blocked-by-client", "likely", "extension-blocks"]);
    expect(first(REFUSED.transport)).toEqual(["blocked-by-client", "certain", "extension-blocks"]);
    expect(diagnosed(REFUSED.transport)?.causes[0]?.evidence[0]).toContain("Blocked by an extension");
  });

  it("does not say that nothing was sent of what was", () => {
    const late = { ...REFUSED.extension, sentAt: 3 };
    expect(diagnosed(late)?.summary).toBe(
      "The address was blocked inside the browser, after the request had been sent.",
    );
    const open = {
      ...OPEN,
      messages: [4],
      end: { end: "failed", at: 9, message: "net::ERR_BLOCKED_BY_CLIENT" },
    } as const;
    expect(diagnosed(open)?.id).toBe("stream-broken");
  });

  it("knows local network access by its name among the rules for other origins", () => {
    expect(diagnosed(REFUSED.network)).toMatchObject({
      id: "local-network-access",
      causes: [{ id: "permission-denied", likelihood: "likely" }],
    });
    expect(diagnosed(REFUSED.port)).toMatchObject({ id: "unsafe-port", causes: [{ id: "wrong-port" }] });
  });
});

describe("cross-origin-refused", () => {
  const causes = (story: RequestStory) => diagnosed(story)?.causes ?? [];
  const codes = (story: RequestStory) =>
    causes(story).flatMap(({ fix }) => fix?.snippets.map(({ code }) => code) ?? []);

  it("is never a stream that broke off, and says that the page did not get the response", () => {
    const { verdict, healthQuestions, path, diagnosis } = explained(crossOrigin("MissingAllowOriginHeader"));
    expect(diagnosis?.id).toBe("cross-origin-refused");
    expect(verdict).toMatchObject({ level: "failed", headline: "Failed" });
    expect(healthQuestions[0]).toMatchObject({ id: "connects", outcome: "bad" });
    expect(healthQuestions[0]?.answer).toContain("withheld it from the page");
    expect(path).toMatchObject({ answer: { good: false }, line: null });
  });

  it("offers the page's own origin, letter by letter, and credentials only where they were asked for", () => {
    expect(codes(crossOrigin("MissingAllowOriginHeader"))).toEqual([
      "Access-Control-Allow-Origin: https://app.example.com",
      '# inside the location\nadd_header Access-Control-Allow-Origin "https://app.example.com" always;',
      'response.setHeader("Access-Control-Allow-Origin", "https://app.example.com");',
    ]);
    const withCredentials = codes(crossOrigin("WildcardOriginNotAllowed"));
    expect(withCredentials[0]).toContain("without withCredentials");
    expect(withCredentials[1]).toContain("Access-Control-Allow-Credentials: true");
  });

  it.each([
    ["https://app.example.com/", "an origin ends there"],
    ["http://app.example.com", "differ in the scheme"],
    ["https://app.example.com:8443", "differ in the port"],
  ])("says in what %s differs from the page's origin", (allowed, words) => {
    expect(causes(crossOrigin("AllowOriginMismatch", allowed))[0]?.why).toContain(words);
  });

  it("puts an error of the server before the header that it lacks", () => {
    const story = crossOrigin("MissingAllowOriginHeader", "", { answer: { status: 502 } });
    expect(causes(story).map(({ id }) => id)).toEqual(["application-error", "cors-header-missing"]);
  });

  it("says of a preflight that the request was not sent, and lets nothing foreign into a configuration", () => {
    const story = crossOrigin("HeaderDisallowedByPreflightResponse", 'x"; return 301 https://evil.example;');
    expect(diagnosed(story)?.summary).toContain("the request itself was not sent");
    for (const code of codes(story)) expect(code).not.toContain("evil");
    expect(codes(crossOrigin("HeaderDisallowedByPreflightResponse", "authorization"))[1]).toBe(
      [
        "# inside the location",
        "if ($request_method = OPTIONS) {",
        '    add_header Access-Control-Allow-Origin "https://app.example.com" always;',
        '    add_header Access-Control-Allow-Headers "authorization" always;',
        "    return 204;",
        "}",
      ].join("\n"),
    );
    const hostile = crossOrigin("MissingAllowOriginHeader", "", { headers: [["Origin", 'https://a" b']] });
    expect(codes(hostile)[0]).toBe("Access-Control-Allow-Origin: https://ORIGIN");
  });

  it("never advises to allow the origin null", () => {
    const story = crossOrigin("MissingAllowOriginHeader", "", { headers: [["Origin", "null"]] });
    expect(causes(story).map(({ id }) => id)).toContain("origin-null");
    for (const code of codes(story)) expect(code).not.toMatch(/null/);
  });

  it("has only the browser's name for rules that it knows nothing of", () => {
    for (const code of ["DisallowedByMode", "SomethingNew", "constructor"]) {
      const found = diagnosed(crossOrigin(code, "", { answer: null, sentAt: null }));
      expect(found?.summary).toBe(`The browser refused it under a rule for other origins (CORS): \`${code}\`.`);
      expect(found?.causes).toEqual([]);
    }
  });

  it("is less sure where only the headers show it, as in DevTools' log", () => {
    const end = { end: "failed", at: 21, message: "net::ERR_FAILED" } as const;
    const story = { ...crossOrigin("MissingAllowOriginHeader"), end };
    expect(diagnosed(story)?.summary).toBe(
      "The response has no `Access-Control-Allow-Origin`, and the browser reports that the request failed.",
    );
    expect(causes(story)[0]).toMatchObject({ id: "cors-header-missing", likelihood: "likely" });
    const own = { ...story, url: "https://app.example.com/events" };
    expect(diagnosed(own)?.id).not.toBe("cross-origin-refused");
  });
});

describe("event-stream-refused", () => {
  it("is for any status but 200, and only of an EventSource", () => {
    expect(diagnosed({ kind: "event-stream", answer: { status: 404 } })).toMatchObject({ id: "event-stream-refused" });
    expect(diagnosed({ kind: "event-stream", by: "fetch", answer: { status: 404, headers: STREAM } })).toBeNull();
  });

  it("knows 204 as the server's wish", () => {
    const causes = diagnosed({ kind: "event-stream", answer: { status: 204 } })?.causes;
    expect(causes).toMatchObject([{ id: "stream-ended-by-server", likelihood: "certain" }]);
  });
});

describe("event-stream-type", () => {
  it("names the type that came", () => {
    const headers = [["Content-Type", "application/json"]] as const;
    const found = diagnosed({ kind: "event-stream", answer: { status: 200, headers } });
    expect(found).toMatchObject({ id: "event-stream-type", causes: [{ id: "wrong-content-type" }] });
    expect(found?.causes[0]?.evidence).toEqual(["response header Content-Type: application/json"]);
  });

  it("takes parameters and any case", () => {
    const headers = [["content-type", "Text/Event-Stream;charset=utf-8"]] as const;
    expect(diagnosed({ kind: "event-stream", answer: { status: 200, headers } })).toBeNull();
  });
});

describe("poll-not-answered", () => {
  it("is likely the proxy's where its time-out fits", () => {
    const story = { kind: "long-poll", answer: { status: 504, at: 60_005 } } as const;
    expect(diagnosed(story, behindNginx)?.causes[0]).toMatchObject({ id: "proxy-idle-timeout", likelihood: "likely" });
    expect(diagnosed(story)?.causes[0]?.likelihood).toBe("possible");
  });
});

describe("poll-refused", () => {
  const poll = (query: string, status: number, body?: string) =>
    diagnosed({
      kind: "long-poll",
      url: `https://app.example.com/socket.io/?${query}`,
      answer: { status, ...(body === undefined ? {} : { body }) },
      end: { end: "finished", at: 40 },
    });

  it.each([
    ["EIO=4&transport=polling", 400, "client-version-mismatch", "likely"],
    ["EIO=4&transport=polling&sid=a", 400, "sticky-sessions-missing", "likely"],
    ["EIO=4&transport=polling", 401, "login-required", "likely"],
    ["EIO=4&transport=polling", 403, "origin-rejected", "possible"],
    ["EIO=4&transport=polling", 404, "wrong-server", "likely"],
    ["EIO=4&transport=polling", 500, "application-error", "possible"],
  ])("says of %s with %i that it is %s", (query, status, id, likelihood) => {
    const told = poll(query, status);
    expect(told).toMatchObject({ id: "poll-refused", causes: [{ id, likelihood }, ...(told?.causes.slice(1) ?? [])] });
  });

  it("is not asked of what only waits like a poll", () => {
    expect(diagnosed({ kind: "long-poll", answer: { status: 404, at: 20_000 } })).toBeNull();
  });
});

describe("request-queued", () => {
  const queued = { kind: "event-stream", sentAt: null } as const;
  const open = (id: string) => requestOf({ id, ...OPEN });

  it("counts those that hold a connection to the same host", () => {
    const six = ["a", "b", "c", "d", "e", "f"].map(open);
    expect(diagnosed(queued, { capture: markedCapture(six) })?.causes[0]).toMatchObject({
      id: "connection-limit",
      likelihood: "likely",
    });
    const elsewhere = six.map((one) => ({ ...one, url: "https://other.example.com/events" }));
    expect(diagnosed(queued, { capture: markedCapture(elsewhere) })?.causes[0]?.likelihood).toBe("possible");
  });
});

describe("stream-held-back", () => {
  it("needs something that holds back: silence alone proves nothing", () => {
    expect(diagnosed(OPEN)).toBeNull();
    expect(diagnosed(OPEN, behindNginx)).toMatchObject({ id: "stream-held-back", causes: [{ id: "proxy-buffering" }] });
  });
});

describe("stream-unanswered", () => {
  it("is for an EventSource without even a head", () => {
    expect(diagnosed({ kind: "event-stream" })).toMatchObject({ id: "stream-unanswered" });
  });
});

describe("stream-broken", () => {
  it("tells the machine's network from the server's end", () => {
    const broken = (message: string) =>
      diagnosed({ ...OPEN, end: { end: "failed", at: 9000, message } })?.causes.map(({ id }) => id);
    expect(broken("net::ERR_NETWORK_CHANGED")).toEqual(["vpn-change"]);
    expect(broken("net::ERR_INCOMPLETE_CHUNKED_ENCODING")).toEqual(["server-restart"]);
  });
});

describe("request-failed", () => {
  const silent = { kind: "event-stream", sentAt: null, end: { end: "failed", at: 2 } } as const;
  const ids = (story: RequestStory) => diagnosed(story)?.causes.map(({ likelihood, id }) => `${likelihood} ${id}`);

  it("knows which rules leave no words in DevTools' log", () => {
    expect(diagnosed(silent)?.summary).toBe("No response came, and the browser gave no error text.");
    expect(ids(silent)).toEqual(["possible csp-source-missing", "possible devtools-blocks"]);
    expect(ids({ ...silent, url: "http://api.example.com/events" })).toEqual(["likely http-instead-of-https"]);
    expect(ids({ ...silent, url: "http://localhost:8080/events" })?.[0]).toBe("possible csp-source-missing");
  });

  it("thinks of other origins only where it is one", () => {
    const failed = { ...silent, end: { ...silent.end, message: "net::ERR_FAILED" } };
    expect(ids(failed)).toEqual([]);
    expect(ids({ ...failed, url: "https://api.example.com/" })).toEqual(["possible cors-header-missing"]);
  });

  it("passes on the browser's message", () => {
    const found = diagnosed({ kind: "long-poll", end: { end: "failed", at: 90, message: "net::ERR_FAILED `x`" } });
    expect(found?.summary).toBe("No response came: the browser reports `net::ERR_FAILED 'x'`.");
  });

  it("gives a tool's words to the tool", () => {
    const entry = {
      startedDateTime: "2026-11-28T22:00:27.000Z",
      request: { method: "GET", url: "http://example.com/", headers: [{ name: "Upgrade", value: "h2c" }] },
      response: { status: 0, headers: [], _error: "[Errno 111] Connect call failed ('10.0.0.7', 443)" },
    };
    const har = { log: { version: "1.2", creator: { name: "mitmproxy", version: "11" }, entries: [entry] } };
    const [connection] = reportOfReading(readHar(har), { version: "0", otherwise: START }).connections;
    expect(connection?.diagnosis?.summary).toMatch(/^No response came: mitmproxy reports \[Errno 111\]/);
    // It was never sent: nothing shows what it would have asked for.
    expect(connection?.verdict.sentence).toBe(
      "This is not a WebSocket. Which protocol was asked for was not observed. The file contains no response.",
    );
  });
});

describe("webtransport-failed", () => {
  const failed = (message?: string) =>
    diagnosed({ kind: "webtransport", end: { end: "failed", at: 9, ...(message === undefined ? {} : { message }) } });
  const first = (message?: string) => failed(message)?.causes[0];

  it("is sure only of what the browser itself refuses", () => {
    expect(failed("net::ERR_UNSAFE_PORT")?.causes).toMatchObject([{ id: "wrong-port", likelihood: "certain" }]);
    expect(first("Too many pending WebTransport sessions (64)")).toMatchObject({
      id: "connection-limit",
      likelihood: "certain",
    });
  });

  it.each([
    ["net::ERR_METHOD_NOT_SUPPORTED", "handshake-refused", "likely"],
    ["net::ERR_QUIC_PROTOCOL_ERROR.QUIC_TLS_CERTIFICATE_UNKNOWN (TLS …)", "self-signed-certificate", "likely"],
    ["net::ERR_QUIC_PROTOCOL_ERROR.QUIC_PACKET_WRITE_ERROR (… error: -102 (Unknown …))", "http3-missing", "likely"],
    ["net::ERR_QUIC_PROTOCOL_ERROR.QUIC_NETWORK_IDLE_TIMEOUT (…)", "http3-missing", "possible"],
    ["net::ERR_NAME_NOT_RESOLVED", "wrong-host", "possible"],
  ])("%s: %s is %s", (message, id, likelihood) => {
    expect(first(message)).toMatchObject({ id, likelihood });
  });

  it("thinks of the page itself where the browser gives no reason", () => {
    expect(failed()?.causes).toMatchObject([{ id: "closed-too-early", likelihood: "likely" }]);
  });
});

describe("upgrade tokens", () => {
  it("are known with and without a version, in any case", () => {
    expect(upgradeTokenOf("SPDY/3.1")?.token).toBe("spdy");
    expect(upgradeTokenOf("DERP")?.isRegistered).toBe(false);
    expect(upgradeTokenOf("made-up")).toBeNull();
  });

  it("stand once each, with a reference that can be opened", () => {
    const tokens = upgradeTokens.map(({ token }) => token);
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(upgradeTokens.every(({ reference }) => reference.url.startsWith("https://"))).toBe(true);
  });
});
