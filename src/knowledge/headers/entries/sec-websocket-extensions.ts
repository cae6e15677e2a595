import { type Extension, parseExtensions } from "../../../upgrade/http/extensions.ts";
import { headerValue } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { DEFLATE, deflateParameter } from "../../checks/deflate.ts";
import { headersOf } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge, Side } from "../header.ts";

const NAME = "Sec-WebSocket-Extensions";

export const secWebsocketExtensionsHeader: HeaderKnowledge = {
  id: "sec-websocket-extensions",
  name: NAME,
  check: "extensions",
  reference: rfc(6455, "9.1"),
  meaning: (side) =>
    side === "request"
      ? "Additions to the protocol that the browser can use, such as compression of messages."
      : "The additions that the server chose from those offered. They apply to the whole connection.",
  value(value, side, upgrade) {
    const extensions = parseExtensions(value);
    if (extensions === null) return ["This is not valid syntax for the header (RFC 6455 §9.1)."];
    return extensions.flatMap((extension) => linesOf(extension, side, upgrade));
  },
};

function linesOf(extension: Extension, side: Side, upgrade: Upgrade): Words[] {
  const isOffer = side === "request";
  const first = `${code(extension.name)}: ${aboutOf(extension.name, isOffer)}${offered(extension.name, side, upgrade)}`;
  const parameters = extension.parameters.map(([name, value]) =>
    extension.name === DEFLATE
      ? deflateParameter(name, value, isOffer)
      : `${code(value === null ? name : `${name}=${value}`)}: a parameter of ${code(extension.name)}.`,
  );
  return [first, ...parameters];
}

/** IANA's WebSocket Extension Name Registry has two names (RFC 6455 §11.4). */
function aboutOf(name: string, isOffer: boolean): Words {
  if (name === "bbf-usp-protocol") return "Broadband Forum USP, registered with IANA.";
  if (name !== DEFLATE) return "not in IANA's registry of extensions; Chromium accepts only `permessage-deflate`.";
  return isOffer
    ? "compression of messages (RFC 7692), offered."
    : "messages may be compressed (RFC 7692). DevTools shows their sizes as they are after decompression.";
}

function offered(name: string, side: Side, upgrade: Upgrade): Words {
  const headers = headersOf(upgrade, "request");
  if (side === "request" || headers === null) return "";
  const offers = parseExtensions(headerValue(headers, NAME) ?? "") ?? [];
  return offers.some((offer) => offer.name === name) ? "" : " The request did not offer it.";
}
