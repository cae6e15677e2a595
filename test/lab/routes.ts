import type { Route } from "./route.ts";
import { broken } from "./routes/broken.ts";
import { headers } from "./routes/headers.ts";
import { healthy } from "./routes/healthy.ts";
import { statuses } from "./routes/statuses.ts";
import { transport } from "./routes/transport.ts";

/** Every path of the main port at which a WebSocket can knock; any other is answered with 404. */
export const routes: readonly Route[] = [...healthy, ...statuses, ...headers, ...transport, ...broken];
