import { afterEach, describe, expect, it } from "vitest";
import { exchange } from "./exchange.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Bytes: the smallest message, one that comes in pieces, and one that takes a session long to tell. */
const SIZES = [1, 1_048_576, 16_777_216];

/** DevTools takes long over 64 MB on a slow machine: how long says nothing. */
const HANGS_MS = 180_000;

/** Both sources tell of each message, and date it for themselves: the larger it is, the further apart. */
describe("messages of any size", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  it(
    "are counted once each, text and binary, both ways",
    async () => {
      at = await inspect("/app");
      await at.live();
      for (const size of SIZES) {
        await exchange(at.page, `${at.lab.origin.replace("http", "ws")}/echo?size=${size}`, size);
      }
      // While the debugger counts, DevTools' log is read every ten seconds: once for all of them.
      for (const size of SIZES) {
        const counted = await eventually(
          () => at.connection(`/echo?size=${size}`),
          ({ state, observed, messages }) =>
            state === "closed" && observed?.seenBy.network === true && messages?.received.count === 2,
          20_000,
        );
        const each = { count: 2, bytes: 2 * size, text: 1, binary: 1 };
        expect(counted.messages, `${size} bytes`).toMatchObject({ sent: each, received: each, bytesExact: true });
      }
    },
    HANGS_MS,
  );
});
