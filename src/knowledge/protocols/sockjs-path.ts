/** Server number of three digits, session, transport: what SockJS adds to its prefix. */
const ADDED = /\/\d{3}\/[^/]+\/websocket$/;

/** Whether a path has the form of SockJS: prefix, a server number of three digits, a session, the transport. */
export function isSockjs(path: string): boolean {
  return ADDED.test(path);
}

/** The path of the application without what SockJS adds to it; any other path as it is. */
export function sockjsPrefix(path: string): string {
  const prefix = path.replace(ADDED, "");
  return prefix === "" ? "/" : prefix;
}
