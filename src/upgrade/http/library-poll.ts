/** A library that asks again and again, and lets each request wait at the server until there is something to report. */
export interface LibraryPoll {
  readonly name: string;
  /** What in the URL gave it away. */
  readonly evidence: string;
}

/**
 * Whether a URL is that of a known library's long poll. Each mark is the library's own: Engine.IO's `transport=polling`
 * (Socket.IO), SockJS' `/xhr` below server and session, SignalR's `transport=longPolling` and its core's `id` with `_`,
 * Bayeux' `/connect` (CometD), Phoenix' `/longpoll`.
 *
 * @param url absolute
 */
export function libraryPollOf(url: string): LibraryPoll | null {
  if (!URL.canParse(url)) return null;
  const { pathname, searchParams } = new URL(url);
  if (searchParams.has("EIO") && searchParams.get("transport") === "polling")
    return { name: "Socket.IO (Engine.IO)", evidence: "query transport=polling with EIO" };
  if (/\/\d{3}\/[^/]+\/xhr(_streaming)?$/.test(pathname))
    return { name: "SockJS", evidence: "path of the form …/(3 digits)/…/xhr" };
  if (searchParams.get("transport") === "longPolling")
    return { name: "SignalR", evidence: "query transport=longPolling" };
  if (searchParams.has("id") && /^\d{13}$/.test(searchParams.get("_") ?? ""))
    return { name: "SignalR (likely)", evidence: "query id with a time in _" };
  if (/\/(?:cometd|bayeux|faye)\//i.test(pathname) && /\/connect$/i.test(pathname))
    return { name: "Bayeux (CometD)", evidence: "path ending in /connect below a Bayeux name" };
  if (pathname.endsWith("/longpoll") && searchParams.has("vsn"))
    return { name: "Phoenix", evidence: "path ending in /longpoll with query vsn" };
  return null;
}
