import { knowledgeOf } from "../../../knowledge/kinds/registry.ts";
import type { ReportConnection } from "../../contract/format.ts";
import { isSecretParameter } from "../../masking/secrets/names.ts";
import type { ComparedRow } from "../comparison.ts";
import { type Target, targetOf } from "../target.ts";
import { known, rowOf, seen } from "./cells.ts";

/** What two connections ask for: kind, scheme, host, port, path and query. */
export function addressRows(a: ReportConnection, b: ReportConnection): (ComparedRow | null)[] {
  const [from, to] = [targetOf(a.url), targetOf(b.url)];
  const part = (id: string, name: string, of: (target: Target) => string, fold?: ((text: string) => string) | null) => {
    const cell = (target: Target | null) => known(target && of(target));
    return rowOf({ id: `request.${id}`, group: "request", name, weight: "strong" }, cell(from), cell(to), fold);
  };
  const isLocal = from?.isLoopback === true && to?.isLoopback === true;
  return [
    rowOf(
      { id: "request.kind", group: "request", name: "Kind", weight: "strong" },
      seen(knowledgeOf(a.kind).name),
      seen(knowledgeOf(b.kind).name),
    ),
    part("scheme", "Scheme", ({ scheme }) => scheme, secureness),
    // The ports of this machine are given anew with each start of a program, and its names are one place.
    part("host", "Host of the URL", ({ host }) => host, isLocal ? null : undefined),
    // Another scheme has another port, and another host is another program anyway.
    part(
      "port",
      "Port",
      ({ port }) => String(port),
      from?.scheme === to?.scheme && from?.host === to?.host && !isLocal ? undefined : null,
    ),
    part("path", "Path", ({ path }) => path),
    ...(from === null || to === null ? [] : queryRows(from, to)),
  ];
}

function queryRows(from: Target, to: Target): (ComparedRow | null)[] {
  const names = [...new Set([...from.query.keys(), ...to.query.keys()])];
  return names.map((name) => {
    const isCredential =
      isSecretParameter(name) || [from, to].some(({ query }) => /^<.+>$/.test(query.get(name) ?? ""));
    const cell = ({ query }: Target) => seen(query.get(name) ?? null);
    return rowOf(
      {
        id: `request.${isCredential ? "credential" : "query"}.${name}`,
        group: "request",
        name: `Query parameter ${name}`,
        weight: isCredential ? "strong" : "some",
      },
      cell(from),
      cell(to),
      // Which credential it is cannot matter to what is compared: only that there is one.
      isCredential ? () => "" : undefined,
    );
  });
}

/** `https` and `wss` begin with TLS, `http` and `ws` do not; some tools write one for the other. */
function secureness(scheme: string): string {
  return /^(wss|https)$/.test(scheme) ? "TLS" : scheme.replace(/^http$/, "ws");
}
