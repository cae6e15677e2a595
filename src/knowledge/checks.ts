import type { Check } from "./check.ts";
import { acceptCheck } from "./checks/accept.ts";
import { connectionCheck } from "./checks/connection.ts";
import { extensionsCheck } from "./checks/extensions.ts";
import { httpVersionCheck } from "./checks/http-version.ts";
import { keyCheck } from "./checks/key.ts";
import { originCheck } from "./checks/origin.ts";
import { statusCheck } from "./checks/status.ts";
import { subprotocolCheck } from "./checks/subprotocol.ts";
import { upgradeCheck } from "./checks/upgrade.ts";
import { versionCheck } from "./checks/version.ts";

/** The registry, in the order of RFC 6455 §4: the answer, the request, then what both agreed on. */
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
