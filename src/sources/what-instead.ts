/** What somebody has who pasted something else. */
interface Other {
  readonly pattern: RegExp;
  readonly says: string;
  /** What to do instead; absent: paste what every transcript is. */
  readonly instead?: string;
}

/** How much of a text is looked at, in characters. */
const BEGINNING = 4000;

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
    pattern: /\bCloseEvent\s*\{|\bcode: ?1\d{3}\b|\bcode=1\d{3}\b|\bEvent\s*\{\s*"?isTrusted/,
    says: "It is an event that a script logged: it shows neither the address nor why it ended",
  },
];

/** Says what a text is that holds no handshake, and what to do instead, where its beginning shows it; null: not known. */
export function whatItIs(text: string): Pick<Other, "says" | "instead"> | null {
  const start = text.slice(0, BEGINNING).trim();
  return OTHERS.find(({ pattern }) => pattern.test(start)) ?? null;
}
