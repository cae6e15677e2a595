import { expect, it } from "vitest";
import { ExtraInfo } from "../../../src/sources/cdp/extra-info.ts";
import type { TrackedRequest } from "../../../src/sources/cdp/tracked-request.ts";
import type { Headers } from "../../../src/upgrade/http/headers.ts";

const HEADERS: Headers = [["Cookie", "a=b"]];
const ANSWER = { status: 200, statusText: "OK", headers: [] };

const request = (id: string): TrackedRequest => ({
  id,
  by: "fetch",
  target: "page",
  method: "GET",
  initiator: null,
  createdAt: 0,
  offset: 0,
  panelOffset: 0,
  url: "https://a.test/",
  askedAt: 0,
  provisional: [],
  sent: null,
  received: null,
  pieces: [],
  kind: null,
});

it("keeps both of what comes early, and gives it once", () => {
  const extra = new ExtraInfo();
  extra.keep("1", { sent: HEADERS });
  extra.keep("1", { received: ANSWER });
  expect(extra.take("1")).toEqual({ sent: HEADERS, received: ANSWER });
  expect(extra.take("1")).toEqual({ sent: null, received: null });
});

it("lets the oldest go of what nobody asks for", () => {
  const extra = new ExtraInfo();
  for (let id = 0; id <= 256; id++) extra.keep(`${id}`, { sent: HEADERS });
  expect([extra.take("0").sent, extra.take("1").sent, extra.take("256").sent]).toEqual([null, HEADERS, HEADERS]);
});

it("gives a request whose response was withheld once, and lets the oldest go", () => {
  const extra = new ExtraInfo();
  for (let id = 0; id <= 64; id++) extra.withhold(request(`${id}`));
  expect([extra.takeAwaiting("0"), extra.takeAwaiting("1")?.id, extra.takeAwaiting("1")]).toEqual([null, "1", null]);
});

it("forgets everything when it is told to", () => {
  const extra = new ExtraInfo();
  extra.keep("1", { sent: HEADERS });
  extra.withhold(request("2"));
  extra.clear();
  expect([extra.take("1").sent, extra.takeAwaiting("2")]).toEqual([null, null]);
});
