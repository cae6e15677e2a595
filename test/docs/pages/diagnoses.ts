import type {
  Cause,
  Diagnosis,
  DiagnosisResult,
  Likelihood,
  Stage,
} from "../../../src/knowledge/diagnoses/diagnosis.ts";
import { diagnoses, diagnosesOf } from "../../../src/knowledge/diagnoses/registry.ts";
import { code } from "../../../src/knowledge/text.ts";
import { type Block, type Entry, type Group, type Page, source, type Term } from "../page.ts";
import { explanations } from "../samples/diagnosed.ts";
import { requestExplanations } from "../samples/requests.ts";

/** The stages in the order in which a connection passes them. */
const STAGES: Readonly<Record<Stage, string>> = {
  blocked: "Refused by the browser, before the network",
  connecting: "While connecting",
  "response-status": "Refused with a status other than 101",
  "response-headers": "A 101 response with a header that breaks a rule",
  "response-transport": "The response was cut off, or is not HTTP",
  waiting: "Waiting, timed out or canceled",
  hidden: "Failed without a reason",
  "after-opening": "Opened, then broken by a frame",
  application: "Opened, then refused or ended by the application on it",
  ended: "Opened, then ended",
  attention: "Open, and worth a look",
};

const RANK: readonly Likelihood[] = ["certain", "likely", "possible"];

/** How many example sentences an entry shows. */
const MOST = 3;

/** Every diagnosis, with the sentences that it says of made-up connections. */
export function diagnosesPage(): Page {
  const requests = requestExplanations().flatMap(({ diagnosis }) => diagnosis ?? []);
  const results = [...explanations().flatMap(({ diagnosis }) => diagnosis ?? []), ...requests];
  const groups = [...stageGroups(results), requestGroup(requests)];
  return {
    name: "diagnoses",
    title: "Diagnoses",
    prefix: "diagnosis",
    about: "What can be seen to go wrong, and why it may have happened.",
    intro: [
      "A diagnosis says what was seen; its causes say why it may have happened. Causes are ranked by evidence as certain, likely or possible.",
      "The browser's own refusals, before the network, follow the same rules for a WebSocket, an event stream, another request or a WebTransport: those diagnoses are shared.",
      "The sentences below were generated for made-up connections, most of them to `wss://app.example.com/live`. In the panel they are about your own connection: with different evidence there are fewer, other or more certain causes, and snippets contain your own host and path.",
    ],
    groups: groups.filter(({ entries }) => entries.length > 0),
  };
}

function stageGroups(results: readonly DiagnosisResult[]): Group[] {
  return stages().map((stage) => ({
    title: STAGES[stage],
    entries: diagnosesOf("websocket")
      .filter((diagnosis) => diagnosis.stage === stage)
      .map((diagnosis) => entryOf(diagnosis, results)),
  }));
}

/** What is no WebSocket has diagnoses of its own, beside those that it shares with sockets. */
function requestGroup(results: readonly DiagnosisResult[]): Group {
  const own = diagnoses.filter(({ kinds }) => !kinds.includes("websocket"));
  return {
    title: "Other pending requests, and WebTransports",
    entries: own.map((diagnosis) => entryOf(diagnosis, results)),
  };
}

function entryOf({ id, reference }: Diagnosis, results: readonly DiagnosisResult[]): Entry {
  const own = results.filter((result) => result.id === id);
  const also = own.flatMap(({ causes: named, message }) => [
    ...named.map((cause) => cause.id),
    ...(/response code: (\d{3})$/.exec(message ?? "")?.slice(1) ?? []),
  ]);
  return { id, title: id, also: [...new Set(also)], blocks: [...says(own), ...causes(own), source(reference)] };
}

function stages(): Stage[] {
  const known = new Set(diagnosesOf("websocket").map(({ stage }) => stage));
  const isStage = (text: string): text is Stage => [...known].some((stage) => stage === text);
  return Object.keys(STAGES).filter(isStage);
}

function says(results: readonly DiagnosisResult[]): Block[] {
  const sentences = new Map<string, DiagnosisResult>();
  for (const result of results) {
    // Another host or code in the same sentence shows nothing new.
    const sentence = result.summary.replace(/`[^`]*`/g, "");
    if (!sentences.has(sentence)) sentences.set(sentence, result);
  }
  return [...sentences.values()].slice(0, MOST).flatMap((result): Block[] => [
    { kind: "text", words: occasion(result) },
    { kind: "said", words: result.summary },
  ]);
}

function occasion({ message, evidence, stage }: DiagnosisResult): string {
  if (message === "") return "For example, when the browser's error text is empty:";
  if (message !== null) return `For example, when the browser's message is ${code(message)}:`;
  if (stage === "attention") return "For example, for an open connection:";
  return `For example, when this was seen: ${evidence.join("; ")}:`;
}

function causes(results: readonly DiagnosisResult[]): Block[] {
  const found = new Map<string, Cause[]>();
  for (const cause of results.flatMap((result) => result.causes)) {
    found.set(cause.id, [...(found.get(cause.id) ?? []), cause]);
  }
  const items = [...found.values()].sort((a, b) => surest(a) - surest(b)).flatMap(term);
  if (items.length === 0) return [];
  return [
    { kind: "text", words: "Causes that it names when there is evidence for them:" },
    { kind: "terms", items },
  ];
}

function surest(same: readonly Cause[]): number {
  return Math.min(...same.map(({ likelihood }) => RANK.indexOf(likelihood)));
}

/** The surest form of one cause; how sure it is elsewhere stands beside it. */
function term(same: readonly Cause[]): Term[] {
  const best = same.find(({ likelihood }) => RANK.indexOf(likelihood) === surest(same));
  if (best === undefined) return [];
  const likelihoods = RANK.filter((rank) => same.some(({ likelihood }) => likelihood === rank));
  const { title, why, evidence, fix } = best;
  const products = [...new Set(same.flatMap((cause) => cause.fix?.snippets.map((snippet) => snippet.for) ?? []))];
  return [
    {
      term: title,
      lines: [
        `In the examples ${likelihoods.join(" or ")}, based on: ${evidence.map(code).join(", ")}.`,
        why,
        ...(fix === null ? [] : [`What to do: ${fix.text}`]),
        ...(products.length === 0 ? [] : [`Snippets for: ${products.join(", ")}.`]),
      ],
    },
  ];
}
