import * as v from "valibot";

const Level = v.picklist(["healthy", "attention", "failed", "unknown"]);
/** A number that counts from 1. */
export const Position = v.pipe(v.number(), v.integer(), v.minValue(1));
/** A schema with a description for the client. */
export const described = <T extends v.GenericSchema>(schema: T, text: string) => v.pipe(schema, v.description(text));
/** Number of a capture. */
export const CaptureNumber = described(Position, "The capture's number, as explain_file or record_page gave it");
/** Number of a connection within its capture. */
export const ConnectionNumber = described(Position, "The connection's number in that capture; 1 is the first");
/** Where a long response goes on. */
export const Offset = v.optional(
  described(v.pipe(v.number(), v.integer(), v.minValue(0)), "Where to go on: next of the response before"),
  0,
);

/** A connection in a list. */
export const Row = v.object({
  connection: Position,
  url: v.nullable(v.string()),
  kind: v.string(),
  state: v.string(),
  status: v.nullable(v.number()),
  level: Level,
  verdict: v.string(),
  diagnosis: v.nullable(v.string()),
  cause: v.nullable(v.object({ id: v.string(), likelihood: v.string(), title: v.string() })),
});
/** What is reported about a new capture. */
export const Captured = v.object({ capture: Position, name: v.string(), connections: v.number(), worst: v.array(Row) });
/** One page of a list. */
export const Listed = v.object({
  capture: Position,
  matching: v.number(),
  rows: v.array(Row),
  next: v.nullable(v.number()),
});
/** One piece of a long text. */
export const Piece = v.object({ text: v.string(), next: v.nullable(v.number()) });
