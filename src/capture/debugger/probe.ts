import * as v from "valibot";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Send } from "./page-sockets.ts";

/**
 * Asks the http(s) counterpart of a socket's address, once, on a click: the browser keeps the headers of a refused handshake to
 * itself, and an ordinary response of the same address tells who stands there. It carries no `Upgrade`, so its status is not
 * the one that the socket got.
 */
const FrameTree = v.object({ frameTree: v.object({ frame: v.object({ id: v.string() }) }) });

const Loaded = v.object({
  resource: v.object({
    success: v.boolean(),
    netErrorName: v.optional(v.string()),
    httpStatusCode: v.optional(v.number()),
    stream: v.optional(v.string()),
    headers: v.optional(v.record(v.string(), v.string())),
  }),
});

/** What the probe brought: a response, or the browser's name for what stood in its way. */
export type ProbeResult =
  | { readonly kind: "response"; readonly response: HostResponse }
  | { readonly kind: "failed"; readonly error: string };

/**
 * @param send a session with the page
 * @param url the http(s) address to ask; the request goes out as the page's own, without the cache
 * @param includeCredentials whether cookies go with it
 */
export async function probe(send: Send, url: string, includeCredentials: boolean): Promise<ProbeResult> {
  const { frameTree } = v.parse(FrameTree, await send("Page.getFrameTree", undefined));
  const options = { disableCache: true, includeCredentials };
  const loaded = v.parse(
    Loaded,
    await send("Network.loadNetworkResource", { frameId: frameTree.frame.id, url, options }),
  );
  const { httpStatusCode, headers, netErrorName, stream } = loaded.resource;
  // The body is not read: whoever responds shows in the headers.
  if (stream !== undefined) await send("IO.close", { handle: stream });
  if (httpStatusCode === undefined || httpStatusCode === 0)
    return { kind: "failed", error: netErrorName ?? "no response" };
  const list = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    value.split("\n").map((one) => [name, one] as const),
  );
  return { kind: "response", response: { url, status: httpStatusCode, headers: list } };
}
