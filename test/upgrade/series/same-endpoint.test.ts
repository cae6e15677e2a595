import { describe, expect, test } from "vitest";
import { endpointOf, isTokenLike } from "../../../src/upgrade/series/same-endpoint.ts";

describe("endpointOf", () => {
  const sessionA = "id=aB3dE5gH7jK9mN1pQ3sT5v";
  const sessionB = "id=zY8xW6vU4tS2rQ0pO8nM6l";
  const jwt = (text: string) => `eyJhbGciOiJIUzI1NiJ9.${btoa(text).replaceAll("=", "")}.sig`;
  test.each<[string, string, string, boolean]>([
    ["equal", "wss://a.example/live", "wss://a.example/live", true],
    ["another path", "wss://a.example/live", "wss://a.example/other", false],
    ["another scheme", "wss://a.example/live", "ws://a.example/live", false],
    ["another parameter", "wss://a.example/?room=1", "wss://a.example/?room=2", false],
    ["Engine.IO's sid", "wss://a.example/?EIO=4&sid=x", "wss://a.example/?EIO=4&sid=y", true],
    ["with and without a sid", "wss://a.example/?EIO=4", "wss://a.example/?EIO=4&sid=y", true],
    ["a token by name", "wss://a.example/?access_token=a", "wss://a.example/?access_token=b", true],
    ["a ticket by name", "wss://a.example/?wsTicket=a", "wss://a.example/?wsTicket=b", true],
    ["a token by shape", `wss://a.example/?x=${jwt("one")}`, `wss://a.example/?x=${jwt("two")}`, true],
    ["SignalR's id", `wss://a.example/hub?${sessionA}`, `wss://a.example/hub?${sessionB}`, true],
    ["an id that names a thing", "wss://a.example/?id=room-1", "wss://a.example/?id=room-2", false],
    ["an id that is a number", "wss://a.example/?id=1", "wss://a.example/?id=2", false],
    ["no URLs, equal", "nonsense", "nonsense", true],
    ["no URLs, different", "nonsense", "more nonsense", false],
  ])("%s", (_, a, b, same) => {
    expect(endpointOf(a) === endpointOf(b)).toBe(same);
  });
});

test.each([
  ["token", "x", true],
  ["authToken", "x", true],
  ["ticket", "x", true],
  ["x", "eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.sig", true],
  ["x", "eyJ", false],
  ["tokens", "3", false],
  ["room", "token", false],
])("isTokenLike(%j, %j) is %s", (name, value, expected) => {
  expect(isTokenLike(name, value)).toBe(expected);
});
