import { statusOf } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { applicationCauses } from "./products/applications.ts";
import { frameworkCauses } from "./products/frameworks.ts";
import { platformCauses } from "./products/platforms.ts";
import { proxyCauses, proxyRefusals } from "./products/proxies.ts";
import type { ProductCause } from "./products/row.ts";
import { serverCauses } from "./products/servers.ts";

/**
 * Causes by product and status, those that say most first. Where a row rests on reports of users and not on documentation,
 * it says so.
 */
export const productCauses: readonly ProductCause[] = [
  ...applicationCauses,
  ...serverCauses,
  ...platformCauses,
  ...proxyRefusals,
  ...frameworkCauses,
  ...proxyCauses,
];

/** The causes that the response's status and what was recognized found together; empty when nothing does. */
export function causesByProduct(seen: Case): Cause[] {
  const status = statusOf(seen);
  if (status === null) return [];
  return productCauses.flatMap((row) => {
    const evidence = row.statuses.includes(status) ? row.seen(seen) : null;
    if (evidence === null) return [];
    const { id, likelihood, title, why, fix } = row;
    return [
      {
        id,
        likelihood,
        title,
        why,
        evidence: [...evidence, saidEvidence(seen)],
        fix: { text: fix, snippets: row.snippets(seen) },
      },
    ];
  });
}
