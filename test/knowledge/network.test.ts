import { describe, expect, test } from "vitest";
import { networkRows } from "../../src/knowledge/explanation/network.ts";
import type { Certificate } from "../../src/upgrade/network-facts.ts";

const DAY = 86_400_000;
const OPENED = Date.UTC(2026, 10, 29, 12);

describe("the certificate of a connection", () => {
  const said = (certificate: Partial<Certificate>, at: number | null = OPENED) => {
    const whole = {
      subject: "shop.example",
      issuer: "R11",
      validFrom: OPENED - DAY,
      validTo: OPENED + DAY,
      ...certificate,
    };
    const network = { address: null, port: null, security: "TLS 1.3", certificate: whole, phases: {} };
    return networkRows(network, at).find(({ name }) => name === "Certificate")?.value;
  };
  test("is named with its issuer and its end", () => {
    expect(said({})).toBe("shop.example, issued by R11, valid until 2026-11-30");
    expect(said({ issuer: null, validFrom: null })).toBe("shop.example, valid until 2026-11-30");
    expect(said({ subject: null, issuer: null, validTo: null })).toBeUndefined();
  });
  test("is judged as of the connection, whenever somebody looks at it", () => {
    expect(said({ validTo: OPENED - 2 * DAY })).toBe(
      "shop.example, issued by R11, expired on 2026-11-27, 2 d before this connection",
    );
    expect(said({ validFrom: OPENED + DAY, validTo: OPENED + 3 * DAY })).toBe(
      "shop.example, issued by R11, valid from 2026-11-30 only, 1 d after this connection, until 2026-12-02",
    );
    // Without the time of the connection nothing is said of whether it was valid.
    expect(said({ validTo: OPENED - 2 * DAY }, null)).toBe("shop.example, issued by R11, valid until 2026-11-27");
  });
  test("has foreign names", () => {
    expect(said({ subject: "a\u202eb" })).toContain("a\\u202eb");
  });
});
