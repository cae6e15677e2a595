/** What somebody has who pasted something else. */
interface Other {
  readonly pattern: RegExp;
  readonly says: string;
  /** What to do instead; absent: paste what every transcript is. */
  readonly instead?: string;
}

/** How much of a text is looked at, in characters. */
const BEGINNING = 4000;

/** Of a log that was read, and has ordinary requests alone. */
export const NO_SOCKET_IN_LOG =
  "Nothing in this access log shows a WebSocket: no switch of protocols (101), and no path that is known for one";

/** For somebody who has a script's error, and perhaps a connection that fails besides. */
const PASTE_OF_FAILURE = "Paste the browser's line about the connection, with its address";

const OTHERS: readonly Other[] = [
  {
    pattern: /aborting with incomplete response/,
    says: "Caddy writes this about an ordinary response that broke off along the way, not about a WebSocket that was open",
    instead:
      "Paste its line of `http.log.access` for the same request; `context canceled` means that the client went away",
  },
  {
    pattern:
      /\[GIN\] \d{4}\/\d\d\/\d\d - [\d:.]{8,20} \|\s{0,10}200\s{0,10}\|[^\n|]{1,60}\|[^\n|]{1,100}\|\s{0,10}GET\b/,
    says: "gin logs 200 for a WebSocket that was open as for an ordinary response, so this line does not show which it was",
  },
  {
    pattern: /"(?:GET|HEAD|POST) \S{1,2000} HTTP\/\d(?:\.\d)?"(?: \d{3}\b| "[^"\n]{0,300}" \S{1,60} (?:TLSv|-))/,
    says: NO_SOCKET_IN_LOG,
    instead: "Paste the line of the WebSocket's own address, or what `curl -v` prints for it",
  },
  {
    pattern: /^#Fields: [^\n]{0,1000}\bsc-status\b/m,
    says: NO_SOCKET_IN_LOG,
    instead: "Paste the line of the WebSocket's own address with the line `#Fields:` above it",
  },
  {
    pattern:
      /^(?:<?\w{0,30}\(?)?\{["'](?:server|date|content-type|connection|content-length|vary|via)["']: ?["'][^\n]{1,4000}\}\)?>?\s*$/i,
    says: "It is the headers of a response without its status",
    instead: "Paste the status with them, as `response.status_code` or `response.status` has it",
  },
  {
    pattern: /^(?:\ufffdPNG|\ufffd{4}[\s\S]{0,8}(?:JFIF|Exif)|GIF8\d|RIFF[\s\S]{4}WEBP|%PDF-|iVBORw0KGgo|data:image\/)/,
    says: "It is a picture",
    instead: "Copy the text that it shows",
  },
  {
    pattern: /^(?:!\[[^\]\n]{0,200}\]\([^)\n]{1,1000}\)|<img\b[^>]{1,1000}>)\s*$/i,
    says: "It is a link to a picture",
    instead: "Copy the text that the picture shows",
  },
  {
    pattern: /^["']?(?:[A-Za-z]:\\|~?\/|\.\.?\/|file:\/\/\/?)[^\n]{1,1000}\.[A-Za-z]{2,4}["']?\s*$/,
    says: "It is the path of a file",
    instead: "Open the file itself",
  },
  {
    pattern: /^["'<]?(?:wss?|https?):\/\/[^\s"'<>]{1,2000}["'>]?\s*$/i,
    says: "It is only an address",
    instead: "Connect to it with `wscat -c` or `curl -v`, and paste what that prints",
  },
  {
    pattern: /^(?:await )?fetch\("|^\$session = New-Object |\bInvoke-(?:WebRequest|RestMethod)\b[^\n]{0,400}-Uri\b/m,
    says: "It is a request without the response",
    instead: "Copy the response's headers too, or save the Network panel as a HAR file",
  },
  {
    pattern:
      /^[ \t]{0,40}(?:const|let|var)\s+\w+\s*=\s*new WebSocket\(|^[ \t]{0,40}new WebSocket\(|^import .{1,200} from ['"]/m,
    says: "It is a program's code, not what the program printed",
  },
  {
    pattern: /^[ \t]{0,40}(?:location\s[^\n{]{1,200}\{|proxy_pass\s|proxy_set_header\s|server_name\s)/m,
    says: "It is nginx's configuration, which does not show what happened",
  },
  {
    pattern: /^[ \t]{0,40}(?:<VirtualHost\b|ProxyPass(?:Match|Reverse)?\s|RewriteRule\s|RewriteCond\s)/m,
    says: "It is Apache's configuration, which does not show what happened",
  },
  {
    pattern:
      /^[ \t]{0,40}(?:frontend|backend|listen)\s+\S+\s*$[\s\S]{0,400}^[ \t]{1,40}(?:bind|server|acl|use_backend|timeout)\s/m,
    says: "It is HAProxy's configuration, which does not show what happened",
  },
  {
    pattern:
      /^[ \t]{0,40}reverse_proxy\s|^[ \t]{0,40}-?[ \t]{0,8}"?traefik\.\w|^[ \t]{0,40}apiVersion:\s|^[ \t]{0,40}kind:[ \t]{1,20}(?:Ingress|Service|Deployment)\b/m,
    says: "It is a configuration, which does not show what happened",
  },
  {
    pattern: /^[ \t]{0,40}(?:<!doctype html|<html)\b/i,
    says: "It is only the page of a response, without its headers",
  },
  {
    pattern: /Failed to execute 'close' on 'WebSocket': The code must be either 1000, or between 3000 and 4999/,
    says: "The page's own script closed the WebSocket with a code that pages may not use, so it stayed as it was: use 1000, or 3000 to 4999",
    instead: `${PASTE_OF_FAILURE}, if it fails for another reason too`,
  },
  {
    pattern: /Failed to execute 'send' on 'WebSocket': Still in CONNECTING state/,
    says: "The page's own script sent a message before the WebSocket was open: send it in or after the `open` event",
    instead: `${PASTE_OF_FAILURE}, if it never opens`,
  },
  {
    pattern: /WebSocket is already in CLOSING or CLOSED state/,
    says: "The page's own script sent a message when the WebSocket was closing or closed; an earlier line may show why it had ended",
    instead: PASTE_OF_FAILURE,
  },
  {
    pattern:
      /Failed to construct 'WebSocket': (?:The URL's scheme must be either|The URL '.{0,200}' is invalid|The URL contains a fragment|The subprotocol '.{0,100}' is (?:invalid|duplicated))/,
    says: "The page's own script asked for a WebSocket with an address or a subprotocol that is not allowed, so no connection was tried: the message names it",
    instead: `${PASTE_OF_FAILURE}, if one fails after that is mended`,
  },
  {
    pattern:
      /^(?![\s\S]{0,3000}wss?:\/\/)[\s\S]{0,3000}(?:\bCloseEvent\s*\{|\bcode: ?1(?:00[56]|015)\b|\bcode=1(?:00[56]|015)\b|\bEvent\s*\{\s*"?isTrusted)/,
    says: "It is an event that a script logged: it shows neither the address nor why it ended",
  },
];

/** Says what a text is that holds no handshake, and what to do instead, where its beginning shows it; null: not known. */
export function whatItIs(text: string): Pick<Other, "says" | "instead"> | null {
  const start = text.slice(0, BEGINNING).trim();
  return OTHERS.find(({ pattern }) => pattern.test(start)) ?? null;
}
