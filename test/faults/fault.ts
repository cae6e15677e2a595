import type { InspectOptions } from "../browser/inspected.ts";
import type { Stage } from "./stage.ts";

/** Something that goes wrong around the tool, made to happen in a real browser. */
export interface Fault {
  readonly id: string;
  /** What happens, for the table. */
  readonly what: string;
  /** What is expected of the tool, besides what is asked after each fault (`aftermath.ts`). */
  readonly expected: string;
  /** The page of the lab that is open when DevTools opens; "/everything" when left out. */
  readonly path?: string;
  /** How the browser is started; called right before. */
  start?(): Promise<FaultStart>;
  /** Makes it happen, and tells the stage what was seen. */
  run(stage: Stage): Promise<void>;
}

/** What a fault needs before the browser starts. */
export interface FaultStart {
  readonly options: InspectOptions;
  /** Tidies up after the browser has ended. */
  end?(): Promise<void>;
}
