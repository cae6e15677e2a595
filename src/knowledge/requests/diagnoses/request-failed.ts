import { stateOf } from "../../../upgrade/upgrade.ts";
import type { Diagnosis } from "../../diagnosis.ts";
import { code } from "../../words.ts";

/** It ended without an answer, with the browser's words. They are the same for all requests, and say what is known. */
export const requestFailed: Diagnosis = {
  id: "request-failed",
  stage: "answered-transport",
  reference: {
    text: "Chromium: network errors",
    url: "https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h",
  },
  applies: ({ upgrade }) => stateOf(upgrade) === "failed" && upgrade.error !== null,
  summary: ({ upgrade }) => `No answer came: the browser reports ${code(upgrade.error?.message ?? "")}.`,
  causes: () => [],
};
