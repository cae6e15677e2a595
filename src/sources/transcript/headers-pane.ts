import { HANDSHAKE_HEADERS, type Header, hasHeader } from "../../upgrade/http/headers.ts";
import { endingIn } from "./endings.ts";

const SECTIONS =
  /^(General|Response Headers|Request Headers|Query String Parameters)(?: ?\(.*\))?:?(?:\s*view (?:source|parsed))?$/i;
const FIELD = /^(:?[!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*)$/s;
const GENERAL =
  /^(Request URL|Request Method|Status Code|Remote Address|Referrer Policy)(?:(?::[ \t]*|[ \t]+)(.*))?$/is;

/** Whether the lines are of the Headers pane of Chrome's DevTools, as it is copied. */
export function isHeadersPane(lines: readonly string[]): boolean {
  return lines.some((line) => /^Request URL(?:[: \t]|$)/i.test(line.trim()));
}

/**
 * The Headers pane of Chrome's DevTools as the exchange that it shows, in lines of HTTP. Newer versions copy names and values
 * on lines of their own, older ones on one.
 */
export function paneAsHttp(lines: readonly string[]): string[] {
  const general = new Map<string, string>();
  const sides: Record<"request" | "response", Header[]> = { request: [], response: [] };
  let side: "request" | "response" | null = null;
  let name: string | null = null;
  // Postman writes above the pane what went wrong.
  const start = lines.findIndex((line) => /^Request URL(?:[: \t]|$)/i.test(line.trim()));
  const words = lines.slice(0, start).filter((line) => endingIn(line) !== null);
  for (const line of lines
    .map((one) => one.trim())
    .filter((one) => one !== "" && !/^(?:Provisional headers|view (?:source|parsed))/i.test(one))) {
    const section = SECTIONS.exec(line)?.[1]?.toLowerCase();
    if (section !== undefined) {
      side = section.startsWith("response") ? "response" : section.startsWith("request") ? "request" : null;
      name = null;
    } else if (name !== null) {
      put(name, line);
      name = null;
    } else {
      const [, key, value] = (side === null ? GENERAL.exec(line) : FIELD.exec(line)) ?? GENERAL.exec(line) ?? [];
      if (key !== undefined && value !== undefined && value !== "") put(key, value);
      else name = key ?? (/^:?[\w-]+:?$/.test(line) ? line.replace(/(?!^):$/, "") : null);
    }
  }
  const { request, response } = sides;
  const [, status = "", reason = ""] =
    /^(\d{3})\s*(.*)$/s.exec((general.get("status code") ?? "").replace(/^\D+/, "")) ?? [];
  return [
    `${general.get("request method") ?? "GET"} ${general.get("request url") ?? "/"} undefined`,
    ...request.map(([key, value]) => `${key}: ${value}`),
    // A text that ends within a request without what each handshake has was cut there.
    ...(side === "request" && HANDSHAKE_HEADERS.some((needed) => !hasHeader(request, needed)) ? ["..."] : []),
    "",
    // The pane does not name the version; a 101 exists over HTTP/1.1 alone.
    ...(status === ""
      ? words
      : [`HTTP/1.1 ${status} ${reason}`.trimEnd(), ...response.map(([key, value]) => `${key}: ${value}`), ""]),
  ];

  function put(key: string, value: string): void {
    if (side === null || GENERAL.test(key)) general.set(key.toLowerCase().replace(/:$/, ""), value);
    else sides[side].push([key.replace(/(?!^):$/, ""), value]);
  }
}

/** What Firefox's "Copy All" writes: JSON with one key a section, each with its headers. */
export function firefoxHeadersAsHttp(input: unknown): string[] | null {
  if (typeof input !== "object" || input === null) return null;
  const lines: string[] = [];
  const read = (word: string): string[] => {
    const key = Object.keys(input).find((one) => one.startsWith(word)) ?? "";
    const section: unknown = Reflect.get(input, key);
    const list: unknown = typeof section === "object" && section !== null ? Reflect.get(section, "headers") : null;
    return Array.isArray(list) ? list.flatMap(lineOf) : [];
  };
  const [request, response] = [read("Request Headers"), read("Response Headers")];
  if (request.length + response.length === 0) return null;
  lines.push("GET / undefined", ...request, "");
  // No status is copied. A response that accepts a key is one that switched.
  if (response.some((line) => /^sec-websocket-accept:/i.test(line)))
    lines.push("HTTP/1.1 101 Switching Protocols", ...response, "");
  return lines;
}

function lineOf(input: unknown): string[] {
  if (typeof input !== "object" || input === null) return [];
  const [name, value]: unknown[] = [Reflect.get(input, "name"), Reflect.get(input, "value")];
  return typeof name === "string" && typeof value === "string" ? [`${name}: ${value}`] : [];
}
