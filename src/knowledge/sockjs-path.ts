/** Whether a path has the form of SockJS: prefix, a server number of three digits, a session, the transport. */
export function isSockjs(path: string): boolean {
  return /\/\d{3}\/[^/]+\/websocket$/.test(path);
}
