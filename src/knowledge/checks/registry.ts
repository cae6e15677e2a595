import type { Check } from "./check.ts";
import { acceptCheck } from "./entries/accept.ts";
import { connectionCheck } from "./entries/connection.ts";
import { extensionsCheck } from "./entries/extensions.ts";
import { httpVersionCheck } from "./entries/http-version.ts";
import { keyCheck } from "./entries/key.ts";
import { originCheck } from "./entries/origin.ts";
import { statusCheck } from "./entries/status.ts";
import { subprotocolCheck } from "./entries/subprotocol.ts";
import { upgradeCheck } from "./entries/upgrade.ts";
import { versionCheck } from "./entries/version.ts";

/** The registry, in the order of RFC 6455 §4: the response, the request, then what both agreed on. */
export const checks: readonly Check[] = [
  statusCheck,
  upgradeCheck,
  connectionCheck,
  acceptCheck,
  keyCheck,
  versionCheck,
  subprotocolCheck,
  extensionsCheck,
  originCheck,
  httpVersionCheck,
];
