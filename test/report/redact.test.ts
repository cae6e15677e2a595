import { describe, expect, test } from "vitest";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { code } from "../../src/knowledge/text.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { toJson } from "../../src/report/formats/json/json.ts";
import { toMarkdown } from "../../src/report/formats/markdown/markdown.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { Masking } from "../../src/report/masking/masking.ts";
import { findSecrets, redact } from "../../src/report/masking/redact.ts";
import { reproductions } from "../../src/report/reproduce/reproduce.ts";
import { ACCEPT, KEY } from "../story.ts";
import { type Built, explained, goodAnswer, meta, requestHeaders } from "./built.ts";

const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJqYW5lQGV4YW1wbGUuY29tIn0.q7Zk3vT0wXyR1sLmN8pQ";

/** A place of a handshake where a secret may stand, the secret, and what holds it. */
type Place = [place: string, secret: string, built: Built, page?: string];
const PLACES: Place[] = [
  ["Cookie", "s3cr3t-session-81", { request: requestHeaders(["Cookie", "theme=dark; sid=s3cr3t-session-81; n=1"]) }],
  ["Cookie, quoted", "qu0ted-value-77", { request: requestHeaders(["cookie", 'sid="qu0ted-value-77"']) }],
  ["Cookie without a name", "barecookie0099", { request: requestHeaders(["Cookie", "barecookie0099"]) }],
  ["Set-Cookie", "fresh5ession42", { response: goodAnswer(["Set-Cookie", "sid=fresh5ession42; Path=/; HttpOnly"]) }],
  [
    "Set-Cookie, joined",
    "sec0ndCookie42",
    { response: goodAnswer(["Set-Cookie", "a=b; Path=/\nz=sec0ndCookie42; Secure"]) },
  ],
  [
    "Authorization Bearer",
    "b3arer-credential",
    { request: requestHeaders(["Authorization", "Bearer b3arer-credential"]) },
  ],
  ["Authorization Basic", "hunter22", { request: requestHeaders(["Authorization", `Basic ${btoa("jane:hunter22")}`]) }],
  [
    "Authorization without a scheme",
    "raw-api-key-99",
    { request: requestHeaders(["Authorization", "raw-api-key-99"]) },
  ],
  [
    "Authorization SigV4",
    "0f9e8d7c6b5a",
    { request: requestHeaders(["Authorization", "AWS4-HMAC-SHA256 Credential=A/b, Signature=0f9e8d7c6b5a"]) },
  ],
  [
    "Proxy-Authorization",
    "pr0xy-password",
    { request: requestHeaders(["Proxy-Authorization", "Basic pr0xy-password"]) },
  ],
  [
    "Proxy-Authenticate",
    "pr0xy-nonce-12",
    { response: goodAnswer(["Proxy-Authenticate", "Digest nonce=pr0xy-nonce-12"]) },
  ],
  ["Authentication", "authenticati0n", { request: requestHeaders(["Authentication", "Bearer authenticati0n"]) }],
  [
    "Azure's key",
    "azure-subscr1ption",
    { request: requestHeaders(["Ocp-Apim-Subscription-Key", "azure-subscr1ption"]) },
  ],
  ["DPoP", "dp0p-proof", { request: requestHeaders(["DPoP", "dp0p-proof"]) }],
  ["what a gateway vouches for", "oidc-claim5", { request: requestHeaders(["X-Amzn-Oidc-Data", "oidc-claim5"]) }],
  ["Azure's user", "princ1pal-x", { request: requestHeaders(["X-Ms-Client-Principal", "princ1pal-x"]) }],
  ["HMAC", "hmac-va1ue", { request: requestHeaders(["X-Shopify-Hmac-Sha256", "hmac-va1ue"]) }],
  [
    "client's certificate",
    "By=cert1ficate",
    { request: requestHeaders(["X-Forwarded-Client-Cert", "By=cert1ficate"]) },
  ],
  ["PHP's session", "php-sess10n", { request: requestHeaders(["PHPSESSID", "php-sess10n"]) }],
  ["a cookie in another header", "c00kie-value", { request: requestHeaders(["X-Cookie", "c00kie-value"]) }],
  ["a PIN", "pin-48-51-62", { request: requestHeaders(["X-Pin", "pin-48-51-62"]) }],
  ["WWW-Authenticate, a blob", "TlRMTVNTUAAC1", { response: goodAnswer(["WWW-Authenticate", "NTLM TlRMTVNTUAAC1"]) }],
  [
    "path, Telegram",
    "123456789:AAFabSAC056abcdefghijklmnopqrstuvwx",
    { url: "wss://example.com/bot123456789:AAFabSAC056abcdefghijklmnopqrstuvwx/ws" },
  ],
  ["path, password", "hunter2password", { url: "wss://example.com/hook/password/hunter2password/ws" }],
  ["another secret header", "k3y-in-a-header", { request: requestHeaders(["X-Api-Key", "k3y-in-a-header"]) }],
  ["a JWT in any header", JWT, { request: requestHeaders(["X-Whatever", `v=${JWT}`]) }],
  ["user information", "p4ssw0rd!x", { url: "wss://jane:p4ssw0rd!x@example.com/live" }],
  ["user information, encoded", "p4ss@w0rd", { url: "wss://jane:p4ss%40w0rd@example.com/live" }],
  ["query access_token", "acc355-token", { url: "wss://example.com/live?v=1&access_token=acc355-token&x=2" }],
  ["query token, short", "zq9", { url: "wss://example.com/live?token=zq9" }],
  ["query with an encoded name", "enc0ded-name", { url: "wss://example.com/live?%74oken=enc0ded-name" }],
  ["query, SignalR id", "c0nnection-id", { url: "wss://example.com/hub?id=c0nnection-id" }],
  [
    "query, Engine.IO sid",
    "engine-sid-01",
    { url: "wss://example.com/socket.io/?EIO=4&transport=websocket&sid=engine-sid-01" },
  ],
  ["query, Ably key", "app.key:s3cret", { url: "wss://realtime.ably.io/?key=app.key:s3cret&v=2" }],
  ["query, Colyseus", "rec0nnect-me", { url: "wss://example.com/p/r?reconnectionToken=rec0nnect-me" }],
  ["query, AWS signature", "51gnature-hex", { url: "wss://example.com/mqtt?X-Amz-Signature=51gnature-hex" }],
  ["query, JWT under any name", JWT, { url: `wss://example.com/live?blob=${JWT}` }],
  ["query, random under any name", "q8Zr2Lk0Pw7Xs4Vn1Bt6", { url: "wss://example.com/live?x=q8Zr2Lk0Pw7Xs4Vn1Bt6" }],
  [
    "query, a URL inside",
    "nested-t0ken",
    { url: "wss://example.com/live?_live_referer=https%3A%2F%2Fexample.com%2F%3Ftoken%3Dnested-t0ken" },
  ],
  [
    "path, UUID",
    "550e8400-e29b-41d4-a716-446655440000",
    { url: "ws://127.0.0.1:9222/devtools/page/550e8400-e29b-41d4-a716-446655440000" },
  ],
  ["path, random", "4f1d0c9b8a7e6f5d4c3b", { url: "wss://example.com/app/4f1d0c9b8a7e6f5d4c3b?protocol=7" }],
  ["path, SockJS session", "x4k2p9qz", { url: "wss://example.com/chat/042/x4k2p9qz/websocket" }],
  [
    "subprotocol, Kubernetes",
    "a3ViZS10b2tlbi0x",
    offering("v4.channel.k8s.io, base64url.bearer.authorization.k8s.io.a3ViZS10b2tlbi0x"),
  ],
  [
    "subprotocol, Kubernetes, decoded",
    "kube-token-1",
    offering("base64url.bearer.authorization.k8s.io.a3ViZS10b2tlbi0x"),
  ],
  ["subprotocol, Phoenix", "cGh4LXRva2VuLTI", offering("phoenix, base64url.bearer.phx.cGh4LXRva2VuLTI")],
  [
    "subprotocol, OpenAI",
    "sk-short-key1",
    offering("realtime, openai-insecure-api-key.sk-short-key1, openai-beta.realtime-v1"),
  ],
  ["subprotocol, AppSync", "eyJob3N0IjoiYSJ9", offering("graphql-ws, header-eyJob3N0IjoiYSJ9")],
  ["subprotocol, Deepgram", "d33pgram-key", offering("token, d33pgram-key")],
  ["subprotocol, Streamlit token", "streamlit-tok1", offering("streamlit, streamlit-tok1, last-session-9")],
  ["subprotocol, Streamlit session", "last-session-9", offering("streamlit, PLACEHOLDER_AUTH_TOKEN, last-session-9")],
  ["subprotocol, JWT", JWT, offering(JWT)],
  [
    "subprotocol, long",
    "this.is.longer.than.any.name.that.people.choose",
    offering("this.is.longer.than.any.name.that.people.choose"),
  ],
  ["subprotocol, chosen", "d33pgram-key", { response: goodAnswer(["Sec-WebSocket-Protocol", "token, d33pgram-key"]) }],
  ["initiator", "1nitiator-token", { initiatorUrl: "https://example.com/app.js?token=1nitiator-token" }],
  ["Referer", "r3ferer-token", { request: requestHeaders(["Referer", "https://example.com/?token=r3ferer-token"]) }],
  [
    "Location",
    "l0cation-code",
    { response: { status: 302, statusText: "Found", headers: [["Location", "/login?code=l0cation-code"]] } },
  ],
  ["page, query", "p4ge-token", {}, "https://example.com/?token=p4ge-token"],
  ["page, fragment", "fr4gment-token", {}, "https://example.com/#access_token=fr4gment-token&x=1"],
  [
    "the browser's message",
    "m3ssage-token",
    { response: null, error: "WebSocket connection to 'wss://example.com/live?token=m3ssage-token' failed: " },
  ],
  [
    "the browser's message, user information",
    "us3rinfo-pass",
    { response: null, error: "WebSocket connection to 'wss://a:us3rinfo-pass@example.com/' failed: x" },
  ],
  [
    "announced, hexadecimal",
    "74bf20f876ffc474c0251908fcdce4b314f68d9d",
    { response: null, error: "invalid key 74bf20f876ffc474c0251908fcdce4b314f68d9d" },
  ],
  [
    "announced, a UUID",
    "3f2a9c1e-7b4d-4e8a-9c1f-2d3e4f5a6b7c",
    { response: null, error: "invalid key 3f2a9c1e-7b4d-4e8a-9c1f-2d3e4f5a6b7c" },
  ],
  [
    "announced, base64",
    "dXNlcjpodW50ZXIyaHVudGVyMg==",
    { response: null, error: "invalid key dXNlcjpodW50ZXIyaHVudGVyMg==" },
  ],
  [
    "announced, letters and digits",
    "jSc3vux9i53yyD3HyP3MRJgN8ZGrBOUTp7tBqHtJ",
    { response: null, error: "invalid key jSc3vux9i53yyD3HyP3MRJgN8ZGrBOUTp7tBqHtJ" },
  ],
  [
    "announced, Discord",
    "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.G1yKwILALo5vR67b2rMQSkS3u9I",
    { response: null, error: "invalid key MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.G1yKwILALo5vR67b2rMQSkS3u9I" },
  ],
  ["announced, a password", "hunter2x", { response: null, error: "wrong password hunter2x" }],
  ["a short key with a beginning", "sk_live_sh0rtandkey", { response: null, error: "no sk_live_sh0rtandkey here" }],
  ["status text", "st4tus-token", { response: { status: 400, statusText: "Bad token=st4tus-token", headers: [] } }],
];

