import { describe, expect, it } from "vitest";
import type { Side } from "../../src/knowledge/headers/header.ts";
import { headers } from "../../src/knowledge/headers/registry.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { ACCEPT, KEY, RESPONSE } from "../story.ts";
import { failed, fromFile, HTTP2_REQUEST, opened, openedOverHttp2, REQUEST, withHeaders } from "./handshakes.ts";

const HTTP2 = openedOverHttp2();

function header(id: string) {
  const found = headers.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no header ${id}`);
  return found;
}

/** What a value says, as one text. */
function parts(id: string, value: string, side: Side, upgrade: Upgrade = opened()): string {
  return (header(id).value?.(value, side, upgrade) ?? []).join("\n");
}

function isExpected(id: string, side: Side, upgrade: Upgrade): boolean {
  return header(id).expected?.(side, upgrade) ?? false;
}

/** What it means on its own side, and that it says so on the other. */
function belongsTo(side: Side, id: string, says: string): void {
  expect(header(id).meaning(side)).toContain(says);
  const other = side === "request" ? "response" : "request";
  expect(header(id).meaning(other)).toContain("no defined meaning");
}

describe("the registry", () => {
  it("has each name once, in lower case, with a name of the same letters", () => {
    const ids = headers.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(headers.map(({ name }) => name.toLowerCase())).toEqual(ids);
  });

  it("says something on both sides, and never throws on odd values", () => {
    const odd = ["", " ", "`", ",", ";", "=", '"', "\u0000\u202e", "x".repeat(5000), "a=b; c=d, e", "constructor"];
    for (const known of headers) {
      for (const side of ["request", "response"] as const) {
        expect(known.meaning(side)).toMatch(/\w.*\.$/s);
        for (const value of odd)
          for (const line of known.value?.(value, side, opened()) ?? [])
            expect((line.match(/`/g) ?? []).length % 2).toBe(0);
      }
    }
  });
});

describe("host", () => {
  it("is compared with the URL", () => {
    expect(parts("host", "example.com", "request")).toBe("The same as in the URL.");
    expect(parts("host", "backend:8080", "request")).toBe("The URL has `example.com`.");
  });

  it("is :authority over HTTP/2, and not expected there", () => {
    expect(parts("host", "example.com", "request", HTTP2)).toContain("`:authority`");
    expect(isExpected("host", "request", opened())).toBe(true);
    expect(isExpected("host", "request", HTTP2)).toBe(false);
    expect(isExpected("host", "response", opened())).toBe(false);
  });
});

describe("connection", () => {
  it("takes its list apart", () => {
    expect(parts("connection", "keep-alive, Upgrade, X-Hop", "response").split("\n")).toEqual([
      expect.stringContaining("`keep-alive`: keep the HTTP connection"),
      expect.stringContaining("`Upgrade`: the `Upgrade` header applies to this hop"),
      expect.stringContaining("`X-Hop`: a header or option"),
    ]);
  });

  it("was never sent over HTTP/2", () => {
    expect(parts("connection", "Upgrade", "request", HTTP2)).toContain("was not sent");
    expect(isExpected("connection", "request", HTTP2)).toBe(false);
    expect(isExpected("connection", "response", opened())).toBe(true);
  });
});

describe("upgrade", () => {
  it.each([
    ["websocket", "RFC 6455"],
    ["WebSocket", "RFC 6455"],
    ["h2c", "obsolete"],
    ["TLS/1.3", "RFC 2817"],
    ["SPDY/3.1", "not in IANA's registry"],
    ["constructor", "not in IANA's registry"],
  ])("explains %s", (token, says) => {
    expect(parts("upgrade", token, "response")).toContain(says);
  });

  it("was never sent over HTTP/2, and is not expected on a refusal", () => {
    expect(parts("upgrade", "websocket", "request", HTTP2)).toContain("was not sent");
    expect(isExpected("upgrade", "response", fromFile({ status: 403 }))).toBe(false);
    expect(isExpected("upgrade", "response", opened())).toBe(true);
  });
});

describe("origin", () => {
  it.each([
    ["https://example.com", "The same host and port"],
    ["http://example.com:3000", "another scheme or port"],
    ["https://other.example", "The host differs from the URL's `example.com`"],
    ["null", "does not reveal the origin"],
  ])("compares %s with the URL", (origin, says) => {
    expect(parts("origin", origin, "request")).toContain(says);
  });

  it("warns against reading a missing Cookie row as no cookie", () => {
    expect(parts("origin", "https://example.com", "request")).toContain("cookies may have been sent anyway");
    const withCookie = opened({ request: [...REQUEST, ["Cookie", "a=1"]] });
    expect(parts("origin", "https://example.com", "request", withCookie)).not.toContain("cookies");
  });

  it("is expected of every request", () => {
    expect(isExpected("origin", "request", HTTP2)).toBe(true);
    expect(isExpected("origin", "response", opened())).toBe(false);
  });
});

describe("sec-websocket-key", () => {
  it("says what answers it", () => {
    expect(parts("sec-websocket-key", KEY, "request")).toContain(`\`${ACCEPT}\``);
    expect(parts("sec-websocket-key", KEY, "request")).toContain("16 bytes, as it must be");
    expect(parts("sec-websocket-key", "AAAA", "request")).toContain("3 bytes; it must be 16");
    expect(parts("sec-websocket-key", "?", "request")).toContain("not base64");
  });

  it("is expected over HTTP/1.1 only", () => {
    expect(isExpected("sec-websocket-key", "request", opened())).toBe(true);
    expect(isExpected("sec-websocket-key", "request", HTTP2)).toBe(false);
  });
});

describe("sec-websocket-version", () => {
  it("explains each version", () => {
    expect(parts("sec-websocket-version", "13, 8, 9, 99", "response").split("\n")).toEqual([
      expect.stringContaining("the standard"),
      expect.stringContaining("a draft"),
      expect.stringContaining("reserved"),
      expect.stringContaining("not a registered version"),
    ]);
  });
});

describe("sec-websocket-protocol", () => {
  const request = [...REQUEST, ["Sec-WebSocket-Protocol", "mqtt, MQTT, graphql-ws, v12.stomp"]] as const;
  const upgrade = opened({ request, response: [...RESPONSE, ["Sec-WebSocket-Protocol", "mqtt"]] });

  it("says of each offer whether it is registered and chosen", () => {
    expect(
      parts("sec-websocket-protocol", "mqtt, MQTT, graphql-ws, v12.stomp", "request", upgrade).split("\n"),
    ).toEqual([
      "`mqtt`: registered with IANA (OASIS MQTT 5). The server chose it.",
      "`MQTT`: not registered with IANA in this spelling, but registered as `mqtt`.",
      expect.stringContaining("`graphql-ws`: not in IANA's registry"),
      "`v12.stomp`: registered with IANA.",
    ]);
  });

  it("says of the choice whether it was offered", () => {
    expect(parts("sec-websocket-protocol", "mqtt", "response", upgrade)).toContain("The request offered it.");
    expect(parts("sec-websocket-protocol", "sip", "response", upgrade)).toContain("The request did not offer it.");
  });

  it("is expected in the answer only when some were offered", () => {
    expect(isExpected("sec-websocket-protocol", "response", upgrade)).toBe(true);
    expect(isExpected("sec-websocket-protocol", "response", opened())).toBe(false);
    expect(isExpected("sec-websocket-protocol", "response", fromFile({ request, status: 403 }))).toBe(false);
    expect(isExpected("sec-websocket-protocol", "request", opened())).toBe(false);
  });
});

describe("sec-websocket-extensions", () => {
  it("explains the browser's offer", () => {
    expect(
      parts("sec-websocket-extensions", "permessage-deflate; client_max_window_bits", "request").split("\n"),
    ).toEqual([
      "`permessage-deflate`: compression of messages (RFC 7692), offered.",
      "`client_max_window_bits`: the server may set a smaller window for what the browser sends.",
    ]);
  });

  it("explains each agreed parameter, window sizes in bytes", () => {
    const value =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=15; client_max_window_bits=9";
    const lines = parts("sec-websocket-extensions", value, "response").split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain("the server starts each message with an empty window");
    expect(lines[2]).toContain("the browser starts each message with an empty window");
    expect(lines[3]).toContain("at most 2^15 = 32.8 kB");
    expect(lines[4]).toContain("at most 2^9 = 512 B");
  });

  it("names what is wrong", () => {
    expect(parts("sec-websocket-extensions", "permessage-deflate; foo", "response")).toContain("no such parameter");
    expect(parts("sec-websocket-extensions", "permessage-deflate; client_max_window_bits", "response")).toContain(
      "8 to 15",
    );
    expect(parts("sec-websocket-extensions", ";", "response")).toContain("not valid syntax");
    expect(parts("sec-websocket-extensions", "x; a=1", "response")).toContain("The request did not offer it.");
  });
});

describe("sec-websocket-accept", () => {
  it("computes the RFC's vector step by step", () => {
    expect(parts("sec-websocket-accept", ACCEPT, "response").split("\n")).toEqual([
      `1. The request's key: \`${KEY}\``,
      `2. The constant \`258EAFA5-E914-47DA-95CA-C5AB0DC85B11\` appended to it: \`${KEY}258EAFA5-E914-47DA-95CA-C5AB0DC85B11\``,
      "3. SHA-1 of that, in hexadecimal: `b37a4f2cc0624f1690f64606cf385945b2bec4ea`",
      `4. The same 20 bytes in base64: \`${ACCEPT}\``,
      "5. The server sent exactly that.",
    ]);
  });

  it("shows another value beside it", () => {
    expect(parts("sec-websocket-accept", "wrong", "response")).toContain("5. The server sent `wrong` instead.");
  });

  it("is not computed without a key", () => {
    const upgrade = opened({ request: withHeaders(REQUEST, { "Sec-WebSocket-Key": null }) });
    expect(parts("sec-websocket-accept", ACCEPT, "response", upgrade)).toContain("cannot be verified");
    expect(parts("sec-websocket-accept", ACCEPT, "response", HTTP2)).toContain("no meaning");
    expect(isExpected("sec-websocket-accept", "response", HTTP2)).toBe(false);
    expect(isExpected("sec-websocket-accept", "response", opened())).toBe(true);
  });
});

describe("pragma", () => {
  it("belongs to the request", () => belongsTo("request", "pragma", "old form of `Cache-Control`"));
});

describe("cache-control", () => {
  it("says that a 101 is never stored", () => {
    expect(parts("cache-control", "max-age=60", "response")).toContain("never store a `101`");
    expect(parts("cache-control", "max-age=60", "response", fromFile({ status: 200 }))).toBe("");
    expect(parts("cache-control", "no-cache", "request")).toBe("");
  });
});

describe("user-agent", () => {
  it("belongs to the request", () => belongsTo("request", "user-agent", "program that sent"));
});

describe("accept-encoding", () => {
  it("points to where the messages' compression is agreed", () =>
    belongsTo("request", "accept-encoding", "`Sec-WebSocket-Extensions`"));
});

describe("accept-language", () => {
  it("belongs to the request", () => belongsTo("request", "accept-language", "languages"));
});

describe("cookie", () => {
  it("names the cookies, never their values", () => {
    expect(parts("cookie", "sid=s3cret; theme=dark", "request")).toBe("2 cookies: `sid`, `theme`.");
    expect(parts("cookie", "s3cret", "request")).toBe("1 cookie.");
    expect(parts("cookie", "", "request")).toBe("");
  });

  it("warns against reading its absence", () => belongsTo("request", "cookie", "cookies may have been sent anyway"));
});

describe("authorization", () => {
  it("tells the scheme and nothing else", () => {
    expect(parts("authorization", "Bearer s3cret", "request")).toBe("The scheme is `Bearer`.");
    expect(parts("authorization", "s3cret", "request")).toBe("");
    belongsTo("request", "authorization", "cannot set it on a WebSocket");
  });
});

describe("sec-fetch-site", () => {
  it("explains its values", () => {
    expect(parts("sec-fetch-site", "cross-site", "request")).toContain("another site");
    expect(parts("sec-fetch-site", "something", "request")).toBe("");
    belongsTo("request", "sec-fetch-site", "related to the server");
  });
});

describe("sec-fetch-mode", () => {
  it("belongs to the request", () => belongsTo("request", "sec-fetch-mode", "`websocket`"));
});

describe("sec-fetch-dest", () => {
  it("belongs to the request", () => belongsTo("request", "sec-fetch-dest", "What the response is for"));
});

describe("server", () => {
  it("may be a proxy", () => belongsTo("response", "server", "or a proxy in front of it"));
});

describe("date", () => {
  it("is the sender's clock", () => {
    expect(header("date").meaning("response")).toContain("response was made");
    expect(header("date").meaning("request")).toContain("request was made");
  });
});

describe("via", () => {
  it("takes the hops apart", () => {
    expect(parts("via", "1.1 vegur, HTTP/2 cache.example:80 (Varnish/7.1)", "response").split("\n")).toEqual([
      "`vegur` received it over `HTTP/1.1`.",
      "`cache.example:80` received it over `HTTP/2` and calls itself `Varnish/7.1`.",
    ]);
    expect(parts("via", "nonsense", "response")).toBe("");
  });
});

describe("set-cookie", () => {
  it("tells name and attributes, never the value", () => {
    expect(parts("set-cookie", "sid=s3cret; Path=/; HttpOnly", "response")).toBe(
      "The cookie `sid`, with `Path=/`, `HttpOnly`.",
    );
    expect(parts("set-cookie", "sid=s3cret", "response")).toBe("The cookie `sid`, without attributes.");
    expect(parts("set-cookie", "s3cret", "response")).toBe("");
  });
});

describe("cf-ray", () => {
  it("names the data centre", () => {
    expect(parts("cf-ray", "230b030023ae2822-SJC", "response")).toContain("`SJC`");
    expect(parts("cf-ray", "230b030023ae2822", "response")).toBe("");
    belongsTo("response", "cf-ray", "Cloudflare's id");
  });
});

describe("alt-svc", () => {
  it("takes the other ways apart", () => {
    expect(parts("alt-svc", 'h3=":443"; ma=3600, h3-29="alt.example:443"', "response").split("\n")).toEqual([
      "`h3` at `:443`, to be remembered for 1 h.",
      "`h3-29` at `alt.example:443`, to be remembered for 1 d.",
    ]);
    expect(parts("alt-svc", "clear", "response")).toContain("forget");
    expect(header("alt-svc").meaning("response")).toContain("does not change this one");
  });
});

describe("strict-transport-security", () => {
  it("takes its directives apart", () => {
    expect(parts("strict-transport-security", "max-age=86400; includeSubDomains", "response").split("\n")).toEqual([
      "The rule applies for 1 d.",
      "It applies to this host's subdomains too.",
    ]);
    expect(parts("strict-transport-security", "max-age=0", "response")).toContain("forget the rule");
  });

  it("is ignored without encryption", () => {
    const plain = opened({ url: "ws://example.com/" });
    expect(parts("strict-transport-security", "max-age=86400", "response", plain)).toContain("Browsers ignore it");
  });
});

describe("x-powered-by", () => {
  it("belongs to the response", () => belongsTo("response", "x-powered-by", "No standard"));
});

describe("keep-alive", () => {
  it("counts no more after the switch", () => {
    expect(header("keep-alive").meaning("response")).toContain("After a switch to WebSocket there are none");
  });
});

describe("transfer-encoding", () => {
  it("is out of place on a 101, and accepted", () => {
    expect(parts("transfer-encoding", "chunked", "response")).toContain("must not have this header");
    expect(parts("transfer-encoding", "chunked", "response", fromFile({ status: 200 }))).toBe("");
  });
});

describe("content-length", () => {
  it("is out of place on a 101, and accepted", () => {
    expect(parts("content-length", "0", "response")).toContain("must not have this header");
    expect(parts("content-length", "0", "response", fromFile({ status: 403 }))).toBe("");
  });
});

describe("a refused handshake over HTTP/2", () => {
  it("is known as one, so that the printed lines are explained", () => {
    const upgrade = failed("Error during WebSocket handshake: Unexpected response code: 403", {
      request: HTTP2_REQUEST,
    });
    expect(parts("upgrade", "websocket", "request", upgrade)).toContain("was not sent");
  });
});
