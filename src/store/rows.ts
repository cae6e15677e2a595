import type { ReadonlySignal } from "@preact/signals";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { Import } from "./imports.ts";

/** The page's upgrades and those of files as one list: what filter, selection and counts are made over. */
export interface Rows {
  /** Ids of all rows, in their order. */
  readonly ids: ReadonlySignal<readonly string[]>;
  /** One upgrade, followed by whatever computation or component reads it; null when it is gone. */
  upgrade(id: string): Upgrade | null;
  /**
   * One upgrade as it is now, for what depends on its life alone: whatever computation reads it follows the lives of all rows,
   * and no messages.
   */
  life(id: string): Upgrade | null;
  /** The file that an upgrade was read from; null for one of the page. */
  fileOf(id: string): Import | null;
}