function offering(value: string): Built {
  return { request: requestHeaders(["Sec-WebSocket-Protocol", value]) };
}

/** The secret repeated in everything that is said, in several spellings. */
function said(secret: string, { error = secret }: Built): Partial<Explanation> {
  const reference = { text: "RFC 6455 §4.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.1" };
  const evidence = [
    `seen: ${secret}`,
    encodeURIComponent(secret),
    btoa(secret),
    btoa(`x${secret}`),
    btoa(`xy${secret}z`),
  ];
  return {
    verdict: { quotesDiagnosis: false, level: "failed", headline: "Refused", sentence: `It said ${code(secret)}.` },
    checks: [{ id: "status", asks: "?", outcome: "fail", summary: code(secret), evidence, reference }],
    diagnosis: {
      id: "bad-request",
      stage: "response-status",
      brief: code(secret),
      summary: code(`${secret}/${"x".repeat(200)}`),
      message: error,
      evidence,
      reference,
      causes: [
        {
          id: "wrong-path",
          likelihood: "likely",
          title: code(secret),
          why: code(secret),
          evidence,
          fix: { text: code(secret), snippets: [{ for: "nginx", code: `location /${secret} {}` }] },
        },
      ],
    },
    intermediaries: [
      {
        id: "nginx",
        name: "nginx",
        confidence: "certain",
        version: secret,
        evidence,
        hostResponse: null,
        behavior: "",
        timeouts: [],
        reference,
      },
    ],
    protocol: { id: "mqtt", name: "MQTT", evidence, about: "", heartbeat: null, reference },
  };
}

