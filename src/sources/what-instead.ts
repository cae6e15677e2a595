/** What somebody has who pasted something else. */
interface Other {
  readonly pattern: RegExp;
  readonly says: string;
  /** What to do instead; absent: paste what every transcript is. */
  readonly instead?: string;
}

/** How much of a text is looked at, in characters. */
const BEGINNING = 4000;

/** For somebody who has a script's error, and perhaps a connection that fails besides. */
const PASTE_OF_FAILURE = "Paste the browser's line about the connection, with its address";

const OTHERS: readonly Other[] = [
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
