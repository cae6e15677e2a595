import { expect, it } from "vitest";
import { withReadableBodies } from "../../../src/sources/transcript/compressed.ts";

it("a head that is nothing but spaces is searched for its coding at once", () => {
  const head = `HTTP/1.1 400 Bad Request\r\ncontent-encoding:${" ".repeat(8000)}!\r\n\r\n`;
  const bytes = Uint8Array.from([...new TextEncoder().encode(head), 0x1f, 0x8b, 8, 0, 1, 2, 3]);
  const before = process.cpuUsage();
  withReadableBodies(bytes);
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
});
