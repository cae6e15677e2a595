import { addressOf } from "../../upgrade/http/address.ts";
import { recognizeBody } from "../bodies/recognize.ts";
import { requestHeader, responseHeader } from "../diagnoses/case.ts";
import type { Case, Snippet } from "../diagnoses/diagnosis.ts";
import { safeAddressOf, snippetAddress } from "../intermediaries/snippets/safe-address.ts";
import type { Words } from "../text.ts";
import type { Application, Setting, SettingContext } from "./application.ts";
import { applications } from "./registry.ts";

/** A usual interval for a sign of life, in milliseconds: below every default that is known. */
const USUAL = 25_000;

/** Number of applications that are shown where nothing shows which one it is: a longer list helps nobody. */
const MOST = 3;

/**
 * How a setting is made in the application: in those that serve the recognized protocol, or that the response names; in a few
 * that are common when nothing was recognized.
 *
 * @param limit a time-out in milliseconds that a sign of life has to come before, or null when it is not known
 */
export function settingSnippets(seen: Case, setting: Setting, limit: number | null = null): Snippet[] {
  const context = contextOf(seen, limit);
  const named = namedIn(seen);
  const isMeant = (one: Application) =>
    context.protocol === null ? named.length === 0 || named.includes(one) : one.protocols.includes(context.protocol);
  const found = snippetsOf(setting, context, isMeant);
  return context.protocol === null && named.length === 0 ? found.slice(0, MOST) : found;
}

/** How it is made in what servers of any protocol are written in, whichever was recognized. */
export function generalSnippets(seen: Case, setting: Setting): Snippet[] {
  const named = namedIn(seen).filter(({ isGeneral }) => isGeneral);
  const isMeant = (one: Application) => (named.length === 0 ? one.isGeneral : named.includes(one));
  return snippetsOf(setting, contextOf(seen, null), isMeant).slice(0, MOST);
}

/** Applications by the response's own words, or by what the server logged about it. */
function namedIn(seen: Case): readonly Application[] {
  const server = responseHeader(seen, "Server");
  const own = recognizeBody(seen.upgrade)?.body.application;
  return applications.filter(({ id, server: name }) => id === own || (server !== null && name?.test(server) === true));
}

function snippetsOf(setting: Setting, context: SettingContext, isMeant: (one: Application) => boolean): Snippet[] {
  return applications.flatMap((one) => {
    const code = isMeant(one) ? (one.settings[setting]?.(context) ?? null) : null;
    return code === null ? [] : [{ for: one.name, code }];
  });
}

function contextOf(seen: Case, limit: number | null): SettingContext {
  const origin = plainOrigin(seen);
  return {
    origin: origin ?? "https://ORIGIN",
    originHost: addressOf(origin)?.host ?? "HOST",
    path: safeAddressOf(snippetAddress(seen.address, seen.upgrade.path)).path,
    seconds: Math.max(1, Math.floor(Math.min(USUAL, (limit ?? 2 * USUAL) / 2) / 1000)),
    protocol: seen.protocol?.id ?? null,
  };
}

/** What the application of the recognized protocol takes for its own origin, or null. */
export function ownOriginOf({ protocol }: Case): Words | null {
  const id = protocol?.id;
  return id === undefined ? null : (applications.find(({ protocols }) => protocols.includes(id))?.ownOrigin ?? null);
}

/** The request's Origin if it is plain enough for a snippet, or null. */
export function plainOrigin(seen: Case): string | null {
  const origin = requestHeader(seen, "Origin");
  return origin !== null && /^[a-z][a-z0-9+.-]*:\/\/[A-Za-z0-9.:[\]-]+$/.test(origin) ? origin : null;
}
