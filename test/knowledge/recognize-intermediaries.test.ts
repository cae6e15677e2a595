import { describe, expect, it } from "vitest";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { recognizeIntermediaries } from "../../src/knowledge/intermediaries/recognize.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { HostResponse } from "../../src/upgrade/http/host-response.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";

const URL_OF_SOCKET = "wss://example.com/live";

function upgraded(headers: Headers | null): Upgrade {
  const response = headers === null ? null : { status: 101, statusText: "Switching Protocols", headers, at: 1 };
  return { ...newUpgrade("c1"), url: URL_OF_SOCKET, response };
}

function hostResponse(url: string, ...headers: Headers): HostResponse {
  return { url, status: 200, headers };
}

function recognize(own: Headers | null, hostResponses: readonly HostResponse[] = [], url = URL_OF_SOCKET) {
  return recognizeIntermediaries(upgraded(own), addressOf(url), markedCapture([], hostResponses));
}

describe("recognizeIntermediaries", () => {
  it("recognizes nothing in nothing, and claims nothing from it", () => {
    expect(recognize(null)).toEqual([]);
    expect(recognize([])).toEqual([]);
  });

  it("knows a product by the host names of its own domains, last of all", () => {
    const host = "a1b2.execute-api.eu-west-1.amazonaws.com";
    expect(recognize(null, [], `wss://${host}/prod`)).toMatchObject([
      { id: "aws-api-gateway", confidence: "likely", version: null, evidence: [`host ${host}`] },
    ]);
    const told = recognize([["x-amz-apigw-id", "W85cPGkVvHcFa4g="]], [], `wss://${host}/prod`);
    expect(told[0]?.evidence).toEqual(["response header x-amz-apigw-id: W85cPGkVvHcFa4g="]);
    expect(recognize(null, [], `wss://${host}.example.com/`)).toEqual([]);
  });

  it("reads the answer itself first", () => {
    const found = recognize(
      [["Server", "nginx/1.22.1"]],
      [hostResponse("https://example.com/", ["Server", "nginx/1.18.0"])],
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      id: "nginx",
      confidence: "certain",
      version: "1.22.1",
      evidence: ["response header Server: nginx/1.22.1"],
    });
  });

  it("has nothing in it but what the report knows", () => {
    const [found] = recognize([["Server", "nginx"]]);
    expect(Object.keys(found ?? {}).sort()).toEqual([
      "behavior",
      "confidence",
      "evidence",
      "hostResponse",
      "id",
      "name",
      "reference",
      "timeouts",
      "version",
    ]);
  });

  it("keeps of another response nothing but the headers that show the product", () => {
    const url = "https://user:secret@example.com/app.js?token=1#x";
    const [found] = recognize(
      [],
      [hostResponse(url, ["X-Private", "1"], ["server", "nginx/1.22.1"], ["Set-Cookie", "a=b"])],
    );
    expect(found?.hostResponse).toMatchObject({
      url: "https://example.com/app.js",
      headers: [["server", "nginx/1.22.1"]],
    });
    expect(recognize([["Server", "nginx"]])[0]?.hostResponse).toBeNull();
  });

  it("is at most likely where only a neighbour shows it", () => {
    const found = recognize([], [hostResponse("https://example.com/app.js", ["Server", "nginx/1.22.1"])]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      id: "nginx",
      confidence: "likely",
      version: "1.22.1",
      evidence: ["Server: nginx/1.22.1 on the response to https://example.com/app.js"],
    });
  });

  it("does not make a weak mark stronger because a neighbour has it", () => {
    const found = recognize([], [hostResponse("https://example.com/", ["X-Served-By", "cache-lhr1-LHR"])]);
    expect(found).toMatchObject([{ id: "fastly", confidence: "possible" }]);
  });

  it("speaks from the neighbour that says most", () => {
    const found = recognize(null, [
      hostResponse("https://example.com/a", ["Server", "cloudflare"]),
      hostResponse("https://example.com/b", ["x-azure-ref", "1"]),
      hostResponse("https://example.com/c", ["Server", "cloudflare"], ["cf-ray", "8c1f2a3b4c5d6e7f-LHR"]),
    ]);
    expect(found.map(({ id }) => id)).toEqual(["cloudflare", "azure-front-door"]);
    expect(found[0]?.evidence).toEqual([
      "Server: cloudflare on the response to https://example.com/c",
      "cf-ray: 8c1f2a3b4c5d6e7f-LHR on the response to https://example.com/c",
    ]);
  });

  it("prefers the neighbour that names a version", () => {
    const found = recognize(null, [
      hostResponse("https://example.com/a", ["Server", "nginx"]),
      hostResponse("https://example.com/b", ["Server", "nginx/1.22.1"]),
      hostResponse("https://example.com/c", ["Server", "nginx/1.18.0"]),
    ]);
    expect(found).toMatchObject([{ id: "nginx", version: "1.22.1" }]);
  });

  it.each([
    ["another host", "https://other.example/"],
    ["another port", "https://example.com:8443/"],
    ["a host below it", "https://cdn.example.com/"],
    ["no scheme over TLS", "http://example.com/"],
    ["no URL", "not a url"],
  ])("does not listen to a neighbour of %s", (_, url) => {
    expect(recognize([], [hostResponse(url, ["Server", "nginx"])])).toEqual([]);
  });

  it("listens to the responses to other handshakes of the same host and port, and to those first", () => {
    const handshake = (id: string, url: string, ...headers: Headers): Upgrade => ({ ...upgraded(headers), id, url });
    const refused = upgraded(null);
    const others = [
      refused,
      handshake("c2", "wss://other.example/", ["Server", "cloudflare"]),
      handshake("c3", "wss://example.com/graphql?token=s3cret", ["Server", "nginx"]),
    ];
    const hostResponses = [hostResponse("https://example.com/", ["Server", "nginx"])];
    expect(
      recognizeIntermediaries(refused, addressOf(URL_OF_SOCKET), markedCapture(others, hostResponses)),
    ).toMatchObject([
      { id: "nginx", confidence: "likely", evidence: ["Server: nginx on the response to wss://example.com/graphql"] },
    ]);
  });

  it("does not take its own response for another one's", () => {
    const own = upgraded([["Server", "nginx"]]);
    const unanswered = { ...own, response: null };
    expect(recognizeIntermediaries(unanswered, addressOf(URL_OF_SOCKET), markedCapture([own]))).toEqual([]);
  });

  it("listens to nobody when the socket's address is not known", () => {
    expect(
      recognizeIntermediaries(upgraded([]), null, markedCapture([], [hostResponse("not a url", ["Server", "nginx"])])),
    ).toEqual([]);
  });

  it("puts several in the order of the way", () => {
    const found = recognize(
      [
        ["Server", "nginx"],
        ["Via", "1.1 0ab1.cloudfront.net (CloudFront)"],
        ["Set-Cookie", "AWSALB=s3cret"],
      ],
      [hostResponse("https://example.com/", ["X-Varnish", "1 2"])],
    );
    expect(found.map(({ id }) => id)).toEqual(["cloudfront", "aws-alb", "nginx", "varnish"]);
  });

  it("repeats no secret: no cookie's value, no user name or password, no query", () => {
    const found = recognize(
      [["Set-Cookie", "AWSALB=s3cret; Path=/"]],
      [hostResponse("https://user:s3cret@example.com/a?token=s3cret#s3cret", ["Server", "nginx"])],
    );
    expect(JSON.stringify(found)).not.toMatch(/s3cret|user/);
    expect(found[1]?.evidence).toEqual(["Server: nginx on the response to https://example.com/a"]);
  });

  it("makes characters visible that would change how the evidence reads", () => {
    const found = recognize([["x-vercel-id", "lhr1\u202e::abc"]]);
    expect(found[0]?.evidence).toEqual(["response header x-vercel-id: lhr1\\u202e::abc"]);
  });

  it("gives the same answer when it is asked again", () => {
    const headers: Headers = [["Server", "nginx/1.22.1"]];
    const near = [hostResponse("https://example.com/", ["X-Varnish", "1 2"])];
    expect(recognize(headers, near)).toEqual(recognize(headers, near));
    expect(recognize(headers, near, "wss://other.example/").map(({ id }) => id)).toEqual(["nginx"]);
  });
});
