import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Check } from "../checks/check.ts";
import type { Advise } from "../explanation/advice.ts";
import type { PathParts } from "../explanation/path.ts";
import type { PendingWords } from "../explanation/pending.ts";
import type { Question } from "../explanation/questions/question.ts";
import type { VerdictParts } from "../explanation/verdict.ts";
import type { KnownHeaders } from "../headers/header.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import type { Words } from "../text.ts";
import type { KindWords } from "./words.ts";

/** What passes on a connection, as the browser lets it be counted. */
export type Unit = "message" | "event" | "piece";

/** What no extension can see of a kind: the ids of sentences that the panel shows. */
export type LimitId =
  | "pings"
  | "fragments"
  | "compression"
  | "refused"
  | "close-code"
  | "comments"
  | "pieces"
  | "transport"
  | "quick";

/** Everything that is known of one kind of connection. */
export interface KindKnowledge extends KindWords {
  /** Also the name of the file. */
  readonly id: Kind;
  /** Whether the list shows it before anybody asks for other pending requests. */
  readonly isListedByDefault: boolean;
  /** What passes on it; null: nothing that anybody could count. */
  unitOf(upgrade: Upgrade): Unit | null;
  /** Why nothing that passes on it can be counted; null where something can. */
  readonly uncounted: Words | null;
  /** Whether both sides send what is counted; otherwise only the server does. */
  readonly isTwoWay: boolean;
  /** Whether the browser never reports the headers of its request and response. */
  readonly hidesHeaders: boolean;
  /** Whether asking its address over HTTP may show who refused it. */
  readonly isProbed: boolean;
  /** Which of its moments the browser measures. */
  readonly measures: "handshake" | "request" | "establishment" | "nothing";
  /** Versions of HTTP after 1.1 that it can go over, where nobody says which. */
  readonly newerHttp: Words;
  /** Checks of its handshake; empty: it has none of RFC 6455. */
  readonly checks: readonly Check[];
  readonly headers: KnownHeaders;
  readonly advice: readonly Advise[];
  readonly verdict: VerdictParts;
  readonly pending: PendingWords;
  readonly path: PathParts;
  /** The health questions that make sense for it, in their order. */
  questions(upgrade: Upgrade): readonly Question[];
  readonly limits: readonly LimitId[];
  /** What a product between browser and server does with it by default; empty: nothing is known. */
  behaviorOf(product: IntermediaryResult): Words;
  /** Ways of asking the same once more that fit it. */
  readonly reproductions: readonly ("curl" | "wscat" | "websocat" | "page")[];
}