/** Every reading of an output in which a secret must not be found. */
function readings(report: Report): string[] {
  const commands = report.connections.flatMap((one) => reproductions.map(({ text }) => text(one) ?? ""));
  const outputs = [...formats.map(({ render }) => render(report)), ...commands];
  return [...outputs, ...outputs.map(withoutEntities)].flatMap((output) => [
    output,
    output.replaceAll("\\", ""),
    decodeURIComponent(output.replace(/%(?![0-9a-f]{2})/gi, "%25")),
  ]);
}

function withoutEntities(html: string): string {
  return html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function spellings(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    btoa(secret).replace(/=+$/, ""),
    btoa(secret).replace(/=+$/, "").replaceAll("+", "-").replaceAll("/", "_"),
  ];
}

function reportOf(built: Built, page?: string, more: Partial<Explanation> = {}): Report {
  return buildReport([explained(built, more)], meta(page === undefined ? {} : { page }));
}

describe("a planted secret is in no output", () => {
  test.each(PLACES)("%s", (_, secret, built, page) => {
    const report = reportOf(built, page);
    for (const text of readings(report)) for (const spelling of spellings(secret)) expect(text).not.toContain(spelling);
    expect(report.redaction.applied).toBe(true);
    expect(report.redaction.items.length).toBeGreaterThan(0);
  });

  test.each(PLACES.filter(([, secret]) => secret.length > 7))(
    "%s, found in everything that is said",
    (_, secret, built, page) => {
      for (const text of readings(reportOf(built, page, said(secret, built)))) {
        for (const spelling of spellings(secret)) expect(text).not.toContain(spelling);
      }
    },
  );

  test.each(PLACES)("%s stays when redaction is off", (_, secret, built, page) => {
    const report = buildReport([explained(built)], meta(page === undefined ? {} : { page }), { redact: false });
    expect(report.redaction).toEqual({ applied: false, items: [] });
    const text = toJson(report);
    const shown = [secret, encodeURIComponent(secret), btoa(`jane:${secret}`), btoa(secret).replace(/=+$/, "")];
    expect(shown.some((one) => text.includes(one))).toBe(true);
  });
});

