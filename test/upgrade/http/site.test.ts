import { expect, test } from "vitest";
import { isProbablySameSite, isSurelyOtherSite } from "../../../src/upgrade/http/site.ts";

test.each([
  ["evil.example", "bank.test", true],
  ["app.bank.com", "ws.bank.com", false],
  ["a.co.uk", "b.co.uk", false],
  ["bank.com", "bank.com.", false],
  ["10.0.0.1", "10.0.0.2", true],
  ["10.0.0.1", "10.0.0.1", false],
  ["[::1]", "bank.com", true],
])("%s and %s are surely other sites: %s", (a, b, expected) => {
  expect(isSurelyOtherSite(a, b)).toBe(expected);
});

test.each([
  ["app.bank.com", "ws.bank.com", true],
  ["bank.com", "ws.bank.com", true],
  ["a.co.uk", "b.co.uk", false],
  ["www.a.co.uk", "ws.a.co.uk", true],
  ["a.com", "b.com", false],
  ["10.0.0.1", "10.0.0.2", false],
])("%s and %s are one site: %s", (a, b, expected) => {
  expect(isProbablySameSite(a, b)).toBe(expected);
});
