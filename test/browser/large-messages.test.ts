import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exchange } from "./exchange.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Bytes; from the smallest message to one that takes a session long to tell. */
const SIZES = [1, 1024, 65_536, 1_048_576, 16_777_216];

/** Both sources tell of each message, and date it for themselves: the larger it is, the further apart. */
/** DevTools takes long over 64 MB on a slow machine: how long says nothing. */
const HANGS_MS = 180_000;

describe("messages of any size", () => {
  let at: Inspected;
  beforeAll(async () => {
    at = await inspect("/app");
    await at.live();
  });
  afterAll(() => at?.close());

  /** A second try must not find the connection of the first. */
  let tries = 0;

  it.each(SIZES)(
    "of %d bytes are counted once each, text and binary, both ways",
    async (size) => {
      const path = `/echo?size=${size}&try=${++tries}`;
      await exchange(at.page, `${at.lab.origin.replace("http", "ws")}${path}`, size);
      const counted = await eventually(
        () => at.connection(path),
        ({ state, observed, messages }) =>
          state === "closed" && observed?.seenBy.network === true && messages?.received.count === 2,
        20_000,
      );
      const each = { count: 2, bytes: 2 * size, text: 1, binary: 1 };
      expect(counted.messages).toMatchObject({ sent: each, received: each, bytesExact: true });
    },
    HANGS_MS,
  );
});
