import { listOf } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";

export const secWebsocketVersionHeader: HeaderKnowledge = {
  id: "sec-websocket-version",
  name: "Sec-WebSocket-Version",
  check: "version",
  reference: rfc(6455, "4.4"),
  meaning: (side) =>
    side === "request"
      ? "The version of the WebSocket protocol that the browser speaks."
      : "The versions that the server speaks. A server sends this with a refusal, so that the client can try another version.",
  value: (value) => listOf(value).map(versionLine),
  expected: (side) => side === "request",
};

/** IANA's WebSocket Version Number Registry (RFC 6455 §11.6). */
function versionLine(version: string): Words {
  if (version === "13") return "`13`: the standard (RFC 6455).";
  if (/^\d$/.test(version) && version !== "9") return `${code(version)}: a draft that predates the standard.`;
  if (/^(9|1[0-2])$/.test(version)) return `${code(version)}: reserved, never a version of its own.`;
  return `${code(version)}: not a registered version.`;
}
