import type { Address } from "../../upgrade/http/address.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { loggedBy } from "../bodies/logged-end.ts";
import { quoteEvidence, type RecognizedBody, recognizeBody } from "../bodies/recognize.ts";
import { visibleText } from "../text.ts";
import type { IntermediaryResult, Recognition } from "./intermediary.ts";
import type { Mark } from "./mark-index.ts";
import type { MarkedCapture } from "./marked-capture.ts";
import { intermediaries } from "./registry.ts";

/**
 * Names the products that left evidence on the response to the handshake, or on other responses of the same host and port (to
 * other handshakes, and to ordinary requests), or that have the host name among their own. A product seen only there is
 * never more than likely: the upgrade may take another way.
 *
 * @param capture all upgrades of the capture, and ordinary responses of any host
 * @returns each product once, in the order of the registry: from the browser's side to the server's
 */
export function recognizeIntermediaries(
  upgrade: Upgrade,
  address: Address | null,
  capture: MarkedCapture,
): IntermediaryResult[] {
  const seen: Seen = {
    own: upgrade.response === null ? new Map() : capture.recognitionsIn(upgrade.response.headers),
    body: recognizeBody(upgrade),
    logged: loggedBy(upgrade),
    near: address === null ? new Map() : capture.marksNear(upgrade.id, address),
    address,
  };
  const hosts = address === null ? [] : capture.productsOfHost(address.host);
  const inBody = seen.body?.body.intermediary ?? seen.logged?.id;
  const ids = new Set([...seen.own.keys(), ...seen.near.keys(), ...hosts, ...(inBody === undefined ? [] : [inBody])]);
  if (ids.size === 0) return [];
  const found = intermediaries.filter(({ id }) => ids.has(id));
  const inside = found.map(({ builtOn }) => builtOn);
  return found
    .filter(({ id }) => !inside.includes(id))
    .map((product) => {
      const { id, name, behavior, timeouts, reference } = product;
      return { id, name, behavior, timeouts, reference, ...recognizedBy(id, seen) };
    });
}

/** Where a product may have left evidence. */
interface Seen {
  readonly own: ReadonlyMap<string, Recognition>;
  readonly body: RecognizedBody | null;
  readonly logged: ReturnType<typeof loggedBy>;
  readonly near: ReadonlyMap<string, Mark>;
  readonly address: Address | null;
}

type Recognized = Pick<IntermediaryResult, "confidence" | "version" | "evidence" | "hostResponse">;

/** By what is nearest to this handshake. */
function recognizedBy(id: string, { own, body, logged, near, address }: Seen): Recognized {
  const found = own.get(id);
  if (found !== undefined) return onResponse(found);
  // Words that only this product writes into the body of a response.
  if (body?.body.intermediary === id) return likely(quoteEvidence(body));
  if (logged?.id === id) return likely(logged.evidence);
  const mark = near.get(id);
  // Another product of the same maker may respond under a host name of its own.
  return mark === undefined ? likely(`host ${visibleText(address?.host ?? "")}`) : onOther(mark);
}

function onResponse({ confidence, version, headers }: Recognition): Recognized {
  const evidence = headers.map((header) => `response header ${visibleText(header)}`);
  return { confidence, version, evidence, hostResponse: null };
}

function likely(evidence: string): Recognized {
  return { confidence: "likely", version: null, evidence: [evidence], hostResponse: null };
}

function onOther({ found, response }: Mark): Recognized {
  return {
    confidence: found.confidence === "certain" ? "likely" : found.confidence,
    version: found.version,
    evidence: found.headers.map((header) => `${visibleText(header)} on the response to ${response.url}`),
    hostResponse: shownBy(response, found),
  };
}

/** What a report needs so that its reader sees the same: the headers that are marks, and no others of that response. */
function shownBy({ url, status, headers }: HostResponse, found: Recognition): HostResponse {
  const names = new Set(found.headers.map((header) => header.slice(0, header.indexOf(":")).toLowerCase()));
  return { url, status, headers: headers.filter(([name]) => names.has(name.toLowerCase())) };
}