test("names, schemes and attributes stay", () => {
  const report = reportOf({
    url: "wss://jane:pw@example.com/live?token=abc123&v=2",
    request: requestHeaders(
      ["Cookie", "theme=dark; sid=s3cr3t-session-81"],
      ["Authorization", "Bearer b3arer-credential"],
    ),
    response: goodAnswer(["Set-Cookie", "sid=fresh5ession42; Path=/; HttpOnly"]),
  });
  const [connection] = report.connections;
  expect(connection?.url).toBe("wss://<userinfo #1>@example.com/live?token=<token #1>&v=2");
  expect(connection?.handshake.request?.headers).toContainEqual([
    "Cookie",
    "theme=<cookie theme #1>; sid=<cookie sid #1>",
  ]);
  expect(connection?.handshake.request?.headers).toContainEqual(["Authorization", "Bearer <authorization #1>"]);
  expect(connection?.handshake.response?.headers).toContainEqual([
    "Set-Cookie",
    "sid=<cookie sid #2>; Path=/; HttpOnly",
  ]);
  expect(report.redaction.items).toEqual([
    { where: "URL user information", connection: "c1", label: "<userinfo #1>" },
    { where: "URL query token", connection: "c1", label: "<token #1>" },
    { where: "request header Cookie", connection: "c1", label: "<cookie theme #1>" },
    { where: "request header Cookie", connection: "c1", label: "<cookie sid #1>" },
    { where: "request header Authorization", connection: "c1", label: "<authorization #1>" },
    { where: "response header Set-Cookie", connection: "c1", label: "<cookie sid #2>" },
  ]);
});

