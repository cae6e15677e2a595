/** What the log of a server's framework says about a handshake. */
export interface FrameworkLine {
  readonly method: string;
  readonly target: string;
  readonly status: number;
  /** In our words, without anything that may be secret; null: nothing. */
  readonly words: string | null;
  readonly isEnd: boolean;
}

/** gin's line (gin: logger.go, defaultLogFormatter); versions before 1.6 write the path without quotation marks. */
const GIN =
  /\[GIN\] \d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d(?:\.\d{1,9})? \|\s{0,10}(\d{3})\s{0,10}\|\s{0,20}([\d.a-zµ]{2,30})\s{0,20}\|\s{0,40}\S{1,60}\s{0,10}\|\s{0,10}(GET|HEAD|POST|CONNECT)\s{1,10}(?:"([^"]{1,4000})"|(\/\S{0,4000}))/;

/** Phoenix says so when `connect/3` has accepted (phoenix: logger.ex, phoenix_socket_connected), up to 1.4 in other words. */
const PHOENIX = /\bCONNECTED TO [\w.]{1,200} in \d{1,9}(?:µs|us|ms)\b|\bReplied [\w.]{1,200}Socket\w{0,60} :ok\b/;

/** Reads such a line; null for any other. */
export function frameworkLine(line: string): FrameworkLine | null {
  return gin(line) ?? phoenix(line);
}

function gin(line: string): FrameworkLine | null {
  const [, status, latency = "", method = "GET", quoted, bare = "/"] = GIN.exec(line) ?? [];
  if (status === undefined) return null;
  const target = quoted ?? bare;
  if (status !== "200") return { method, target, status: Number(status), words: null, isEnd: false };
  // A handler that took the connection over set no status, and gin's own is 200 (gin: response_writer.go, Hijack).
  return isLong(latency) ? { method, target, status: 101, words: `200 in ${latency}`, isEnd: true } : null;
}

/** A duration as Go prints it; from one second on no ordinary response is thought of. */
function isLong(latency: string): boolean {
  return /^(?:\d{1,6}h)?(?:\d{1,2}m)?\d{1,2}(?:\.\d{1,9})?s$/.test(latency);
}

function phoenix(line: string): FrameworkLine | null {
  if (!PHOENIX.test(line)) return null;
  return { method: "GET", target: "/websocket", status: 101, words: null, isEnd: false };
}
