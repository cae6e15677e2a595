import type { Reason } from "../../knowledge/comparison/reason.ts";
import { reasons } from "../../knowledge/comparison/reasons.ts";
import type { Likelihood } from "../../knowledge/diagnoses/diagnosis.ts";
import { plainText } from "../build/plain.ts";
import type { ReportCause } from "../contract/format.ts";
import type { Cell, ComparedRow, ExplainingDifference, SideName, UnequalPair } from "./comparison.ts";
import { cutSooner } from "./cut-sooner.ts";
import { alsoWords, requestWords, subjectOf, valuesOf } from "./explaining-words.ts";
import { NO_MARK } from "./rows/path.ts";
import { isOfBrowser } from "./source.ts";

const LEFT_OUT =
  "Browsers and tools may leave cookies and credentials out of what they record, so it may have been sent anyway.";

/** A difference that is known to bring about what was seen. */
interface Candidate {
  readonly row: ComparedRow;
  readonly reason: Reason;
  readonly likelihood: Exclude<Likelihood, "certain">;
  /** The cause among those of the worse side that speaks for it too. */
  readonly cause: ReportCause | null;
  /** Whether the worse side may have sent it although its record does not have it. */
  readonly mayBeThere: boolean;
}

/**
 * The one difference that most likely explains why a connection came off worse: by what is known of differences
 * (knowledge/comparison) together with what the worse side's own diagnosis found; else that diagnosis' first cause.
 *
 * @returns null when nothing that is known explains it
 */
export function explainingDifference(pair: UnequalPair): ExplainingDifference | null {
  const candidates = candidatesOf(pair);
  const [first, ...others] = candidates;
  const own = cutSooner(pair) ?? byOwnCause(pair, candidates);
  // What the diagnosis found by itself stands before a difference that only may explain it.
  if (first === undefined || (first.likelihood === "possible" && own !== null && own.likelihood !== "possible"))
    return own;
  const also = others.filter(({ likelihood }) => likelihood === first.likelihood);
  return explainedBy(first, also, pair);
}

function candidatesOf({ worse, worseName, rows }: UnequalPair): Candidate[] {
  const { diagnosis } = worse;
  if (diagnosis === null) return [];
  const isElsewhere = rows.some(({ id, differs }) => id === "request.host" && differs);
  const [own] = diagnosis.causes;
  const found = reasons.flatMap((reason): Candidate[] => {
    const row = rows.find((one) => one.differs && fits(one, reason) && isNeeded(one, reason, worseName));
    if (row === undefined) return [];
    const cause = diagnosis.causes.find(({ id }) => reason.causes.includes(id)) ?? null;
    const known = reason.diagnoses[diagnosis.id] ?? null;
    if (known === null && cause === null) return [];
    const missing = (worseName === "A" ? row.a : row.b).text === null;
    const mayBeThere = reason.isOftenLeftOut === true && missing && isOfBrowser(worse);
    // A difference and a cause of the diagnosis that fit each other are two signs of one thing.
    const areTwo = cause !== null && (known !== null || cause.likelihood !== "possible");
    const isOwn = own !== undefined && own.likelihood !== "possible" && reason.causes.includes(own.id);
    const isDoubtful = mayBeThere || (!isOwn && isAboutRequest(reason) && (isElsewhere || isContested(own)));
    return [
      {
        row,
        reason,
        likelihood: isDoubtful ? "possible" : areTwo ? "likely" : (known ?? "possible"),
        cause,
        mayBeThere,
      },
    ];
  });
  const rank = ({ likelihood }: Candidate) => (likelihood === "likely" ? 0 : 1);
  const order = ({ cause }: Candidate) => (cause === null ? diagnosis.causes.length : diagnosis.causes.indexOf(cause));
  return found.sort((one, other) => rank(one) - rank(other) || order(one) - order(other));
}

/** Whether the diagnosis has a better explanation than any difference: what it found by itself is more than possible. */
function isContested(own: ReportCause | undefined): boolean {
  return own !== undefined && own.likelihood !== "possible";
}

