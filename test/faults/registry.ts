import { devtoolsFaults } from "./entries/devtools.ts";
import { extensionFaults } from "./entries/extension.ts";
import { loadFaults } from "./entries/load.ts";
import { pageFaults } from "./entries/page.ts";
import { serviceWorkerFaults } from "./entries/service-worker.ts";
import { storageFaults } from "./entries/storage.ts";
import { timeFaults } from "./entries/time.ts";
import type { Fault } from "./fault.ts";

/** Every fault, in the order of the table. */
export const faults: readonly Fault[] = [
  ...serviceWorkerFaults,
  ...extensionFaults,
  ...pageFaults,
  ...devtoolsFaults,
  ...storageFaults,
  ...timeFaults,
  ...loadFaults,
];

/** The fault of that id. @throws Error when there is none */
export function faultOf(id: string): Fault {
  const found = faults.find((fault) => fault.id === id);
  if (found === undefined) throw new Error(`There is no fault ${id}.`);
  return found;
}
