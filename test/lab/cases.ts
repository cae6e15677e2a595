import type { Case } from "./case.ts";
import { connecting } from "./cases/connecting.ts";
import { handshakeHeaders } from "./cases/handshake-headers.ts";
import { lasting } from "./cases/lasting.ts";
import { libraries } from "./cases/libraries.ts";
import { opening } from "./cases/opening.ts";
import { proxied } from "./cases/proxied.ts";
import { refusedRequests } from "./cases/refused-requests.ts";
import { refusing } from "./cases/refusing.ts";
import { transports } from "./cases/transports.ts";
import { violating } from "./cases/violating.ts";
import { waiting } from "./cases/waiting.ts";

/**
 * Everything that the lab can show, with what Chromium 156 says and what the tool should make of it. The order is that of
 * the page.
 */
export const cases: readonly Case[] = [
  ...opening,
  ...connecting,
  ...refusing,
  ...handshakeHeaders,
  ...waiting,
  ...violating,
  ...lasting,
  ...refusedRequests,
  ...transports,
  ...libraries,
  ...proxied,
];
