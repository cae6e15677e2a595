import { type Case, pageFor } from "../lab/case.ts";
import { cases } from "../lab/cases.ts";
import type { Lab } from "../lab/lab.ts";
import { expectedOf, LIVE } from "./cases-compare.ts";
import { SPECIAL } from "./cases-special.ts";
import type { StageOptions } from "./cases-stage.ts";

/** Cases that one browser shows, page after page. */
export interface Plan {
  /** Why another browser, in a few words. */
  readonly name: string;
  readonly stage: StageOptions;
  readonly visits: readonly (readonly Case[])[];
}

/**
 * What is opened in which browser: those of a quick run share one.
 *
 * @param only ids of cases; none: all of them
 */
export function plans(quick: boolean, only: readonly string[]): Plan[] {
  const wanted = ({ id }: Case) => only.length === 0 || only.includes(id);
  const shown = cases.filter((one) => wanted(one) && whyLeft(one, quick) === null);
  const patient = shown.filter(({ id }) => SPECIAL[id]?.patienceMs !== undefined);
  const others = shown.filter(({ id }) => SPECIAL[id]?.stage !== undefined && !patient.some((one) => one.id === id));
  const plain = shown.filter((one) => !patient.includes(one) && !others.includes(one));
  return [
    { name: "one browser", stage: {}, visits: visitsOf(plain) },
    { name: "a browser that waits", stage: { dropping: true }, visits: patient.length > 0 ? [patient] : [] },
    ...others.map((one) => ({
      name: `a browser for ${one.id}`,
      stage: SPECIAL[one.id]?.stage ?? {},
      visits: [[one]],
    })),
  ];
}

/** Why a case is not opened, in words; null: it is. @param lab null: it is not there yet, so nothing of it is missing */
export function whyLeft(one: Case, quick: boolean, lab: Lab | null = null): string | null {
  if (expectedOf(one, LIVE) === null) return `needs ${one.expects.needs}`;
  if (lab !== null && one.url(lab.ports) === null) return "what serves it is not installed";
  const special = SPECIAL[one.id];
  return quick && special !== undefined ? `${special.why}: npm run cases shows it` : null;
}

/**
 * Whether what is expected may be over again soon, so that it counts as soon as it was so once: of sockets that come and go
 * the next one may end before it can be looked at.
 */
export function passesAgain({ id, passes, expects }: Case): boolean {
  return passes === true || expects.needs === "repeats" || SPECIAL[id]?.patienceMs !== undefined;
}

/** The cases of each page, those first that take longest; what floods the page or uses it up has a visit of its own. */
function visitsOf(group: readonly Case[]): Case[][] {
  const byPage = new Map<string, Case[]>();
  for (const one of group) {
    const page = visitOf(one);
    byPage.set(page, [...(byPage.get(page) ?? []), one]);
  }
  const waits = ({ expects }: Case) => expects.needs === "time";
  return [...byPage.values()].map((visit) => visit.sort((a, b) => Number(waits(b)) - Number(waits(a))));
}

function visitOf(one: Case): string {
  if (one.act === "flood" || one.act === "many" || one.id in SPECIAL) return one.id;
  // A look at the live sockets costs more where there are many: those that live for a second only are on a quiet page.
  return one.expects.needs === "repeats" ? `${one.from} repeats` : (one.from ?? "");
}

/** Where a visit takes place, in words. */
export function placeOf(visit: readonly Case[], { ports }: Lab): string {
  const [first = {}] = visit;
  return pageFor(first, ports);
}
