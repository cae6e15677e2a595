import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";

/** Sentences that were false, unfounded or unfair of one of the inputs in `odd`, and what is said now. */
const Inputs = v.array(v.object({ name: v.string(), text: v.array(v.string()), told: v.array(v.string()) }));
const FOLDER = join(import.meta.dirname, "odd");
const TEXTS = new Map(
  readdirSync(FOLDER)
    .flatMap((file) => v.parse(Inputs, JSON.parse(readFileSync(join(FOLDER, file), "utf8"))))
    .map(({ name, text }) => [name, text.join("\n")]),
);

const OPENED = /The handshake succeeded/;
const NO_HEADER = /Browsers refuse|breaks a rule|has no Sec-WebSocket|without `Sec-WebSocket-Accept`/;

const CASES: readonly (readonly [name: string, says: RegExp, never: RegExp])[] = [
  ["header cut in the middle of a name", OPENED, NO_HEADER],
  ["header cut after Upgrade", OPENED, NO_HEADER],
  ["cut in the middle of the accept value", OPENED, /Browsers refuse|does not match the key/],
  ["curl -i cut behind the first header", OPENED, NO_HEADER],
  ["elided with dots", OPENED, NO_HEADER],
  ["elided with dots, refused", /400 Bad Request/, /Void test|cannot succeed anywhere/],
  ["(snip)", /400 Bad Request/, /Void test|cannot succeed anywhere/],
  ["key masked by hand", OPENED, /breaks a rule|decodes to 10 bytes/],
  ["-iL without -v: two responses", /redirects curl to/, /has no trailing slash/],
  [
    "Response headers, then request headers, as a person lists them",
    /400 Bad Request/,
    /body, which was seen|No response/,
  ],
  ["304", /304 Not Modified, which does not open/, /was a redirect|redirect plain requests/],
  ["307 to another scheme", /names another address/, /as login services do|trailing slash/],
  ["302 to the same URL", /302 Found/, /trailing slash/],
  ["101 and then curl 52", /no close frame came/, /does not say whether the connection was still open/],
  ["header with a space before the colon", OPENED, /without an `Upgrade` header/],
  ["403 Squid X-Squid-Error", /A rule in Squid denied the request/, /origin-rejected/],
  [
    "nginx error, upstream timed out (110) while reading upstream",
    /nginx's log shows how it ended/,
    /504|stuck before it responds/,
  ],
  [
    "nginx error, recv() failed (104) while proxying upgraded connection",
    /cut on one side of nginx/,
    /502|may not be running/,
  ],
  ["nginx error of another request", /nginx looked for a file/, /contains no response/],
  ["HAProxy 101 cD", /`cD` means that it waited too long/, /does not say who closed it/],
  ["HAProxy 101 sD", /`sD` means that it waited too long/, /does not say who closed it/],
  ["uvicorn accepted and closed", /It opened, and closed/, /still open/],
  ["Django channels dev server: WebSocket handshake", /It opened, and closed/, /still open/],
  ["uvicorn no library", /uvicorn has no WebSocket library/, /path may not be/],
  ["Chrome, no reason", /The attempt failed, and the browser gave no reason/, /before its request was sent/],
  ["k6", /gorilla\/websocket does not say which status/, /the browser/],
  ["kubectl exec", /kubectl does not say which status/, /the browser/],
  ["curl (7)", /no program listening/, /ERR_/],
  ["curl with wrong header quoting (smart quotes)", /400 Bad Request/, /asks for no WebSocket/],
  ["Wireshark: packet details", /403 Forbidden/, /was not seen/],
];

it.each(CASES)("%s", (name, says, never) => {
  const explanations = explainReading(readText(TEXTS.get(name) ?? ""), 0);
  const words = JSON.stringify(explanations.map(({ verdict, diagnosis, checks }) => [verdict, diagnosis, checks]));
  expect(words).toMatch(says);
  expect(words).not.toMatch(never);
});

const REFUSED: readonly (readonly [name: string, says: RegExp])[] = [
  ["nginx config", /^It is nginx's configuration/],
  ["Apache config", /^It is Apache's configuration/],
  ["haproxy.cfg", /^It is HAProxy's configuration/],
  ["Kubernetes ingress", /^It is a configuration/],
  ["a wss URL alone", /^It is only an address\. .*paste what that prints\.$/],
  ["a path of a screenshot", /^It is the path of a file/],
  ["Markdown image", /^It is a link to a picture/],
  ["base64", /^It is a picture/],
  ["JavaScript that connects", /^It is a program's code/],
  ["Chrome: Copy as cURL (bash) alone", /^It is a command without what it printed/],
  ["PowerShell's curl alias with -H", /^PowerShell did not run curl/],
  ["Chrome: Copy as fetch", /^It is a request without the response/],
  ["prose with curl at the beginning", /^There is no handshake in this text/],
  ["Ruby faye", /^It is neither/],
];

it.each(REFUSED)("%s is refused with what to do instead", (name, says) => {
  expect(() => readText(TEXTS.get(name) ?? "")).toThrow(says);
});