test("equal secrets have equal labels, in whatever place and spelling", () => {
  const token = "s4me-token-everywhere";
  const report = reportOf(
    {
      url: `wss://example.com/live?token=${token}`,
      initiatorUrl: `https://example.com/a.js?access_token=${encodeURIComponent(token)}`,
      request: requestHeaders(
        ["Cookie", `sid=${token}`],
        ["Authorization", `Bearer ${token}`],
        ["Sec-WebSocket-Protocol", `phoenix, base64url.bearer.phx.${btoa(token).replace(/=+$/, "")}`],
      ),
    },
    `https://example.com/?ticket=${token}`,
  );
  expect(new Set(report.redaction.items.map(({ label }) => label))).toEqual(new Set(["<token #1>"]));
  expect(report.redaction.items.map(({ where }) => where)).toEqual(
    expect.arrayContaining([
      "page URL query ticket",
      "URL query token",
      "initiator URL query access_token",
      "request header Cookie",
      "request header Authorization",
      "request header Sec-WebSocket-Protocol",
    ]),
  );
});

test("different secrets have different labels", () => {
  const two = [
    explained({ url: "wss://example.com/?token=first-1" }),
    explained({ url: "wss://example.com/?token=second-2" }),
  ];
  const urls = buildReport(two, meta()).connections.map(({ url }) => url);
  expect(urls).toEqual(["wss://example.com/?token=<token #1>", "wss://example.com/?token=<token #2>"]);
});

test("a secret that a sentence cut short has the label too", () => {
  const long = `long-${"0123456789abcdef".repeat(20)}`;
  const sentence = `It asked for ${code(`/live?x=${long}`)}.`;
  const built = { request: requestHeaders(["Cookie", `sid=${long}`]) };
  const report = reportOf(built, undefined, {
    verdict: { quotesDiagnosis: false, level: "failed", headline: "", sentence },
  });
  expect(report.connections[0]?.verdict.sentence).toBe("It asked for /live?x=<cookie sid #1>….");
});

test("ordinary values of cookies do not black out the rest", () => {
  const cookie = "theme=dark; n=1; lang=en; transport=websocket; host=example.com; ok=true; page=connection";
  const built = { request: requestHeaders(["Cookie", cookie]) };
  const sentence = "The dark connection to example.com is true to 1 websocket, en route.";
  const report = reportOf(built, undefined, {
    verdict: { quotesDiagnosis: false, level: "healthy", headline: "", sentence },
  });
  expect(report.connections[0]?.verdict.sentence).toBe(sentence);
  expect(report.connections[0]?.url).toBe("wss://example.com/live");
  expect(report.connections[0]?.handshake.request?.headers).toContainEqual(["Upgrade", "websocket"]);
  expect(JSON.stringify(report)).not.toMatch(/theme=dark|transport=websocket|host=example/);
});

test("what a vendor's support and the handshake need is kept", () => {
  const kept: [string, string][] = [
    ["cf-ray", "8f1c2d3e4a5b6c7d8e9f-AMS"],
    ["x-amz-cf-id", "q8Zr2Lk0Pw7Xs4Vn1Bt6q8Zr2Lk0Pw7Xs4Vn1Bt6=="],
    ["x-azure-ref", "0q8Zr2Lk0Pw7Xs4Vn1Bt6q8Zr2Lk0"],
    ["fly-request-id", "01J9ZK3V7Q8W2E4R6T8Y0U1I2O-ams"],
    ["x-vercel-id", "fra1::q8zr2-1700000000000-4f1d0c9b8a7e"],
    ["X-Request-Id", "550e8400-e29b-41d4-a716-446655440000"],
    ["Access-Control-Allow-Credentials", "true"],
    ["Sec-WebSocket-Extensions", "permessage-deflate; client_no_context_takeover"],
  ];
  const [connection] = reportOf({ response: goodAnswer(...kept) }).connections;
  for (const header of kept) expect(connection?.handshake.response?.headers).toContainEqual(header);
  expect(connection?.handshake.request?.headers).toContainEqual(["Sec-WebSocket-Key", KEY]);
  expect(connection?.handshake.response?.headers).toContainEqual(["Sec-WebSocket-Accept", ACCEPT]);
});

