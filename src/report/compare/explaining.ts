import type { Reason } from "../../knowledge/comparison/reason.ts";
import { reasons } from "../../knowledge/comparison/reasons.ts";
import type { Likelihood } from "../../knowledge/diagnoses/diagnosis.ts";
import { about } from "../../knowledge/diagnoses/symptoms/idle-limit.ts";
import { visibleText } from "../../knowledge/text.ts";
import { plainText } from "../build/plain.ts";
import type { ReportCause, ReportConnection } from "../contract/format.ts";
import type { Cell, ComparedRow, ExplainingDifference, SideName } from "./comparison.ts";
import { longestSilence, silenceAtCut } from "./life.ts";

/** Two connections, of which one came off worse. */
export interface UnequalPair {
  readonly better: ReportConnection;
  readonly worse: ReportConnection;
  readonly worseName: SideName;
  readonly rows: readonly ComparedRow[];
}

/** Silences of one timer differ by less than this factor. */
const ALIKE = 1.2;

/** Longest value in a sentence; the whole one stands in its row. */
const LONGEST = 80;

/** A difference that is known to bring about what was seen. */
interface Candidate {
  readonly row: ComparedRow;
  readonly reason: Reason;
  readonly likelihood: Exclude<Likelihood, "certain">;
  /** The cause among those of the worse side that speaks for it too. */
  readonly cause: ReportCause | null;
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
  const found = reasons.flatMap((reason): Candidate[] => {
    const row = rows.find((one) => one.differs && fits(one, reason) && isNeeded(one, reason, worseName));
    if (row === undefined) return [];
    const cause = diagnosis.causes.find(({ id }) => reason.causes.includes(id)) ?? null;
    const known = reason.diagnoses[diagnosis.id] ?? null;
    // A difference and a cause of the diagnosis that fit each other are two signs of one thing.
    const likelihood = cause !== null && (known !== null || cause.likelihood !== "possible") ? "likely" : known;
    return likelihood === null && cause === null ? [] : [{ row, reason, likelihood: likelihood ?? "possible", cause }];
  });
  const rank = ({ likelihood }: Candidate) => (likelihood === "likely" ? 0 : 1);
  const order = ({ cause }: Candidate) => (cause === null ? diagnosis.causes.length : diagnosis.causes.indexOf(cause));
  return found.sort((one, other) => rank(one) - rank(other) || order(one) - order(other));
}

function fits({ id }: ComparedRow, { row }: Reason): boolean {
  return row.endsWith(".") ? id.startsWith(row) : id === row;
}

function isNeeded(row: ComparedRow, { needs }: Reason, worseName: SideName): boolean {
  if (needs === undefined) return true;
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

function explainedBy(first: Candidate, also: readonly Candidate[], { worse }: UnequalPair): ExplainingDifference {
  const { row, reason, likelihood, cause } = first;
  const most = likelihood === "likely" ? "most likely explains it" : "may explain it";
  return {
    row: row.id,
    likelihood,
    sentence: `${subjectOf(row)} ${most}: ${valuesOf(row)}. ${plainText(reason.why)}${alsoWords(row, also)}`,
    evidence: [...evidenceOf(row), ...(cause?.evidence ?? worse.diagnosis?.evidence ?? [])],
    reference: reason.reference,
  };
}

function alsoWords(row: ComparedRow | null, also: readonly Candidate[]): string {
  const names = [...new Set(also.map((one) => subjectOf(one.row)))].filter(
    (name) => row === null || name !== subjectOf(row),
  );
  return names.length === 0
    ? ""
    : ` ${listed(names)} ${names.length === 1 ? "differs" : "differ"} as well and may explain it too.`;
}

/** A row as the subject of a sentence. */
function subjectOf({ group, name }: ComparedRow): string {
  const side = { request: "The request's", response: "The response's" };
  return group === "request" || group === "response" ? `${side[group]} ${startOf(name)}` : name;
}

/** Header names stay as they are spelled; our own words go on in small letters. */
function startOf(name: string): string {
  return /^(Scheme|Path|Port|Host of|Query)/.test(name) ? `${name[0]?.toLowerCase()}${name.slice(1)}` : name;
}

function valuesOf({ a, b }: ComparedRow): string {
  return `A has ${quoted(a)}, B has ${quoted(b)}`;
}

function quoted({ text }: Cell): string {
  if (text === null) return "none";
  const line = visibleText(text);
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}”`;
}

function evidenceOf({ a, b }: ComparedRow): string[] {
  const own = (name: SideName, { evidence }: Cell) => evidence.map((one) => `${name}: ${one}`);
  return [...own("A", a), ...own("B", b)];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** A timer that is shorter, seen by what the other connection went through. */
function cutSooner({ better, worse, worseName }: UnequalPair): ExplainingDifference | null {
  const cutAfter = silenceAtCut(worse);
  const survived = longestSilence(better);
  if (cutAfter === null || survived === null || worse.diagnosis === null) return null;
  if (!/^(idle-timeout|abnormal-closure|closed-with-error|reconnect-loop)$/.test(worse.diagnosis.id)) return null;
  const otherName = worseName === "A" ? "B" : "A";
  const cause = worse.diagnosis.causes.find(({ id }) => id === "proxy-idle-timeout") ?? null;
  const evidence = [
    `${worseName}: ${about(cutAfter)} without a message before the end`,
    `${otherName}: ${about(survived)} without a message at most`,
    ...(cause?.evidence ?? []),
  ];
  const isLonger = survived >= cutAfter * ALIKE;
  if (!isLonger) return null;
  const isTimer = worse.diagnosis.id === "idle-timeout" || (cause !== null && cause.likelihood !== "possible");
  const went = silenceAtCut(better) === null ? "stayed open through" : "was cut only after";
  return {
    row: "life.silence",
    likelihood: isTimer ? "likely" : "possible",
    sentence: `A shorter timeout for silent connections ${isTimer ? "most likely explains it" : "may explain it"}: ${worseName} was cut after ${about(cutAfter)} without a message, ${otherName} ${went} ${about(survived)} without one.`,
    evidence,
    reference: null,
  };
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
      (worseName === "A" ? a : b).text !== null &&
      cause.title.toLowerCase().includes(name.toLowerCase()),
  );
  const added = product === undefined ? "" : `${product.name} was recognized in ${worseName} only. `;
  const application = rows.find(({ id, differs }) => id === "outcome.application" && differs);
  return {
    row: product?.id ?? application?.id ?? "outcome.diagnosis",
    likelihood: cause.likelihood,
    sentence: `${added}${also.length > 0 ? "" : requestWords(rows)}${CERTAINTY[cause.likelihood]} in ${worseName}: ${cause.title}.${alsoWords(null, also)}`,
    evidence: cause.evidence,
    reference: null,
  };
}

function requestWords(rows: readonly ComparedRow[]): string {
  const requests = rows.filter(({ group }) => group === "request");
  if (requests.some(({ differs }) => differs)) return "No difference between the requests is known to explain it. ";
  const areSeen = requests.some(({ id, a, b }) => id.startsWith("request.header.") && a.isObserved && b.isObserved);
  return areSeen ? "The recorded requests do not differ. " : "";
}
