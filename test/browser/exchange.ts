import type { Page } from "puppeteer-core";

/** Lets a page send a text and a binary message of that many bytes, hear both echoed, and close the connection. */
export async function exchange(page: Page, url: string, bytes: number): Promise<void> {
  await page.evaluate(
    async (address, length) => {
      const socket = new WebSocket(address);
      socket.binaryType = "arraybuffer";
      let left = 2;
      const echoed = new Promise((resolve) => {
        socket.onmessage = () => --left === 0 && resolve(null);
      });
      await new Promise((resolve) => {
        socket.onopen = resolve;
      });
      socket.send("x".repeat(length));
      socket.send(new Uint8Array(length));
      await echoed;
      socket.close();
    },
    url,
    bytes,
  );
}
