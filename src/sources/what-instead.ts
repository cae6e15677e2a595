/** What somebody has who pasted something else, as a sentence, and what to paste instead. */
interface Other {
  readonly pattern: RegExp;
  readonly says: string;
}

/** How much of a text is looked at, in characters. */
const BEGINNING = 4000;

const OTHERS: readonly Other[] = [
  {
    pattern: /^(?:\ufffdPNG|\ufffd{4}[\s\S]{0,8}(?:JFIF|Exif)|GIF8\d|RIFF[\s\S]{4}WEBP|%PDF-|iVBORw0KGgo|data:image\/)/,
    says: "It is a picture. Copy the text that it shows instead",
  },
  {
    pattern: /^(?:!\[[^\]\n]{0,200}\]\([^)\n]{1,1000}\)|<img\b[^>]{1,1000}>)\s*$/i,
    says: "It is a link to a picture. Copy the text that it shows instead",
  },
  {
    pattern: /^["']?(?:[A-Za-z]:\\|~?\/|\.\.?\/|file:\/\/\/?)[^\n]{1,1000}\.[A-Za-z]{2,4}["']?\s*$/,
    says: "It is the path of a file. Open the file itself, or drop it here",
  },
  {
    pattern: /^["'<]?(?:wss?|https?):\/\/[^\s"'<>]{1,2000}["'>]?\s*$/i,
    says: "It is an address alone, without anything that came back from it. Connect to it, with `wscat -c` or `curl -v` for instance, and paste what is printed",
  },
  {
    pattern: /^(?:await )?fetch\("|^\$session = New-Object |\bInvoke-(?:WebRequest|RestMethod)\b[^\n]{0,400}-Uri\b/m,
    says: "It is a request without the response. Copy the response's headers too, or save the Network panel as a HAR file",
  },
  {
    pattern:
      /^[ \t]{0,40}(?:const|let|var)\s+\w+\s*=\s*new WebSocket\(|^[ \t]{0,40}new WebSocket\(|^import .{1,200} from ['"]/m,
    says: "It is the code of a program, and not what came of it",
  },
  {
    pattern: /^[ \t]{0,40}(?:location\s[^\n{]{1,200}\{|proxy_pass\s|proxy_set_header\s|server_name\s)/m,
    says: "It is nginx's configuration, which does not tell what happened",
  },
  {
    pattern: /^[ \t]{0,40}(?:<VirtualHost\b|ProxyPass(?:Match|Reverse)?\s|RewriteRule\s|RewriteCond\s)/m,
    says: "It is Apache's configuration, which does not tell what happened",
  },
  {
    pattern:
      /^[ \t]{0,40}(?:frontend|backend|listen)\s+\S+\s*$[\s\S]{0,400}^[ \t]{1,40}(?:bind|server|acl|use_backend|timeout)\s/m,
    says: "It is HAProxy's configuration, which does not tell what happened",
  },
  {
    pattern:
      /^[ \t]{0,40}reverse_proxy\s|^[ \t]{0,40}-?[ \t]{0,8}"?traefik\.\w|^[ \t]{0,40}apiVersion:\s|^[ \t]{0,40}kind:[ \t]{1,20}(?:Ingress|Service|Deployment)\b/m,
    says: "It is a configuration, which does not tell what happened",
  },
  {
    pattern: /^[ \t]{0,40}(?:<!doctype html|<html)\b/i,
    says: "It is a page alone, without the headers that came with it",
  },
  {
    pattern: /\bCloseEvent\s*\{|\bcode: ?1\d{3}\b|\bcode=1\d{3}\b|\bEvent\s*\{\s*"?isTrusted/,
    says: "It is the event of a script, which does not tell the address or why it ended",
  },
];

/** Says what a text is that holds no handshake, where its beginning shows it; null: not known. */
export function whatItIs(text: string): string | null {
  const start = text.slice(0, BEGINNING).trim();
  return OTHERS.find(({ pattern }) => pattern.test(start))?.says ?? null;
}
