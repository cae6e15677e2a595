import type { Address } from "../../upgrade/http/address.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { quoteEvidence, type RecognizedBody, recognizeBody } from "../bodies/recognize.ts";
import { visibleText } from "../text.ts";
import type { Intermediary, IntermediaryResult, Recognition } from "./intermediary.ts";
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
  const near = address === null ? () => null : capture.marksNear(upgrade.id, address);
  const own = upgrade.response === null ? null : capture.recognitionsIn(upgrade.response.headers);
  const body = recognizeBody(upgrade);
  const hosts = address === null ? null : capture.productsOfHost(address.host);
  const found = intermediaries.flatMap((product) => {
    const seen =
      onResponse(product, own) ?? inBody(product, body) ?? onOther(near(product.id)) ?? onHost(product, address, hosts);
    if (seen === null) return [];
    const { id, name, behavior, timeouts, reference } = product;
    return [{ id, name, behavior, timeouts, reference, ...seen }];
  });
  const inside = intermediaries.flatMap(({ id, builtOn }) => (found.some((one) => one.id === id) ? [builtOn] : []));
  return found.filter(({ id }) => !inside.includes(id));
}

type Recognized = Pick<IntermediaryResult, "confidence" | "version" | "evidence" | "hostResponse">;

function onResponse({ id }: Intermediary, own: ReadonlyMap<string, Recognition> | null): Recognized | null {
  const found = own?.get(id);
  if (found === undefined) return null;
  return {
    confidence: found.confidence,
    version: found.version,
    evidence: found.headers.map((header) => `response header ${visibleText(header)}`),
    hostResponse: null,
  };
}

/** Words that only this product writes into the body of a response. */
function inBody(product: Intermediary, known: RecognizedBody | null): Recognized | null {
  if (known?.body.intermediary !== product.id) return null;
  const evidence = [quoteEvidence(known)];
  return { confidence: "likely", version: null, evidence, hostResponse: null };
}

function onOther(mark: Mark | null): Recognized | null {
  if (mark === null) return null;
  const { found, response } = mark;
  return {
    confidence: found.confidence === "certain" ? "likely" : found.confidence,
    version: found.version,
    evidence: found.headers.map((header) => `${visibleText(header)} on the response to ${response.url}`),
    hostResponse: shownBy(response, found),
  };
}

/** Never more than likely: another product of the same maker may respond there. */
function onHost({ id }: Intermediary, address: Address | null, hosts: ReadonlySet<string> | null): Recognized | null {
  if (address === null || hosts?.has(id) !== true) return null;
  return { confidence: "likely", version: null, evidence: [`host ${visibleText(address.host)}`], hostResponse: null };
}

/** What a report needs so that its reader sees the same: the headers that are marks, and no others of that response. */
function shownBy({ url, status, headers }: HostResponse, found: Recognition): HostResponse {
  const names = new Set(found.headers.map((header) => header.slice(0, header.indexOf(":")).toLowerCase()));
  return { url, status, headers: headers.filter(([name]) => names.has(name.toLowerCase())) };
}
