import { addressOf, isPrivateHost } from "../../upgrade/http/address.ts";
import { headerValues } from "../../upgrade/http/headers.ts";
import { isTokenLike } from "../../upgrade/series/same-endpoint.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { headerEvidence } from "../checks/finding.ts";
import { headersOf } from "../checks/observed.ts";
import type { Side } from "../headers/header.ts";
import { rfc } from "../reference.ts";
import { code, visibleText } from "../text.ts";
import { notInBackForwardCache } from "./advice-of-cache.ts";
import { besideCloudflare, foreignOrigin } from "./advice-of-sites.ts";
import type { Advice, Advise, Context } from "./explanation.ts";

/** Headers of which there is one at most (RFC 9110 §5.3, RFC 6797 §6.1); the checks judge those of the upgrade. */
const SINGLE: readonly string[] = [
  "Host",
  "Date",
  "Server",
  "Content-Length",
  "Content-Type",
  "Location",
  "Access-Control-Allow-Origin",
  "Strict-Transport-Security",
];

/** Advice for every kind of connection. */
export const generalAdvice: readonly Advise[] = [
  tokenInUrl,
  (upgrade) => twice(upgrade, "request"),
  (upgrade) => twice(upgrade, "response"),
];

/** Advice for WebSockets. */
export const socketAdvice: readonly Advise[] = [
  tokenInUrl,
  notEncrypted,
  foreignOrigin,
  besideCloudflare,
  notInBackForwardCache,
  ...generalAdvice.slice(1),
];

/** Advice for WebTransports. */
export const transportAdvice: readonly Advise[] = [...generalAdvice, notInBackForwardCache];

/** What is not wrong, and better otherwise. Values are never quoted where they may be secrets. */
export function advice(
  upgrade: Upgrade,
  advice: readonly Advise[],
  context: Pick<Context, "page" | "capture" | "notRestored">,
): Advice[] {
  return advice.map((ask) => ask(upgrade, context)).filter((advice1) => advice1 !== null);
}

function tokenInUrl({ url }: Upgrade): Advice | null {
  const query = addressOf(url)?.query ?? [];
  const found = [...query].filter(([name, value]) => value !== "" && (isTokenLike(name, value) || isSecret(name)));
  const names = [...new Set(found.map(([name]) => name))];
  if (names.length === 0) return null;
  return {
    id: "token-in-url",
    text: `The URL carries what looks like a secret, in ${names.map(code).join(", ")}. URLs end up in the logs of servers and proxies: a secret that is valid only once or for a short time does less harm there.`,
    evidence: names.map((name) => `query parameter ${visibleText(name)}`),
    reference: rfc(6750, "2.3"),
  };
}

function isSecret(name: string): boolean {
  return /(secret|passw(or)?d|api[_-]?key|authorization)$/i.test(name);
}

function notEncrypted({ url, isSchemeGuessed }: Upgrade): Advice | null {
  const address = addressOf(url);
  if (isSchemeGuessed || address === null || address.scheme !== "ws" || isPrivateHost(address.host)) return null;
  return {
    id: "not-encrypted",
    text: "This connection is not encrypted, and its host name looks public: anyone along the way can read and change the data. `wss://` prevents that.",
    evidence: [`address ws://${visibleText(address.host)}`],
    reference: rfc(6455, "10.6"),
  };
}

/** A header that stands twice shows that two programs wrote it. */
function twice(upgrade: Upgrade, side: Side): Advice | null {
  const headers = headersOf(upgrade, side) ?? [];
  const doubled = SINGLE.map((name) => ({ name, values: headerValues(headers, name) })).filter(
    ({ values }) => values.length > 1,
  );
  const [first] = doubled;
  if (first === undefined) return null;
  const where = side === "request" ? "request" : "response";
  const others = doubled.slice(1).map(({ name }) => code(name));
  const more = others.length === 0 ? "" : `, and others are repeated too: ${others.join(", ")}`;
  return {
    id: "header-twice",
    text: `The header ${code(first.name)} appears ${first.values.length} times in the ${where}${more}; it should appear once. Two programs may each have added it.`,
    evidence: doubled.flatMap(({ name, values }) => headerEvidence(side, name, values)),
    reference: rfc(9110, "5.3"),
  };
}