test.each([
  "graphql-transport-ws, graphql-ws",
  "v5.channel.k8s.io, v4.channel.k8s.io",
  "actioncable-v1-json, actioncable-unsupported",
  "notificationchannel-netapi-rest.openmobilealliance.org",
  "protobuf.reliable.webpubsub.azure.v1",
  "my-company-protocol-v2",
])("subprotocols are no secret: %s", (value) => {
  expect(reportOf(offering(value)).redaction.items).toEqual([]);
});

test.each([
  "wss://example.com/quarterly-report-2026-overview/live",
  "wss://example.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
  "wss://example.com/socket.io/?EIO=4&transport=websocket&t=PkR4z1",
  "wss://example.com/live?vsn=2.0.0&model=gpt-realtime-preview",
])("addresses without a secret stay: %s", (url) => {
  const report = reportOf({ url });
  expect(report.connections[0]?.url).toBe(url);
  expect(report.redaction.items).toEqual([]);
});

test("options in a repair are no secrets", () => {
  const snippet =
    "nginx.ingress.kubernetes.io/session-cookie-name=route\nproxy_set_header Authorization $http_authorization;";
  const fix = { text: "Set it.", snippets: [{ for: "nginx", code: snippet }] };
  const reference = { text: "nginx", url: "https://nginx.org/" };
  const cause = {
    id: "sticky-sessions-missing",
    likelihood: "likely",
    title: "t",
    why: "w",
    evidence: [],
    fix,
  } as const;
  const diagnosis = {
    id: "bad-request",
    stage: "response-status",
    brief: "s",
    summary: "s",
    message: null,
    evidence: [],
    causes: [cause],
    reference,
  } as const;
  const report = reportOf({}, undefined, { diagnosis });
  expect(report.connections[0]?.diagnosis?.causes[0]?.fix?.snippets[0]?.code).toBe(snippet);
});

test("a label is not looked into again", () => {
  const cookie = "token=sid; sid=abcdef123456; abcdef123456=x";
  const report = reportOf({ request: requestHeaders(["Cookie", cookie]) });
  const value = report.connections[0]?.handshake.request?.headers.at(-1)?.[1];
  expect(value).toBe("token=<cookie token #1>; sid=<cookie sid #1>; <cookie sid #1>=<cookie abcdef123456 #1>");
});

test("the preview lists what is masked, and a redacted report is left as it is", () => {
  const open = buildReport([explained({ url: "wss://example.com/?token=abc123" })], meta(), { redact: false });
  const before = JSON.stringify(open);
  const items = [{ where: "URL query token", connection: "c1", label: "<token #1>" }];
  expect(findSecrets(open)).toEqual(items);
  expect(JSON.stringify(open)).toBe(before);
  const closed = redact(open);
  expect(redact(closed)).toBe(closed);
  expect(findSecrets(closed)).toEqual(items);
});

