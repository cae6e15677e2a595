/**
 * The line of a request in the log of a Python server: Werkzeug's and http.server's end with the status and a hyphen, eventlet's
 * with the size of the body and the seconds that it took (werkzeug: serving.py, log_request; eventlet: wsgi.py,
 * DEFAULT_LOG_FORMAT). None names a time zone, which all others do.
 */
const LINE =
  / - - \[\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d\] "[^"]{1,4000}" (\d{3}) (?:-|(\d{1,12}) (\d{1,9}\.\d{3,6}))\s*$/;

/** A WebSocket that was open for less than this is not told apart from an ordinary request by its duration, in seconds. */
const SHORTEST = 1;

/** What such a line says besides its status. */
export interface PythonLine {
  /** In our words, without anything that may be secret; null: nothing. */
  readonly words: string | null;
  /** Whether it was written when a WebSocket ended that had been open. */
  readonly isEnd: boolean;
}

/**
 * Reads how a Python server logged a handshake.
 *
 * @returns null for a line of any other form
 */
export function pythonLine(line: string, target: string): PythonLine | null {
  const [whole, status, size, seconds] = LINE.exec(line) ?? [];
  if (whole === undefined) return null;
  const query = target.split("?", 2)[1] ?? "";
  const isEngineIo = /(?:^|&)transport=websocket(?:&|$)/i.test(query);
  if (seconds !== undefined) {
    // eventlet starts with 200, and what takes the connection over never changes that (eventlet: wsgi.py, handle_one_response).
    const isEnd = status === "200" && size === "0" && (isEngineIo || Number(seconds) >= SHORTEST);
    return { words: isEnd ? `200 0 ${seconds}` : null, isEnd };
  }
  if (status !== "400" && status !== "500") return { words: null, isEnd: false };
  if (!isEngineIo) return { words: `${status} -`, isEnd: false };
  const version = /(?:^|&)EIO=(\d)(?:&|$)/.exec(query)?.[1];
  const session = /(?:^|&)sid=/.test(query) ? "with a session" : "without a session";
  const asked = version === undefined ? "" : `, EIO=${version}`;
  return { words: `${status} - for transport=websocket${asked}, ${session}`, isEnd: false };
}

/** Whether these are words of `pythonLine`, which say less than what the server says itself beside that line. */
export function isOfPythonLine(words: string): boolean {
  return /^[45]00 -/.test(words);
}
