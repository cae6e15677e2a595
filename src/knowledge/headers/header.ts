import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckId } from "../checks/check.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

export type Side = "request" | "response";

/** What is known of one header field of a handshake. */
export interface HeaderKnowledge {
  /** The name in lower case: also the name of the file. */
  readonly id: string;
  /** The name as its standard spells it. */
  readonly name: string;
  readonly reference: Reference;
  /** What the header is for, in one or two sentences, on that side. */
  meaning(side: Side): Words;
  /** What this value says, taken apart; one entry a line. Empty when there is nothing to add. */
  value?(value: string, side: Side, upgrade: Upgrade): readonly Words[];
  /** The check that judges it, if one does. */
  readonly check?: CheckId;
  /**
   * Whether a handshake must have it on that side: then its absence is a row too. Over HTTP/2 most are not.
   */
  expected?(side: Side, upgrade: Upgrade): boolean;
}

/** What of a header is said of one kind of connection: all that is known of it, or its meaning alone. */
export type KnownHeader = Partial<Omit<HeaderKnowledge, "meaning">> & { meaning(side: Side): Words | null };

/** The headers that mean something to one kind of connection, by their names in lower case. */
export type KnownHeaders = ReadonlyMap<string, KnownHeader>;

/** A header row as the Handshake tab shows it. */
export interface HeaderRow {
  readonly name: string;
  /** null: expected, and not there. */
  readonly value: string | null;
  readonly meaning: Words | null;
  readonly parts: readonly Words[];
  readonly reference: Reference | null;
  readonly check: CheckId | null;
  /** Over HTTP/2 Chromium prints headers that were never on the wire. */
  readonly onWire: boolean;
}
