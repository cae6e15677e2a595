/** One line, and who wrote it: a side of the exchange, the tool about itself, or nobody knows. */
export interface Marked {
  /** `field`: a line of a header; `body`: known to be of a body; `note`: the tool's own; `plain`: not marked at all. */
  readonly mark: "field" | "body" | "note" | "plain";
  readonly text: string;
}
