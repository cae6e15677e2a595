import { headerValues } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { hasSwitched, headersOf } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge, Side } from "../header.ts";
import { registration } from "../registered-subprotocols.ts";

const NAME = "Sec-WebSocket-Protocol";

export const secWebsocketProtocolHeader: HeaderKnowledge = {
  id: "sec-websocket-protocol",
  name: NAME,
  check: "subprotocol",
  reference: rfc(6455, "11.3.4"),
  meaning: (side) =>
    side === "request"
      ? "The subprotocols that the page offers, the preferred one first. They define what the messages mean."
      : "The subprotocol that the server chose: one of those offered, compared exactly.",
  value: (value, side, upgrade) =>
    listOf(value).map((name) => `${code(name)}: ${registration(name)}.${otherSide(name, side, upgrade)}`),
  /** Chromium fails a handshake that offered subprotocols and was answered with none; RFC 6455 §4.2.2 allows it. */
  expected: (side, upgrade) => side === "response" && hasSwitched(upgrade) && listed(upgrade, "request").length > 0,
};

function otherSide(name: string, side: Side, upgrade: Upgrade): Words {
  if (side === "request") return listed(upgrade, "response").includes(name) ? " The server chose it." : "";
  if (headersOf(upgrade, "request") === null) return "";
  return listed(upgrade, "request").includes(name) ? " The request offered it." : " The request did not offer it.";
}

function listed(upgrade: Upgrade, side: Side): string[] {
  return headerValues(headersOf(upgrade, side) ?? [], NAME).flatMap(listOf);
}
