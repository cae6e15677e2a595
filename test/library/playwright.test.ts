import { type CdpSession, formats, readHar, recordUpgrades, reportOf } from "handshake-report";
import { expect, test } from "vitest";

/**
 * How a Playwright test attaches a report to its failure. Playwright is no dependency of this project: what is used of it is
 * written down here as its documentation has it, and played by a recorded event.
 */
interface BrowserContext {
  newCDPSession(page: Page): Promise<CdpSession>;
}
interface Page {
  context(): BrowserContext;
  url(): string;
}
interface TestInfo {
  readonly status: "passed" | "failed";
  attach(name: string, options: { body: string; contentType: string }): Promise<void>;
}

/** In your own project: a fixture around every test. */
async function withReport(page: Page, testInfo: TestInfo, use: () => Promise<void>): Promise<void> {
  const recorder = await recordUpgrades(await page.context().newCDPSession(page));
  await use();
  if (testInfo.status === "passed") return;
  const report = reportOf(recorder.reading(page.url()));
  for (const { id, extension, mediaType, render } of formats) {
    if (id === "html" || id === "json")
      await testInfo.attach(`websockets.${extension}`, { body: render(report), contentType: mediaType });
  }
}

test("a report of a CDP session is attached to a failure", async () => {
  const listeners = new Map<string, (params: unknown) => void>();
  const session: CdpSession = {
    send: async () => ({}),
    on: (event, listener) => listeners.set(event, listener),
  };
  const page: Page = { context: () => ({ newCDPSession: async () => session }), url: () => "https://example.com/" };
  const attached = new Map<string, string>();
  const testInfo: TestInfo = { status: "failed", attach: async (name, { body }) => void attached.set(name, body) };

  await withReport(page, testInfo, async () => {
    const requestId = "1";
    listeners.get("Network.webSocketCreated")?.({ requestId, url: "wss://example.com/live" });
    listeners.get("Network.webSocketFrameError")?.({
      requestId,
      timestamp: 1,
      errorMessage: "Error in connection establishment: net::ERR_CONNECTION_REFUSED",
    });
  });

  expect([...attached.keys()]).toEqual(["websockets.html", "websockets.json"]);
  expect(JSON.parse(attached.get("websockets.json") ?? "")).toMatchObject({
    page: { url: "https://example.com/" },
    connections: [{ url: "wss://example.com/live", diagnosis: { id: "connection-refused" } }],
  });
});

test("a HAR that Playwright recorded is read as well", () => {
  const har = {
    log: {
      version: "1.2",
      creator: { name: "Playwright", version: "1.56.0" },
      pages: [],
      entries: [
        {
          startedDateTime: "2026-11-22T15:00:00.000Z",
          time: 3,
          request: { method: "GET", url: "wss://example.com/live", headers: [] },
          response: { status: 404, statusText: "Not Found", headers: [] },
          timings: { receive: 1 },
        },
      ],
    },
  };
  expect(reportOf(readHar(har)).connections).toMatchObject([{ status: 404, diagnosis: { id: "not-found" } }]);
});
