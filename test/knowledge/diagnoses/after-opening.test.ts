import { describe, expect, test } from "vitest";
import { broken, cause, ranked } from "../failures.ts";

describe("frame-header-invalid", () => {
  test("at once after the 101 two handlers are likely, later only possible", () => {
    const text = "Invalid frame header";
    expect(broken(text).id).toBe("frame-header-invalid");
    expect(ranked(broken(text, { errorAt: 40 }))[0]).toBe("likely two-upgrade-handlers");
    expect(ranked(broken(text))).toEqual(["possible two-upgrade-handlers", "possible compression-mismatch"]);
  });
});

describe("reserved-bits-set", () => {
  const text = (bits: string) => `One or more reserved bits are on: ${bits}`;
  test("the first bit is compression", () => {
    const result = broken(text("reserved1 = 1, reserved2 = 0, reserved3 = 0"));
    expect(result.id).toBe("reserved-bits-set");
    expect(ranked(result)[0]).toBe("likely compression-mismatch");
    expect(cause(result, "compression-mismatch").evidence).toContain("no response header Sec-WebSocket-Extensions");
  });
  test("the others are not", () => {
    const result = broken(text("reserved1 = 0, reserved2 = 1, reserved3 = 0"));
    expect(result.id).toBe("reserved-bits-set");
    expect(ranked(result)).toEqual(["possible two-upgrade-handlers", "possible server-frame-bug"]);
  });
  test("security software is thought of where a connection to this machine is not encrypted, and nowhere else", () => {
    const bits = text("reserved1 = 0, reserved2 = 1, reserved3 = 1");
    expect(ranked(broken(bits, { url: "ws://localhost:3000/live" }))[0]).toBe("possible security-software");
    expect(ranked(broken(bits, { url: "ws://app.example.com/live" }))[0]).toBe("likely corporate-proxy");
    for (const url of ["wss://localhost:3000/live", "wss://app.example.com/live"]) {
      expect(ranked(broken(bits, { url })).join()).not.toMatch(/security-software|corporate-proxy/);
    }
  });
});

describe("frame-masked", () => {
  test("a client's role on the server's side", () => {
    expect(broken("A server must not mask any frames that it sends to the client.").id).toBe("frame-masked");
  });
});

describe("opcode-unknown", () => {
  test("a lost frame boundary", () => {
    expect(broken("Unrecognized frame opcode: 7").id).toBe("opcode-unknown");
  });
});

describe("fragmentation-invalid", () => {
  test.each([
    "Received unexpected continuation frame.",
    "Received start of new message but previous message is unfinished.",
  ])("%s", (text) => {
    expect(broken(text).id).toBe("fragmentation-invalid");
  });
});

describe("text-not-utf8", () => {
  test("a text message that is none", () => {
    expect(broken("Could not decode a text frame as UTF-8.").id).toBe("text-not-utf8");
  });
});

describe("close-frame-invalid", () => {
  test.each([
    "Received a broken close frame containing a reserved status code.",
    "Received a broken close frame with an invalid size of 1 byte.",
    "Received a broken close frame containing an invalid size body.",
    "Received a broken close frame containing invalid UTF-8.",
  ])("%s", (text) => {
    expect(broken(text).id).toBe("close-frame-invalid");
  });
});

describe("data-after-close", () => {
  test.each(["Data frame", "Ping", "Pong", "Close", "Unknown frame type"])("%s", (type) => {
    expect(broken(`${type} received after close`).id).toBe("data-after-close");
  });
});

describe("message-too-big", () => {
  test("beyond what the browser takes", () => {
    expect(broken("Message size is too large.").id).toBe("message-too-big");
  });
});
