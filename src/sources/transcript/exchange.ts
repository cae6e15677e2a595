import type { Headers } from "../../upgrade/http/headers.ts";
import type { Closing } from "./closings.ts";
import type { Command } from "./command.ts";
import type { Ending } from "./endings.ts";
import type { RequestStart, StatusStart } from "./start-line.ts";

/** One request with its response, as far as they are in the text. */
export interface Exchange {
  readonly request: (RequestStart & { readonly headers: Headers; readonly isCut?: true }) | null;
  readonly command: Command | null;
  readonly response:
    | (StatusStart & {
        readonly headers: Headers;
        readonly body: string;
        readonly logLine?: string;
        /** Whether the text ends within the headers, or says that some were left out. */
        readonly isCut?: true;
      })
    | null;
  /** How the tool says that it ended; null: not reported. */
  readonly ending: Ending | null;
  /** Whether it comes from a log that wrote its line when the connection was over. */
  readonly isOver: boolean;
  /** How the open connection ended; null: not reported. */
  readonly closing: Closing | null;
  /** Words of the tool for a body that broke off; null: it did not, or that is not reported. */
  readonly cut: string | null;
  /** What a program says of a frame that broke the open connection; null: nothing. */
  readonly frameError: string | null;
  /** null: the text does not say. */
  readonly isSecure: boolean | null;
  /** Program that asked, where its marks say. */
  readonly program: string | null;
}
