import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";
import { subprotocol } from "./clues.ts";
import type { Heartbeat, Protocol } from "./protocol.ts";

interface Named {
  readonly id: string;
  readonly name: string;
  /** Exact and public: one of them is proof enough. */
  readonly subprotocols: readonly string[];
  readonly about: Words;
  readonly reference: Reference;
  readonly heartbeat?: Heartbeat;
}

/** A protocol that is known by its subprotocol name alone. */
export function bySubprotocol({ id, name, subprotocols, about, reference, heartbeat }: Named): Protocol {
  return {
    id,
    about,
    reference,
    recognize(seen) {
      const clue = subprotocol(seen, subprotocols);
      return clue && { name, evidence: [clue.evidence] };
    },
    heartbeat: () => heartbeat ?? null,
  };
}
