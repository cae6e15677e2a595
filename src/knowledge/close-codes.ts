import type { CloseCode } from "./close-code.ts";
import { normalClosure } from "./close-codes/1000.ts";
import { goingAway } from "./close-codes/1001.ts";
import { protocolError } from "./close-codes/1002.ts";
import { unsupportedData } from "./close-codes/1003.ts";
import { reserved } from "./close-codes/1004.ts";
import { noStatus } from "./close-codes/1005.ts";
import { abnormalClosure } from "./close-codes/1006.ts";
import { invalidPayload } from "./close-codes/1007.ts";
import { policyViolation } from "./close-codes/1008.ts";
import { messageTooBig } from "./close-codes/1009.ts";
import { mandatoryExtension } from "./close-codes/1010.ts";
import { internalError } from "./close-codes/1011.ts";
import { serviceRestart } from "./close-codes/1012.ts";
import { tryAgainLater } from "./close-codes/1013.ts";
import { badGateway } from "./close-codes/1014.ts";
import { tlsHandshake } from "./close-codes/1015.ts";
import { unauthorized } from "./close-codes/3000.ts";
import { forbidden } from "./close-codes/3003.ts";
import { timeout } from "./close-codes/3008.ts";

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
