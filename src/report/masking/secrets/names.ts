/** Words that make the name of a parameter, header or pair a secret's name, wherever it stands. */
const WORDS: ReadonlySet<string> = new Set(
  (
    "token secret password passwd passphrase pwd pass passcode apikey authorization auth session sessionid sid " +
    "signature sig sign credential credentials jwt csrf xsrf ticket bearer assertion otp verifier samlrequest samlresponse"
  ).split(" "),
);

/** Names without a separator: `accesstoken`, `mysessionid`. */
const ENDINGS = /(token|secret|password|passwd|apikey|sessionid|signature|ticket|jwt|credential)s?$/;

/**
 * Names that hold secrets in the URLs of known libraries (SignalR `id`, Firebase `ac` `s` `ls`, Gemini `key`, AppSync
 * `header` `payload`, AnyCable `jid`, USP `eid`, Kubernetes `command` …). Too short to mean anything outside a URL.
 */
const IN_URLS: ReadonlySet<string> = new Set(
  (
    "id ac s ls key code state header payload jid eid command nonce login user username email usr pin " +
    "cf_connect x-amz-credential x-amz-signature x-amz-security-token x-client-data"
  ).split(" "),
);

/** Whether a name says by itself that its value is a secret: "access_token", "X-Api-Key", "sessionId". */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
  if (words.some((word) => WORDS.has(word) || ENDINGS.test(word))) return true;
  const joined = words.join("");
  return ENDINGS.test(joined) || /(^|[^a-z])(api|access|secret|private|auth|app|client)[^a-z]*key/i.test(name);
}

/**
 * Headers whose value is always a secret, or identifies somebody, beside those with a secret's name: what a gateway vouches
 * for (AWS `X-Amzn-Oidc-…`, Azure `X-Ms-Client-Principal…`, Google), the client's certificate, and sessions.
 */
const HEADERS =
  /^(?:dpop|x-amzn-oidc-.+|x-ms-client-principal(?:-.+)?|x-ms-token-.+|(?:x-goog-)?authenticated-user(?:-.+)?|remote-user)$/;
const LAST_WORDS =
  /(?:^|-)(?:client-?cert(?:-chain|-leaf)?|ssl-cert|(?:pin|cookies?|hmac|sess(?:ion)?-?id|[a-z]{1,10}sess(?:ion)?id)(?:-[a-z0-9]+)?)$/;

/** A key in a header is one to an interface, unless it names something that is stored. */
const KEY_HEADER = /(^|-)key$/;
const NAMING_KEY = /(^|-)(idempotency|cache|surrogate|routing|shard|partition|object|public|websocket)-key$/;

/** Whether a header's value is a secret by its name alone. */
export function isSecretHeader(name: string): boolean {
  const lower = name.toLowerCase();
  const isKey = KEY_HEADER.test(lower) && !NAMING_KEY.test(lower);
  return HEADERS.test(lower) || LAST_WORDS.test(lower) || isKey || isSecretName(name);
}

/** Whether a query parameter's value is a secret by its name alone. */
export function isSecretParameter(name: string): boolean {
  return IN_URLS.has(name.toLowerCase()) || isSecretName(name);
}