/** Whether a difference counts between requests to one server only: another host decides by rules of its own. */
function isAboutRequest({ row }: Reason): boolean {
  return row.startsWith("request.") && !["request.host", "request.port", "request.scheme"].includes(row);
}

function fits({ id }: ComparedRow, { row }: Reason): boolean {
  return row.endsWith(".") ? id.startsWith(row) : id === row;
}

function isNeeded(row: ComparedRow, { needs }: Reason, worseName: SideName): boolean {
  if (needs === undefined) return true;
  if (needs === "in-both") return row.a.text !== null && row.b.text !== null;
  const [worse, better] = worseName === "A" ? [row.a, row.b] : [row.b, row.a];
  return lacks(worse, better);
}

/** Whether a side has nothing, or not all of the comma- or semicolon-separated names that the other has. */
function lacks(worse: Cell, better: Cell): boolean {
  if (better.text === null) return false;
  if (worse.text === null) return true;
  const names = namesIn(worse.text);
  return namesIn(better.text).some((name) => !names.includes(name));
}

function namesIn(text: string): string[] {
  return text.split(/[;,\n]/).map((part) => part.split("=")[0]?.trim() ?? "");
}

function explainedBy(
  first: Candidate,
  also: readonly Candidate[],
  { worse, worseName }: UnequalPair,
): ExplainingDifference {
  const { row, reason, likelihood, cause, mayBeThere } = first;
  const own = worse.diagnosis?.causes[0];
  // What its own diagnosis ranks first is said as well, unless it is the same thing.
  const ownCause =
    own === undefined || own.likelihood === "possible" || own === cause
      ? ""
      : ` ${CERTAINTY[own.likelihood]} in ${worseName}: ${own.title}.`;
  const doubt = mayBeThere ? ` ${LEFT_OUT}` : "";
  const most = likelihood === "likely" ? "most likely explains it" : "may explain it";
  return {
    row: row.id,
    likelihood,
    sentence: `${subjectOf(row)} ${most}: ${valuesOf(row)}. ${plainText(reason.why)}${doubt}${ownCause}${alsoWords(row, rowsOf(also))}`,
    evidence: [...evidenceOf(row), ...ofSide(worseName, cause?.evidence ?? worse.diagnosis?.evidence ?? [])],
    reference: reason.reference,
  };
}

function evidenceOf({ a, b }: ComparedRow): string[] {
  return [...ofSide("A", a.evidence), ...ofSide("B", b.evidence)];
}

function ofSide(name: SideName, evidence: readonly string[]): string[] {
  return evidence.map((one) => `${name}: ${one}`);
}

function rowsOf(candidates: readonly Candidate[]): ComparedRow[] {
  return candidates.map(({ row }) => row);
}

const CERTAINTY: Readonly<Record<Likelihood, string>> = {
  certain: "The cause",
  likely: "The likeliest cause",
  possible: "A possible cause",
};

/** What the worse side's diagnosis found by itself; said with whether the requests differ. */
function byOwnCause({ worse, worseName, rows }: UnequalPair, also: readonly Candidate[]): ExplainingDifference | null {
  const cause = worse.diagnosis?.causes[0];
  if (cause === undefined) return null;
  const product = rows.find(
    ({ id, name, differs, a, b }) =>
      differs &&
      id.startsWith("path.product.") &&
      (worseName === "A" ? b : a).text === NO_MARK &&
      cause.title.toLowerCase().includes(name.toLowerCase()),
  );
  const added = product === undefined ? "" : `${product.name} was recognized in ${worseName} only. `;
  const application = rows.find(({ id, differs }) => id === "outcome.application" && differs);
  return {
    row: product?.id ?? application?.id ?? "outcome.diagnosis",
    likelihood: cause.likelihood,
    sentence: `${added}${also.length > 0 ? "" : requestWords(rows)}${CERTAINTY[cause.likelihood]} in ${worseName}: ${cause.title}.${alsoWords(null, rowsOf(also))}`,
    evidence: ofSide(worseName, cause.evidence),
    reference: null,
  };
}
