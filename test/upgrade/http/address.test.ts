import { describe, expect, it } from "vitest";
import { addressOf, isPrivateHost, nameOf } from "../../../src/upgrade/http/address.ts";

describe("addressOf", () => {
  it("takes a socket's URL apart", () => {
    const address = addressOf("wss://Example.com:8443/a/b?x=1&y=2");
    expect(address).toMatchObject({
      scheme: "wss",
      host: "example.com",
      port: 8443,
      authority: "example.com:8443",
      path: "/a/b",
      httpUrl: "https://example.com:8443/a/b?x=1&y=2",
    });
    expect(address?.query.get("y")).toBe("2");
  });

  it.each([
    ["ws://h/", "ws", 80, "http://h/"],
    ["wss://h/", "wss", 443, "https://h/"],
    ["http://h/", "ws", 80, "http://h/"],
    ["https://h/", "wss", 443, "https://h/"],
    ["ws://h:443/", "ws", 443, "http://h:443/"],
    ["wss://h:80/", "wss", 80, "https://h:80/"],
  ])("reads %s", (url, scheme, port, httpUrl) => {
    expect(addressOf(url)).toMatchObject({ scheme, port, httpUrl });
  });

  it("leaves out the default port, and keeps another", () => {
    expect(addressOf("wss://h:443/")?.authority).toBe("h");
    expect(addressOf("ws://h:443/")?.authority).toBe("h:443");
  });

  it("takes the brackets off an IPv6 host", () => {
    expect(addressOf("ws://[::1]:8080/")).toMatchObject({ host: "::1", port: 8080, authority: "[::1]:8080" });
  });

  it("keeps other schemes apart, and refuses what is no URL", () => {
    expect(addressOf("chrome-extension://abc/")?.scheme).toBe("other");
    expect(addressOf("/relative")).toBeNull();
    expect(addressOf("")).toBeNull();
    expect(addressOf(null)).toBeNull();
  });
});

describe("isPrivateHost", () => {
  it.each([
    "localhost",
    "LOCALHOST",
    "app.localhost",
    "printer.local",
    "nas",
    "x.internal",
    "router.home.arpa",
    "127.0.0.1",
    "127.255.0.9",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.1.1",
    "::1",
    "fd00::1",
    "fc12::1",
    "fe80::1",
  ])("%s is private", (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each([
    "example.com",
    "localhost.example.com",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "8.8.8.8",
    "2001:db8::1",
  ])("%s is public", (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});

describe("nameOf", () => {
  it.each([
    ["wss://example.com/a/live", "live"],
    ["wss://example.com/a/live/", "live"],
    ["wss://example.com/live?x=/y", "live"],
    ["wss://example.com:8443/", "example.com:8443"],
    ["nonsense", "nonsense"],
    [null, ""],
  ])("of %s is %s", (url, name) => {
    expect(nameOf(url)).toBe(name);
  });
});
