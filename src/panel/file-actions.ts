import { copyText } from "../capture/save.ts";
import type { Format } from "../report/formats/registry.ts";
import type { PlannedReport } from "../store/report-of.ts";
import type { Store } from "../store/store.ts";
import type { Actions } from "../view/actions.ts";
import { t } from "../view/text.ts";
import { FileImports } from "./file-imports.ts";
import { ReportExports } from "./report-exports.ts";
import { copiedSteps, formatOf } from "./report-requests.ts";
import { inTimeSlices, pause } from "./time-slicing.ts";

type FileActions = Pick<
  Actions,
  | "exportReport"
  | "reviewReport"
  | "deliverReport"
  | "cancelExport"
  | "copyPart"
  | "importFiles"
  | "importText"
  | "cancelImport"
  | "copyText"
>;

/**
 * What the panel does with files and reports: the same in DevTools and on a page of its own.
 *
 * @param planned the report of some upgrades, or of those that are listed
 */
export function fileActions(store: Store, planned: (ids?: readonly string[]) => PlannedReport): FileActions {
  const imports = new FileImports(store);
  const exports = new ReportExports(store.exports);
  return {
    exportReport: async (wanted, how, ids) => exports.send(planned(ids), wantedFormat(wanted), how),
    reviewReport: (ids, signal, onProgress) => exports.review(planned(ids), signal, onProgress),
    deliverReport: async (masking, kept, wanted, how) => exports.sendReviewed(masking, kept, wantedFormat(wanted), how),
    cancelExport: () => exports.cancel(),
    copyPart: async (part, ids) => {
      const text = await inTimeSlices(copiedSteps(planned(ids), part), new AbortController().signal, pause);
      if (text === null) throw new Error(t("copyFailed"));
      return copy(text);
    },
    importFiles: (files) => imports.start(files),
    importText: (text) => imports.read(text),
    cancelImport: () => imports.cancel(),
    copyText: copy,
  };
}

function wantedFormat(id: Format["id"]): Format {
  const format = formatOf(id);
  if (format === null) throw new Error(t("exportFailed"));
  return format;
}

async function copy(text: string): Promise<void> {
  if (!(await copyText(text))) throw new Error(t("copyFailed"));
}
