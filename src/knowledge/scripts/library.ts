/** Hosts that serve packages of npm, with where their paths name the package. */
const REGISTRIES: ReadonlyMap<string, RegExp> = new Map([
  ["cdn.jsdelivr.net", /^\/npm\/((?:@[^/@]+\/)?[^/@]+)/],
  ["unpkg.com", /^\/((?:@[^/@]+\/)?[^/@]+)/],
  ["esm.sh", /^\/(?:v\d+\/|stable\/)?((?:@[^/@]+\/)?[^/@]+)/],
  ["cdn.skypack.dev", /^\/(?:-\/|pin\/)?((?:@[^/@]+\/)?[^/@]+)/],
  ["cdnjs.cloudflare.com", /^\/ajax\/libs\/([^/]+)/],
  ["ajax.aspnetcdn.com", /^\/ajax\/([^/]+)/],
]);

/** Files by which clients of WebSockets are served under their own names. */
const FILES: readonly (readonly [file: RegExp, name: string])[] = [
  [/^socket\.io(\.[a-z]+)*\.m?js$/, "socket.io-client"],
  [/^engine\.io(\.[a-z]+)*\.m?js$/, "engine.io-client"],
  [/^signalr(\.min)?\.js$/, "@microsoft/signalr"],
  [/^jquery\.signalr[-.\d]*(\.min)?\.js$/, "jquery.signalR"],
  [/^sockjs[-.\d]*(\.min)?\.js$/, "sockjs-client"],
  [/^reconnecting-websocket[-.a-z]*\.m?js$/, "reconnecting-websocket"],
  [/^stomp(\.umd)?(\.min)?\.js$/, "stompjs"],
  [/^mqtt(\.min)?\.js$/, "mqtt"],
  [/^(paho-mqtt|mqttws31)(\.min)?\.js$/, "paho-mqtt"],
  [/^phoenix(\.min)?\.js$/, "phoenix"],
  [/^pusher(\.min)?\.js$/, "pusher-js"],
  [/^ably(\.min)?[-\d]*\.js$/, "ably"],
  [/^centrifuge(\.min)?\.js$/, "centrifuge"],
  [/^autobahn(\.min)?\.js$/, "autobahn"],
  [/^faye(-browser)?(-min)?\.js$/, "faye"],
  [/^livereload(\.min)?\.js$/, "livereload-js"],
];

/**
 * The library that a script belongs to, as far as its address says: a folder of installed packages, a server of packages, a library's
 * own file name. A library that was bundled with the page's own scripts cannot be told apart from them.
 *
 * @param url of a script
 * @returns the name of its package; hostile text. null: its address names none
 */
export function libraryOf(url: string): string | null {
  const installed = [...url.matchAll(/\/node_modules\/((?:@[^/?#]+\/)?[^/?#]+)/g)].at(-1)?.[1];
  if (installed !== undefined) return installed.startsWith(".vite") ? preBundled(url) : installed;
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  if (/^(chrome|moz|safari-web)-extension:$/.test(protocol)) return "browser extension";
  if (pathname === "/@vite/client") return "vite";
  const served = REGISTRIES.get(host)?.exec(pathname)?.[1];
  if (served !== undefined) return served;
  const file = (pathname.split("/").at(-1) ?? "").toLowerCase();
  return FILES.find(([pattern]) => pattern.test(file))?.[1] ?? null;
}

/** Vite bundles installed packages before it serves them, and writes their names without `/` and `.` (vite.dev/guide/dep-pre-bundling). */
function preBundled(url: string): string {
  const file = /\/deps[^/]*\/([^/?#]+?)\.m?js(?:[?#]|$)/.exec(url)?.[1];
  if (file === undefined || file.startsWith("chunk-")) return "pre-bundled package";
  const name = file.replaceAll("__", ".");
  const [first = name, second] = name.split("_");
  return first.startsWith("@") && second !== undefined ? `${first}/${second}` : first;
}
