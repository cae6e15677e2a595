import type { Direction } from "../../../direction.ts";
import type { ControlProtocol } from "../../control.ts";
import type { Asked, Name } from "../asked.ts";
import type { Fields } from "../fields.ts";

/** A JSON object that passed, as far as it was read. */
export interface Passed {
  readonly direction: Direction;
  readonly fields: Fields;
  readonly asked: Asked;
  /** The protocol that the connection's control messages showed; null: none did yet. */
  readonly protocol: ControlProtocol | null;
}

/** undefined: the object is none of this protocol; null: it is, and has no name. */
export type Reader = (passed: Passed) => Name | null | undefined;
