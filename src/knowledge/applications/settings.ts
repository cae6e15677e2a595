import { addressOf } from "../../upgrade/http/address.ts";
import { requestHeader } from "../diagnoses/case.ts";
import type { Case, Snippet } from "../diagnoses/diagnosis.ts";
import { placeOf } from "../intermediaries/snippets/place.ts";
import type { Setting, SettingContext } from "./application.ts";
import { applications } from "./registry.ts";

/** A usual interval for a sign of life, in milliseconds: below every default that is known. */
const USUAL = 25_000;

/**
 * How a setting is made in the application: in those that serve the recognized protocol; in all when none was recognized.
 *
 * @param limit a time-out in milliseconds that a sign of life has to come before, or null when it is not known
 */
export function settingSnippets(seen: Case, setting: Setting, limit: number | null = null): Snippet[] {
  const context = contextOf(seen, limit);
  return applications.flatMap(({ name, protocols, settings }) => {
    const isMeant = context.protocol === null || protocols.includes(context.protocol);
    const code = isMeant ? (settings[setting]?.(context) ?? null) : null;
    return code === null ? [] : [{ for: name, code }];
  });
}

/** How it is made in what servers of any protocol are written in, whichever was recognized. */
export function generalSnippets(seen: Case, setting: Setting): Snippet[] {
  const context = contextOf(seen, null);
  return applications.flatMap(({ name, isGeneral, settings }) => {
    const code = isGeneral ? (settings[setting]?.(context) ?? null) : null;
    return code === null ? [] : [{ for: name, code }];
  });
}

function contextOf(seen: Case, limit: number | null): SettingContext {
  const origin = plainOrigin(seen);
  return {
    origin: origin ?? "https://ORIGIN",
    originHost: addressOf(origin)?.host ?? "HOST",
    path: placeOf(seen.address).path,
    seconds: Math.max(1, Math.floor(Math.min(USUAL, (limit ?? 2 * USUAL) / 2) / 1000)),
    protocol: seen.protocol?.id ?? null,
  };
}

/** The request's Origin if it is plain enough for a snippet, or null. */
export function plainOrigin(seen: Case): string | null {
  const origin = requestHeader(seen, "Origin");
  return origin !== null && /^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9.:[\]-]+$/.test(origin) ? origin : null;
}
