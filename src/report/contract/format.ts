import * as v from "valibot";
import { Connection } from "./connection.ts";
import { described, Evidence, Moment, Name, Text, Time } from "./parts.ts";

const FORMAT = "upgrades-handshake-report";

const Label = v.pipe(v.string(), v.regex(/^<[^<>]+ #[1-9][0-9]*>$/));

const RedactedItem = described(
  v.object({
    where: described(Name, 'Where it was: "request header Cookie", "URL query token".'),
    connection: described(Text, "The connection's id; null for values that belong to the whole report."),
    label: described(Label, "Its replacement: <cookie sid #1>. Equal labels stand for equal values."),
  }),
  "One place where a value was masked.",
);

/**
 * The handshake report, version 1: what leaves the tool and what it reads. The one definition: the types below, the decoder and
 * the JSON schema are derived from it. Keys may be added, none is ever renamed; what was added since the first version is
 * optional, because reports of before do not have it. Keys that are not in it are let in and left out.
 */
export const ReportSchema = v.object({
  format: v.literal(FORMAT),
  version: v.literal(1),
  generatedAt: Time,
  tool: v.object({ name: v.literal("upgrades"), version: Name, browser: Text }),
  page: v.object({ url: Text }),
  capture: v.object({
    source: v.picklist(["debugger", "network", "har", "net-log", "transcript", "report", "files"]),
    startedAt: Moment,
    lost: described(Evidence, "Every gap, in words."),
  }),
  redaction: v.object({
    applied: v.boolean(),
    items: v.array(RedactedItem),
    kept: described(
      v.exactOptional(v.array(RedactedItem)),
      "Values that were found and left readable because the report's author chose to; absent when there are none.",
    ),
  }),
  connections: v.array(Connection),
});

/** What is asked first, so that a wrong file and a newer one are told apart before anything else is. */
export const ReportHead = v.object({ format: v.literal(FORMAT), version: v.number() });

/** A value that nobody changes, all the way down. */
type Immutable<T> = T extends object ? { readonly [Key in keyof T]: Immutable<T[Key]> } : T;

export type Report = Immutable<v.InferOutput<typeof ReportSchema>>;
export type RedactedItem = Report["redaction"]["items"][number];
export type ReportConnection = Report["connections"][number];
export type ReportObserved = NonNullable<ReportConnection["observed"]>;
export type ReportCheck = ReportConnection["checks"][number];
export type ReportDiagnosis = NonNullable<ReportConnection["diagnosis"]>;
export type ReportCause = ReportDiagnosis["causes"][number];
