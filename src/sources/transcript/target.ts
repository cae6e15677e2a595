/** Paths that handshakes are sent to, and no ordinary request is. */
const SOCKET_PATH =
  /(?:^|[/._-])(?:ws|wss|websockets?|websockify|cable|socket\.io|sockjs|signalr|hub|hmr|webpack-hmr|mqtt|graphql|live|channels|realtime|stream)(?:$|[/?._-])|transport=websocket/i;

/** Files of a page, which nobody takes for a handshake. */
const FILE =
  /\.(?:avif|css|gif|gz|html?|ico|jpe?g|js|map|mjs|mp[34]|pdf|png|svg|txt|wasm|webm|webp|woff2?|xml|zip)(?:$|\?)/i;

/** Whether an address or a path is that of a file. */
export function isFile(target: string): boolean {
  return FILE.test(target);
}

/** Whether handshakes are sent to an address or a path like this one, and no ordinary request is. */
export function isSocketPath(target: string): boolean {
  return SOCKET_PATH.test(target);
}
