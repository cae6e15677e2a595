import { explain } from "../../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import type { Asked } from "../../../src/store/filter/keys.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { START } from "../../upgrade/observations.ts";

/** A row of the page that the filter is asked about, 100 seconds after the start. */
export function asked(upgrade: Upgrade, changes: Partial<Asked> = {}): Asked {
  const now = START + 100_000;
  return {
    upgrade,
    file: null,
    now,
    explanation: () => explain(upgrade, { now, page: null, capture: markedCapture([upgrade]) }),
    ...changes,
  };
}
