import { listOf, splitOutsideQuotes } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import { code, duration, type Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const altSvcHeader: HeaderKnowledge = {
  id: "alt-svc",
  name: "Alt-Svc",
  reference: rfc(7838, "3"),
  meaning: onlyIn(
    "response",
    "Other ways to reach the same server, for future connections. It does not change this one.",
  ),
  value: (value, side) => (side === "response" ? listOf(value).flatMap(serviceLine) : []),
};

function serviceLine(service: string): Words[] {
  if (service === "clear") return ["`clear`: forget the other ways."];
  const [path, ...parameters] = splitOutsideQuotes(service, ";").map((part) => part.trim());
  const [, protocol, at] = /^([^=]+)="(.*)"$/.exec(path ?? "") ?? [];
  if (protocol === undefined || at === undefined) return [];
  const age = parameters.map((part) => /^ma="?(\d+)"?$/.exec(part)?.[1]).find((seconds) => seconds !== undefined);
  // RFC 7838 §3.1: without `ma` it is fresh for 24 hours.
  const seconds = age === undefined ? 86_400 : Number(age);
  return [`${code(protocol)} at ${code(at)}, to be remembered for ${duration(seconds * 1000)}.`];
}
