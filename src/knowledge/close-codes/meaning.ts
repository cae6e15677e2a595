import { closeCodeRegistry, type Reference, rfc } from "../reference.ts";
import type { Words } from "../text.ts";
import { privateCloseCodes } from "./private.ts";
import { registeredCloseCodes } from "./registered.ts";

/** What a close code says. */
export interface CloseMeaning {
  readonly name: string;
  readonly meaning: Words;
  /** true only where the code is known to report a fault; what an application means by a number of its own is not known. */
  readonly fault: boolean;
  /** Whether the library or the registry gives the number a meaning; else only its range is known. */
  readonly known: boolean;
  /** true: it is the meaning of the library that took the recognized one's place. */
  readonly ofSuccessor?: true;
  readonly reference: Reference;
}

interface Range extends Omit<CloseMeaning, "known"> {
  readonly from: number;
  readonly to: number;
}

const RANGES: readonly Range[] = [
  {
    from: Number.NEGATIVE_INFINITY,
    to: 999,
    name: "Not used",
    meaning: "No close code has this number: using it violates the standard.",
    fault: true,
    reference: rfc(6455, "7.4.2"),
  },
  {
    from: 1000,
    to: 2999,
    name: "Unassigned",
    meaning: "The standard reserves this number for itself and has given it no meaning.",
    fault: false,
    reference: closeCodeRegistry,
  },
  {
    from: 3000,
    to: 3999,
    name: "Unassigned",
    meaning:
      "This number is for libraries and frameworks; none has registered it, so only the documentation of the library in use can tell what it means.",
    fault: false,
    reference: closeCodeRegistry,
  },
  {
    from: 4000,
    to: 4999,
    name: "Private use",
    meaning: "This number is for applications: only the application or its library knows what it means.",
    fault: false,
    reference: rfc(6455, "7.4.2"),
  },
  {
    from: 5000,
    to: Number.POSITIVE_INFINITY,
    name: "Outside every range",
    meaning: "No close code has this number: using it violates the standard.",
    fault: true,
    reference: rfc(6455, "7.4.2"),
  },
];

/**
 * What a close code says: first as the recognized library means it, then as it is registered, then by its range
 * (RFC 6455 §7.4.2). There is always a response.
 *
 * @param code any integer
 * @param protocolId the id of the recognized protocol, or null
 */
export function closeMeaning(code: number, protocolId: string | null): CloseMeaning {
  const library = privateCloseCodes.find(({ protocol }) => protocol === protocolId);
  const own = library?.codes.find(({ from, to }) => code >= from && code <= to);
  if (library !== undefined && own !== undefined) {
    return { name: own.name, meaning: own.meaning, fault: own.fault, known: true, reference: library.reference };
  }
  const successor = privateCloseCodes.find(({ protocol }) => protocol === library?.successor);
  const next = successor?.codes.find(({ from, to }) => code >= from && code <= to);
  if (successor !== undefined && next !== undefined) {
    const { name, meaning, fault } = next;
    return { name, meaning, fault, known: true, ofSuccessor: true, reference: successor.reference };
  }
  const registered = registeredCloseCodes.find((candidate) => candidate.code === code);
  const found = registered ?? RANGES.find(({ from, to }) => code >= from && code <= to) ?? NOT_A_CODE;
  const { name, meaning, fault, reference } = found;
  return { name, meaning, fault, known: registered !== undefined, reference };
}

/** Meaning of something that is not a number. */
const NOT_A_CODE: Omit<CloseMeaning, "known"> = {
  name: "Not a close code",
  meaning: "This is not a close code.",
  fault: true,
  reference: rfc(6455, "7.4.2"),
};
