import type { Certificate } from "../../upgrade/network-facts.ts";
import { bytesOfBase64 } from "../body.ts";

/**
 * Reads the four facts of an X.509 certificate that people ask for: to whom, by whom, from when and until when (RFC 5280 §4.1).
 * Nothing of it is checked: the browser did. A library for certificates would be larger than all other decoders together.
 */

/** Most characters of a certificate that are read; real ones have a few thousand. */
const MOST_OF_PEM = 65_536;

/** Most characters of a name: RFC 5280 appendix A.1 allows 64. */
const MOST_OF_NAME = 200;

/** Tags of DER (X.690 §8.1.2): universal ones, and the version's own. */
const [SEQUENCE, SET, OBJECT_ID, UTC_TIME, GENERALIZED_TIME, VERSION] = [0x30, 0x31, 0x06, 0x17, 0x18, 0xa0];

/** Strings whose bytes are ASCII or UTF-8: UTF8String, PrintableString, IA5String. */
const STRINGS: readonly (number | undefined)[] = [0x0c, 0x13, 0x16];

/** Object ids of a name's parts, as DER has them: what it is called, and its organization (RFC 5280 appendix A.1). */
const [COMMON_NAME, ORGANIZATION] = ["85,4,3", "85,4,10"];

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/**
 * @param pem not trusted: one certificate between BEGIN and END
 * @returns null when it cannot be read
 */
export function certificateOf(pem: string): Certificate | null {
  const [, base64] = /-----BEGIN CERTIFICATE-----([^-]*)-----END/.exec(pem.slice(0, MOST_OF_PEM)) ?? [];
  const bytes = base64 === undefined ? null : bytesOfBase64(base64.replaceAll(/\s/g, ""));
  const [certificate] = bytes === null ? [] : elementsIn(bytes);
  const [signed] = certificate?.tag === SEQUENCE ? elementsIn(certificate.content) : [];
  if (signed?.tag !== SEQUENCE) return null;
  const parts = elementsIn(signed.content);
  const [, , issuer, validity, subject] = parts[0]?.tag === VERSION ? parts.slice(1) : parts;
  if (issuer === undefined || validity?.tag !== SEQUENCE || subject === undefined) return null;
  const [from, to] = elementsIn(validity.content);
  return { subject: nameIn(subject), issuer: nameIn(issuer), validFrom: timeIn(from), validTo: timeIn(to) };
}

/** The elements that follow each other; what is cut off or too long to be true is left out. */
function elementsIn(bytes: Uint8Array): Element[] {
  const found: Element[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0;
    at += 2;
    if (length >= 0x80) {
      const size = length - 0x80;
      // No certificate is longer than four bytes can say; a length without end is not DER.
      if (size === 0 || size > 4 || at + size > bytes.length) break;
      length = bytes.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0);
      at += size;
    }
    if (at + length > bytes.length) break;
    found.push({ tag, content: bytes.subarray(at, at + length) });
    at += length;
  }
  return found;
}

/** What a name is called, or else its organization. */
function nameIn({ content }: Element): string | null {
  const parts = new Map<string, string>();
  for (const set of elementsIn(content)) {
    for (const pair of set.tag === SET ? elementsIn(set.content) : []) {
      const [id, value] = elementsIn(pair.content);
      if (id?.tag !== OBJECT_ID || value === undefined || !STRINGS.includes(value.tag)) continue;
      parts.set(id.content.join(), textIn(value.content));
    }
  }
  return parts.get(COMMON_NAME) ?? parts.get(ORGANIZATION) ?? null;
}

function textIn(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, MOST_OF_NAME));
}

/** RFC 5280 §4.1.2.5: two digits of a year are 1950 to 2049; always GMT, always with seconds. */
function timeIn(element: Element | undefined): number | null {
  if (element === undefined || ![UTC_TIME, GENERALIZED_TIME].includes(element.tag)) return null;
  const digits = textIn(element.content);
  const whole = element.tag === UTC_TIME ? `${Number(digits.slice(0, 2)) < 50 ? "20" : "19"}${digits}` : digits;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(whole) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}
