import type { ParsedLine } from "./parsed-line.ts";

/** uvicorn names the kind instead of the method. */
const UVICORN = /"WebSocket (\S+)" (\d{3}|\[accepted\])/;

/** Reads how uvicorn logs a handshake; null: it is another line. */
export function uvicornLine(line: string): ParsedLine | null {
  const match = UVICORN.exec(line);
  if (match === null) return null;
  const [whole, target = "/", status = ""] = match;
  const told = status === "[accepted]" ? 101 : Number(status);
  return {
    method: "GET",
    target,
    version: "1.1",
    status: told,
    host: null,
    words: null,
    end: match.index + whole.length,
  };
}

/** Tornado's access log, and what is built on it (tornado: tornado/web.py, log_request): the status stands first. */
const TORNADO = /\b(\d{3}) (GET|HEAD) (\S{1,2000}) \(\S{1,60}\) \d+(?:\.\d+)?ms\b/;

/** Reads a line of Tornado's access log; null: it is not one. */
export function tornadoLine(line: string): ParsedLine | null {
  const match = TORNADO.exec(line);
  if (match === null) return null;
  const [, status, method = "GET", target = "/"] = match;
  return { method, target, version: null, status: Number(status), host: null, words: null, end: line.length };
}

/** websockets for Python names no path (websockets: src/websockets/asyncio/server.py). */
const PYTHON = /\bconnection rejected \((\d{3}) [\w' -]{1,60}\)/;

/** Reads how websockets logs a handshake that it rejected; null: it is another line. */
export function websocketsLine(line: string): ParsedLine | null {
  const status = PYTHON.exec(line)?.[1];
  return status === undefined
    ? null
    : {
        method: "GET",
        target: "",
        version: null,
        status: Number(status),
        host: null,
        words: null,
        end: line.length,
      };
}
