import { beforeAll, describe, expect, it } from "vitest";
import { findFirefox } from "./firefox/find-firefox.ts";
import { firefoxCases } from "./firefox/firefox-cases.ts";
import { type FirefoxResult, walkFirefox } from "./firefox/walk-firefox.ts";

const firefox = await findFirefox();
if (firefox === null) process.stderr.write("not shown: the lab's cases in Firefox: Firefox is not installed\n");

/** Refused and accepted handshakes in a real Firefox: what its log shows, what the tool makes of it, what the page heard. */
describe.skipIf(firefox === null)("the lab's cases in Firefox", () => {
  let results: readonly FirefoxResult[] = [];
  beforeAll(async () => {
    const ids = firefoxCases.map(({ id }) => id);
    results = await walkFirefox(firefox ?? "", ids);
    // What happened while the panel read the log is lost (docs/firefox.md#reading), and shown once more.
    const lost = firefoxCases.filter(({ id, state, status = null }) => {
      const connection = connectionOf(id);
      const isEndMissing = connection?.state === "requested" && state !== "requested";
      return state !== null && (connection === null || isEndMissing || (status !== null && connection.status === null));
    });
    if (lost.length > 0)
      results = [
        ...(await walkFirefox(
          firefox ?? "",
          lost.map(({ id }) => id),
        )),
        ...results,
      ];
  }, 120_000);

  const resultOf = (id: string) => results.find(({ of }) => of.id === id);
  const connectionOf = (id: string) => resultOf(id)?.connection ?? null;

  it.each(firefoxCases)("$id", ({ id, state, status = null, diagnosis = null, cause, header, close }) => {
    const connection = connectionOf(id);
    expect(connection?.state ?? null).toBe(state);
    if (connection === null) return;
    expect(connection.status).toBe(status);
    expect(connection.diagnosis?.id ?? null).toBe(diagnosis);
    const [first] = connection.diagnosis?.causes ?? [];
    if (cause !== undefined) expect([first?.id, first?.likelihood]).toEqual(cause);
    else if (diagnosis === null) expect(first).toBeUndefined();
    const [name, value] = header ?? [];
    const found = connection.handshake.response?.headers.find(([one]) => one === name);
    if (value !== undefined) expect(found?.[1]).toMatch(value);
    if (close !== undefined || state === "open") expect(resultOf(id)?.closing?.code).toBe(close);
    expect(connection.pending).toBe(false);
  });

  it("show over HTTP/2 no header that was not sent", () => {
    const names = connectionOf("h2-echo")?.handshake.request?.headers.map(([name]) => name.toLowerCase()) ?? [];
    expect(names).toContain("sec-websocket-version");
    expect(names).not.toContain("sec-websocket-key");
    expect(names).not.toContain("upgrade");
  });

  it("have the address of the other end wherever something answered", () => {
    for (const { connection } of results) {
      if (connection === null) continue;
      const isAnswered = connection.handshake.response !== null;
      expect(connection.observed?.network?.address ?? null, connection.url ?? "").toBe(isAnswered ? "127.0.0.1" : null);
    }
  });
});
