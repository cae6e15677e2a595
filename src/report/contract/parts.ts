import * as v from "valibot";

/** What the parts of a report are made of; null is "not known" everywhere. */
export const Text = v.nullable(v.string());
export const Flag = v.nullable(v.boolean());
/** A text that is never empty. */
export const Name = v.pipe(v.string(), v.minLength(1));
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A status code of HTTP; no more is asked of it than three digits. */
export const Status = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));
export const Amount = v.pipe(v.number(), v.minValue(0));
export const Time = v.pipe(
  v.string(),
  v.regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.check((text) => !Number.isNaN(Date.parse(text))),
  v.metadata({ format: "date-time" }),
);
export const Moment = v.nullable(Time);
/** Header fields in wire order, repeats kept. */
export const HeaderList = v.array(v.strictTuple([v.string(), v.string()]));
/** What a statement was read from. */
export const Evidence = v.array(v.string());
/** How far the protocol on top came. */
export const ApplicationState = v.picklist(["waiting", "accepted", "refused", "ended"]);

/** A page that can be opened; empty in a report that has none. */
export const PageUrl = v.pipe(v.string(), v.regex(/^(https:\/\/|$)/));

/** An id of a list that grows: a report of a newer version, or of another writer, may have others. */
export const OpenId = v.pipe(v.string(), v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/));

/** An id of a list that grows, of which the JSON schema names all that this version writes. */
export function idOf(registry: readonly { readonly id: string }[]) {
  return v.pipe(v.string(), v.metadata({ enum: [...new Set(registry.map(({ id }) => id))] }));
}

/** The same schema with a description for the readers of the JSON schema. */
export function described<const T extends v.GenericSchema>(schema: T, text: string) {
  return v.pipe(schema, v.description(text));
}
