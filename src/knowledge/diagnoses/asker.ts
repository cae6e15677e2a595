import { headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { code, type Words } from "../text.ts";

/** Who sent the handshake, as a sentence names it: "the browser", "curl". */
export function asker({ client }: Pick<Upgrade, "client">): Words {
  return client === undefined ? "the browser" : mid(client);
}

/** As `asker`, at the beginning of a sentence. */
export function Asker({ client }: Pick<Upgrade, "client">): Words {
  return client === undefined ? "The browser" : client;
}

/** Browsers whose words are read, and programs that run in one. */
const IN_BROWSERS: readonly string[] = [
  "Firefox",
  "Safari",
  "Internet Explorer",
  "Vite",
  "VS Code",
  "noVNC",
  "SignalR",
];

/** Whether a browser asked, so that what people accept or set in a browser counts. */
export function isInBrowser({ client }: Pick<Upgrade, "client">): boolean {
  return client === undefined || IN_BROWSERS.includes(client);
}

/** What is not a name begins small within a sentence. */
function mid(client: string): Words {
  return client.replace(/^The /, "the ");
}

/**
 * Where the body of a refused response is, for a sentence that sends the reader to it. A browser shows it to nobody; a
 * transcript may have been cut before it.
 *
 * @returns a clause that goes on after "many say why in the body"
 */
export function whereBodyIs({ client, response, fromFile }: Pick<Upgrade, "client" | "response" | "fromFile">): Words {
  if (response?.body !== undefined) return ", which was seen";
  const coding = headerValue(response?.headers ?? [], "Content-Encoding");
  if (fromFile && coding !== null && /^(?:br|zstd)$/i.test(coding.trim()))
    return `, which is compressed with ${code(coding.trim())} and not read here`;
  if (headerValue(response?.headers ?? [], "Content-Length")?.trim() === "0") return ", which is empty here";
  const isBrowsers = client === undefined && (response === null || !fromFile);
  return isBrowsers ? ", which the browser does not show" : ", which was not recorded here";
}
