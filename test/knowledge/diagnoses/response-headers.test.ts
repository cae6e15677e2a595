import { describe, expect, test } from "vitest";
import { EH, failed, opened, ranked, withHeader } from "../failures.ts";

describe("upgrade-header-invalid", () => {
  test.each([
    ["'Upgrade' header is missing", "without"],
    ["'Upgrade' header value is not 'WebSocket': h2c", "does not say"],
    ["'Upgrade' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("upgrade-header-invalid");
    expect(result.summary).toContain(words);
    expect(ranked(result)).toEqual(["possible response-rewritten", "possible server-handshake-bug"]);
  });
  test("a recognized hop raises the rewriting", () => {
    const result = failed(`${EH}'Upgrade' header is missing`, {}, { server: "nginx" });
    expect(ranked(result)[0]).toBe("likely response-rewritten");
    expect(result.causes[0]?.title).toMatch(/^nginx/);
  });
});

describe("connection-header-invalid", () => {
  test.each([
    ["'Connection' header is missing", "without"],
    ["'Connection' header value must contain 'Upgrade'", "does not list"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("connection-header-invalid");
    expect(result.summary).toContain(words);
  });
});

describe("accept-invalid", () => {
  test.each([
    ["'Sec-WebSocket-Accept' header is missing", "without"],
    ["Incorrect 'Sec-WebSocket-Accept' header value", "does not match"],
    ["'Sec-WebSocket-Accept' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("accept-invalid");
    expect(result.summary).toContain(words);
  });
  test("the response to another attempt's key proves a kept answer", () => {
    const answer = { status: 101, headers: [["Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="]] as const };
    const scene = { answer, headers: withHeader("Sec-WebSocket-Key", "AQIDBAUGBwgJCgsMDQ4PEA==") };
    const text = `${EH}Incorrect 'Sec-WebSocket-Accept' header value`;
    expect(ranked(failed(text, scene, { others: [opened()] }))[0]).toBe("certain response-cached");
    expect(ranked(failed(text, scene))).not.toContain("certain response-cached");
  });
});

describe("subprotocol-invalid", () => {
  const none = `${EH}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`;
  test("offered and not echoed; the values are counted, not shown", () => {
    const result = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "chat, secret-token") });
    expect(result.id).toBe("subprotocol-invalid");
    expect(ranked(result)).toEqual(["likely subprotocol-not-echoed"]);
    expect(result.causes[0]?.evidence[0]).toBe("request header Sec-WebSocket-Protocol offers 2 subprotocols");
    expect(JSON.stringify(result)).not.toContain("secret-token");
    const products = result.causes[0]?.fix?.snippets.map((snippet) => snippet.for);
    expect(products).toEqual(["ws (Node.js)", "gorilla/websocket", "Spring"]);
  });
  test("the older GraphQL protocol is told from the newer one", () => {
    const older = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "graphql-ws") });
    expect(ranked(older)[0]).toBe("likely client-version-mismatch");
    const both = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "graphql-transport-ws, graphql-ws") });
    expect(ranked(both)).toEqual(["likely subprotocol-not-echoed"]);
  });
  test("the older name of MQTT is told from the newer one", () => {
    const older = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "mqttv3.1") });
    expect(ranked(older)).toEqual(["likely client-version-mismatch", "likely subprotocol-not-echoed"]);
    const both = failed(none, { headers: withHeader("Sec-WebSocket-Protocol", "mqtt, mqttv3.1") });
    expect(ranked(both)).toEqual(["likely subprotocol-not-echoed"]);
  });
  test.each(["null", "undefined"])("the word %s is an accident", (word) => {
    expect(ranked(failed(none, { headers: withHeader("Sec-WebSocket-Protocol", word) }))[0]).toBe(
      "likely subprotocol-offered-by-accident",
    );
  });
  test.each([
    ["Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat", "none was offered"],
    ["'Sec-WebSocket-Protocol' header value 'b' in response does not match any of sent values", "was not offered"],
    ["'Sec-WebSocket-Protocol' header must not appear more than once in a response", "more than one"],
  ])("%s", (detail, words) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("subprotocol-invalid");
    expect(result.summary).toContain(words);
    expect(ranked(result)[0]).toBe("likely server-handshake-bug");
  });
});

describe("extensions-invalid", () => {
  test.each([
    ["Found an unsupported extension 'x' in 'Sec-WebSocket-Extensions' header", "likely server-handshake-bug"],
    ["Error in permessage-deflate: Received invalid server_max_window_bits parameter", "likely compression-mismatch"],
    ["Received duplicate permessage-deflate response", "likely compression-mismatch"],
    ["'Sec-WebSocket-Extensions' header value is rejected by the parser: ;;", "likely compression-mismatch"],
  ])("%s", (detail, first) => {
    const result = failed(EH + detail);
    expect(result.id).toBe("extensions-invalid");
    expect(ranked(result)[0]).toBe(first);
  });
});
