import * as v from "valibot";

/** A document of one of the known kinds: it begins with its first key, and nothing else does. */
const DOCUMENT = /\{\s{0,20}"(?:log|format|constants)"\s{0,20}:\s{0,20}[{"]/;

/**
 * A HAR or another document of JSON that was pasted with words or a fence around it, or as the value of a string.
 *
 * @returns null where there is none that is whole
 */
export function documentIn(text: string): string | null {
  const quoted = /^\s*"\{/.test(text) ? jsonOf(text.trim()) : null;
  if (typeof quoted === "string") return quoted;
  const start = text.search(DOCUMENT);
  const end = text.lastIndexOf("}") + 1;
  if (start < 0 || end <= start) return null;
  const found = text.slice(start, end);
  return found.length < text.trim().length && jsonOf(found) !== null ? found : null;
}

const ContainerLine = v.object({ log: v.string(), stream: v.string() });

/** The lines that Docker's `json-file` driver keeps, as they were written; null for any other text. */
export function containerLog(text: string): string | null {
  if (!/^\s*\{"log":"/.test(text)) return null;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const read = lines.map((line) => v.safeParse(ContainerLine, jsonOf(line)));
  return read.every((one) => one.success) ? read.map((one) => one.output.log).join("") : null;
}

const Headers = v.array(v.object({ name: v.string(), value: v.string() }));
const Request = v.object({ method: v.string(), url: v.string(), headers: Headers });
const Response = v.object({
  status: v.number(),
  statusText: v.fallback(v.string(), ""),
  httpVersion: v.fallback(v.string(), ""),
  headers: Headers,
  content: v.fallback(v.object({ text: v.fallback(v.string(), "") }), { text: "" }),
});
const Entry = v.looseObject({ request: v.looseObject({}), response: v.looseObject({}) });

/**
 * A part of a HAR, as somebody copies it out of one: an entry, several, or the request or the response of one.
 *
 * @returns a log with these entries, or the lines of HTTP that a side stands for; null for anything else
 */
export function partOfHar(text: string): { readonly entries: readonly unknown[] } | string[] | null {
  const whole = jsonOf(text);
  const input = whole ?? text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [jsonOf(line)]));
  const list = Array.isArray(input) ? input : [input];
  if (list.length > 0 && list.every((one) => v.is(Entry, one))) return { entries: list };
  const response = v.safeParse(Response, input);
  if (response.success) {
    const { status, statusText, httpVersion, headers, content } = response.output;
    const version = /\d(?:\.\d)?/.exec(httpVersion)?.[0] ?? "1.1";
    return [`HTTP/${version} ${status} ${statusText}`.trimEnd(), ...fields(headers), "", ...content.text.split("\n")];
  }
  const request = v.safeParse(Request, input);
  if (!request.success) return null;
  const { method, url, headers } = request.output;
  return [`${method} ${url} undefined`, ...fields(headers), ""];
}

function fields(headers: v.InferOutput<typeof Headers>): string[] {
  return headers.map(({ name, value }) => `${name}: ${value.replace(/[\r\n]+/g, " ")}`);
}

/** null for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
