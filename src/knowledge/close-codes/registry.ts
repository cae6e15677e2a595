import type { CloseCode } from "./close-code.ts";
import { normalClosure } from "./entries/1000.ts";
import { goingAway } from "./entries/1001.ts";
import { protocolError } from "./entries/1002.ts";
import { unsupportedData } from "./entries/1003.ts";
import { reserved } from "./entries/1004.ts";
import { noStatus } from "./entries/1005.ts";
import { abnormalClosure } from "./entries/1006.ts";
import { invalidPayload } from "./entries/1007.ts";
import { policyViolation } from "./entries/1008.ts";
import { messageTooBig } from "./entries/1009.ts";
import { mandatoryExtension } from "./entries/1010.ts";
import { internalError } from "./entries/1011.ts";
import { serviceRestart } from "./entries/1012.ts";
import { tryAgainLater } from "./entries/1013.ts";
import { badGateway } from "./entries/1014.ts";
import { tlsHandshake } from "./entries/1015.ts";
import { unauthorized } from "./entries/3000.ts";
import { forbidden } from "./entries/3003.ts";
import { timeout } from "./entries/3008.ts";

/** The registry: every registered code, in the order of the numbers. */
export const closeCodes: readonly CloseCode[] = [
  normalClosure,
  goingAway,
  protocolError,
  unsupportedData,
  reserved,
  noStatus,
  abnormalClosure,
  invalidPayload,
  policyViolation,
  messageTooBig,
  mandatoryExtension,
  internalError,
  serviceRestart,
  tryAgainLater,
  badGateway,
  tlsHandshake,
  unauthorized,
  forbidden,
  timeout,
];
