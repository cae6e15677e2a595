import type { Headers } from "../../../src/upgrade/http/headers.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import {
  browserRequest,
  OFFERED_EXTENSIONS,
  RESPONSE,
  type Setting,
  type Story,
  upgradeIn,
  withoutKey,
} from "../../story.ts";

/** When the page of every sample asked for its connection, epoch milliseconds. */
export const START = Date.UTC(2026, 0, 1);

export const REQUEST: Headers = browserRequest("app.example.com", OFFERED_EXTENSIONS);

export const HTTP2_REQUEST: Headers = withoutKey(REQUEST);

const SETTING: Setting = {
  start: START,
  url: "wss://app.example.com/live",
  sentAt: 20,
  answeredAt: 40,
  request: REQUEST,
  response: RESPONSE,
  size: 32,
};

/** The upgrade that the reducer makes of a made-up connection; its times are milliseconds after `START`. */
export function upgradeOf(story: Story): Upgrade {
  return upgradeIn(SETTING, story);
}
