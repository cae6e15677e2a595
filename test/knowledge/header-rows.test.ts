import { describe, expect, it } from "vitest";
import type { Side } from "../../src/knowledge/headers/header.ts";
import { handshakeHeaders } from "../../src/knowledge/headers/registry.ts";
import { headerRows as rowsOf } from "../../src/knowledge/headers/rows.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { RESPONSE } from "../story.ts";
import {
  failed,
  fromFile,
  olderThanCapture,
  opened,
  openedOverHttp2,
  queued,
  REQUEST,
  withHeaders,
} from "./handshakes.ts";

const headerRows = (upgrade: Upgrade, side: Side) => rowsOf(upgrade, side, handshakeHeaders);
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

describe("headerRows", () => {
  it("shows every header in wire order, spelled as it came", () => {
    const response = [...RESPONSE, ["x-UNKNOWN", "1"], ["Set-Cookie", "a=1"], ["Set-Cookie", "b=2"]] as const;
    const rows = headerRows(opened({ response }), "response");
    expect(rows.map(({ name, value }) => [name, value])).toEqual(response);
  });

  it("explains what is known and leaves the rest alone", () => {
    const [known, unknown] = headerRows(
      opened({
        response: [
          ["uPGRADE", "websocket"],
          ["X-Unknown", "1"],
        ],
      }),
      "response",
    );
    expect(known).toMatchObject({ name: "uPGRADE", check: "upgrade", onWire: true });
    expect(known?.parts).not.toEqual([]);
    expect(known?.reference?.url).toMatch(/^https:/);
    expect(unknown).toEqual({
      name: "X-Unknown",
      value: "1",
      meaning: null,
      parts: [],
      reference: null,
      check: null,
      onWire: true,
    });
  });

  it("adds the expected headers that are absent, after the others", () => {
    const rows = headerRows(opened({ response: withHeaders(RESPONSE, { Connection: null }) }), "response");
    expect(names(rows)).toEqual(["Upgrade", "Sec-WebSocket-Accept", "Connection"]);
    expect(rows.at(-1)).toMatchObject({ value: null, check: "connection", parts: [] });
    expect(rows.at(-1)?.meaning).toContain("this hop");
  });

  it("misses a subprotocol only where one was offered", () => {
    const request = [...REQUEST, ["Sec-WebSocket-Protocol", "chat"]] as const;
    expect(names(headerRows(opened({ request }), "response"))).toContain("Sec-WebSocket-Protocol");
    expect(names(headerRows(opened(), "response"))).not.toContain("Sec-WebSocket-Protocol");
  });

  it("misses nothing in a refused answer", () => {
    const rows = headerRows(fromFile({ status: 403, response: [["Server", "nginx"]] }), "response");
    expect(names(rows)).toEqual(["Server"]);
  });

  it("has no rows for a side that was not observed", () => {
    expect(headerRows(queued(), "request")).toEqual([]);
    expect(headerRows(olderThanCapture(), "request")).toEqual([]);
    expect(headerRows(failed("Error during WebSocket handshake: 'Upgrade' header is missing"), "response")).toEqual([]);
    expect(headerRows(fromFile({ status: 101, response: [] }), "response")).toEqual([]);
  });

  it("tells which lines were never sent over HTTP/2, and misses neither key nor accept", () => {
    const upgrade = openedOverHttp2();
    const request = headerRows(upgrade, "request");
    expect(names(request.filter(({ onWire }) => !onWire))).toEqual(["Connection", "Upgrade"]);
    expect(names(request)).not.toContain("Sec-WebSocket-Key");
    expect(request.find(({ name }) => name === "Host")?.parts[0]).toContain("`:authority`");
    expect(names(headerRows(upgrade, "response"))).toEqual(["server"]);
    // What a response has did come over the wire, allowed or not.
    const odd = openedOverHttp2({ response: [["connection", "close"]] });
    expect(headerRows(odd, "response")[0]?.onWire).toBe(true);
  });

  it("misses the key of a request over HTTP/1.1", () => {
    const upgrade = fromFile({ request: withHeaders(REQUEST, { "Sec-WebSocket-Key": null }), status: 400 });
    expect(headerRows(upgrade, "request").at(-1)).toMatchObject({
      name: "Sec-WebSocket-Key",
      value: null,
      check: "key",
    });
  });
});
