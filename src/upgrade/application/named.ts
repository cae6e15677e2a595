/** What a name is the name of, as its protocol calls it. */
export type NameKind = "action" | "channel" | "event" | "type" | "method" | "operation" | "target" | "topic";

/** What a message, or a part of one, is called. */
export interface Named {
  readonly kind: NameKind;
  /** Shortened, and without what looks like a secret (`nameText`). */
  readonly text: string;
  /** Payload bytes of the message or the part; null: not reported. */
  readonly bytes: number | null;
}
