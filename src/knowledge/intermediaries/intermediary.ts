import type { Address } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** How sure a recognition is: "certain" only where the product's own name stands in a header that only it writes. */
export type Confidence = "certain" | "likely" | "possible";

/** A product recognized in a response, with the header that shows it. */
export interface Recognition {
  readonly confidence: Confidence;
  /** "Server: nginx/1.22.1": the header as it was read, without saying on which response. */
  readonly headers: readonly string[];
  /** The version that the header names, or null. */
  readonly version: string | null;
}

/** A timer that ends an open connection. Every one is a default that the operator may have changed. */
export interface Timeout {
  readonly name: string;
  readonly milliseconds: number;
  /** idle: starts again with each message; lifetime: counts from the handshake. */
  readonly kind: "idle" | "lifetime";
  /** Only what the server sends starts an idle timer again; absent: whatever is sent does, or it is not known. */
  readonly counts?: "server";
  /** true: its documentation, or its maintainer, says that it cannot be raised. */
  readonly fixed?: true;
  /** true: users report it, the product's documentation does not name it. Nothing may be claimed from it, only supposed. */
  readonly reported?: true;
  readonly reference: Reference;
}

/** What a repair is for; each product says how it does it. */
export type Purpose = "forward-upgrade" | "forward-host" | "keep-path" | "longer-timeout" | "sticky-sessions";

/** What is filled into a snippet: the user's own address, and the version that was seen. */
export interface SnippetContext {
  readonly address: Address;
  readonly version: string | null;
}

/** A product that may stand between browser and application. */
export interface Intermediary {
  /** Also the name of the file. */
  readonly id: string;
  readonly name: string;
  readonly reference: Reference;
  /** One sentence: what it does with an upgrade by default. */
  readonly behavior: Words;
  recognize(headers: Headers): Recognition | null;
  /** Id of the product that it is built on, whose mark it has as well: that one is not shown beside it. */
  readonly builtOn?: string;
  /** Host names that only this product's own domains have: what is asked for there, it answers. */
  readonly ownHosts?: RegExp;
  readonly timeouts: readonly Timeout[];
  /** Configuration or command for each purpose it can serve; null where this version needs nothing. */
  readonly snippets: Partial<Record<Purpose, (context: SnippetContext) => string | null>>;
}

/** An intermediary that left evidence on this connection or on other responses of its host, as the panel and the report show it. */
export interface IntermediaryResult {
  readonly id: string;
  readonly name: string;
  readonly confidence: Confidence;
  readonly version: string | null;
  /** "response header Server: nginx/1.22.1", "Server: nginx on the response to https://…/". */
  readonly evidence: readonly string[];
  /** The response to another request that is the evidence, with nothing but the headers that are; null: the upgrade's own. */
  readonly hostResponse: HostResponse | null;
  readonly behavior: Words;
  readonly timeouts: readonly Timeout[];
  readonly reference: Reference;
}