describe("values that are kept on purpose", () => {
  const COOKIE = "sid=kept-session-4711abc; other=masked-session-0815xyz";
  const PASSWORD = "hunter2hunter2";
  const built = () =>
    buildReport(
      [
        explained({
          url: "wss://example.com/?token=kept-session-4711abc&api_key=another-Secret-99",
          request: requestHeaders(["Cookie", COOKIE], ["Authorization", `Basic ${btoa(`me:${PASSWORD}`)}`]),
        }),
      ],
      meta(),
      { redact: false },
    );

  test("are readable wherever they stand, in sentences and commands too, and all others nowhere", () => {
    const masking = Masking.of(built());
    const label = masking
      .secrets()
      .find(({ locations: places }) => places.some(({ where }) => where === "URL query token"))?.label;
    const report = masking.report(new Set([label ?? ""]));
    const everything = formats.map(({ render }) => render(report)).join("\n");
    const [connection] = report.connections;
    expect(connection?.url).toContain("token=kept-session-4711abc");
    expect(connection?.handshake.request?.headers.find(([name]) => name === "Cookie")?.[1]).toContain(
      "sid=kept-session-4711abc",
    );
    expect(JSON.stringify(report.connections)).not.toContain(label);
    expect(report.redaction.kept?.map(({ where }) => where)).toEqual(["URL query token", "request header Cookie"]);
    for (const secret of ["masked-session-0815xyz", "another-Secret-99", PASSWORD, btoa(`me:${PASSWORD}`)])
      expect(everything).not.toContain(secret);
    for (const { text } of reproductions) {
      const command = (connection && text(connection)) ?? "";
      if (command.includes("token=")) expect(command).toContain("kept-session-4711abc");
      expect(command).not.toContain("masked-session");
    }
  });

  test("are told in the report, and the labels of all others are those that were shown", () => {
    const masking = Masking.of(built());
    const before = masking.secrets();
    const [first] = before;
    const report = masking.report(new Set([first?.label ?? ""]));
    expect(report.redaction.applied).toBe(true);
    expect(new Set(report.redaction.kept?.map(({ label }) => label))).toEqual(new Set([first?.label]));
    expect(report.redaction.kept?.length).toBeGreaterThanOrEqual(first?.locations.length ?? 1);
    const others = before.slice(1).map(({ label }) => label);
    expect(new Set(report.redaction.items.map(({ label }) => label))).toEqual(new Set(others));
    expect(toMarkdown(report)).toContain("1 value left readable");
    expect(readReport(JSON.parse(toJson(report)))).toEqual(report);
  });

  test("that hold another secret still mask that one, and it is listed then", () => {
    const masking = Masking.of(built());
    const label =
      masking.secrets().find(({ locations: places }) => places[0]?.where.includes("Authorization"))?.label ?? "";
    const kept = new Set([label]);
    const known = masking.secrets().map((one) => one.label);
    const listed = masking.secrets(kept).map((one) => one.label);
    expect(listed.slice(0, known.length)).toEqual(known);
    const text = toJson(masking.report(kept));
    expect(text).toContain(btoa(`me:${PASSWORD}`).slice(0, 4));
    expect(text).not.toContain(PASSWORD);
  });

  test("nothing kept is the same as redaction, and unknown labels keep nothing", () => {
    expect(Masking.of(built()).report()).toEqual(redact(built()));
    expect(Masking.of(built()).report(new Set(["<token #99>", "sid"]))).toEqual(redact(built()));
  });

  test("the list for the eye has lengths and places, never a value", () => {
    const list = Masking.of(built()).secrets();
    expect(list.length).toBeGreaterThanOrEqual(4);
    for (const { length, locations: places } of list) {
      expect(length).toBeGreaterThan(0);
      expect(places.length).toBeGreaterThan(0);
    }
    for (const secret of ["4711abc", "0815xyz", "Secret-99", PASSWORD])
      expect(JSON.stringify(list)).not.toContain(secret);
  });
});

test("many connections with a token each are masked in good time", () => {
  const many = Array.from({ length: 500 }, (_, i) => explained({ url: `wss://example.com/live?token=${JWT}${i}` }));
  const started = performance.now();
  const report = buildReport(many, meta());
  expect(performance.now() - started).toBeLessThan(8000);
  expect(new Set(report.connections.map(({ url }) => url)).size).toBe(500);
  expect(toJson(report)).not.toContain("eyJ");
});

test.each(["a://", "?s=", "eyJ", "eyJ.", "…", ".", "%25", "`", " ", "a=", "Bearer "])(
  "hostile text takes no quadratic time: %j",
  (piece) => {
    const hostile = `${piece.repeat(50_000)}x`;
    const url = `wss://example.com/${hostile}`;
    const request = requestHeaders(["Cookie", `a=${hostile}`], ["Authorization", hostile], ["X-Other", hostile]);
    const explanation = explained({ url, request });
    const started = performance.now();
    toMarkdown(buildReport([explanation], meta()));
    expect(performance.now() - started).toBeLessThan(4000);
  },
);

describe("what stays readable", () => {
  test.each([
    ["WWW-Authenticate", 'Basic realm="Staging", charset="UTF-8"'],
    ["Proxy-Authenticate", "Basic realm=x"],
    ["WWW-Authenticate", 'Bearer realm="api", scope="read:live2", error="invalid_token"'],
    ["Surrogate-Key", "article-42-en"],
    ["Idempotency-Key", "retry-2"],
  ])("%s: %s", (name, value) => {
    const built = { response: goodAnswer([name, value]) };
    expect(redact(buildReport([explained(built)], meta())).redaction.items).toEqual([]);
  });

  test.each([
    "key channel-42 and key sha256 are names",
    "session expired after 30s, token not given, key api2.example.com:443",
    `The key ${KEY} does not belong to the accept value ${ACCEPT}`,
  ])("%s", (error) => {
    const built = { response: null, error };
    expect(redact(buildReport([explained(built)], meta())).redaction.items).toEqual([]);
  });
});
