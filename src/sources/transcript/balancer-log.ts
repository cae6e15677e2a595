/** What a line of the access log of AWS' Application Load Balancer says about a request. */
export interface BalancerLine {
  readonly method: string;
  /** The whole address, as the load balancer writes it; without a port that goes without saying. */
  readonly target: string;
  /** null: the request named none that it could read. */
  readonly version: string | null;
  readonly status: number;
  /** Both statuses, and which action of a rule refused it. */
  readonly words: string;
  /** Whether it was written when an open WebSocket ended. */
  readonly isEnd: boolean;
  /** Whether the client had gone before a response was sent: the status is the log's own. */
  readonly isClientGone: boolean;
  /** What stands after the request. */
  readonly rest: string;
}

/**
 * Type, time, load balancer, client, target, three durations, two statuses, two sizes, request
 * (docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html).
 */
const LINE =
  /^(https?|h2|grpcs|wss?) \d{4}-\d\d-\d\dT\S{1,30} \S{1,200} \S{1,60} (\S{1,60}) -?[\d.]{1,12} -?[\d.]{1,12} -?[\d.]{1,12} (\d{3}) (\d{3}|-) \d{1,15} \d{1,15} "(\S{1,10}) (\S{1,4000}) (?:HTTP\/(\d(?:\.\d)?)|-) ?"/;

/** Behind the number of the rule and the time of the request: what was done with it. */
const ACTIONS = /" \S{1,10} \d{4}-\d\d-\d\dT\S{1,30} "([\w,-]{1,100})"/;

/** Status of a client that closed the connection before a response was sent (AWS: troubleshoot your Application Load Balancers). */
const GONE = "460";

/** Reads such a line; null for any other. */
export function balancerLine(line: string): BalancerLine | null {
  const match = LINE.exec(line);
  if (match === null) return null;
  const [whole, type = "", target = "", status = "", ofTarget = "", method = "GET", address = "/", version] = match;
  const rest = line.slice(whole.length);
  const actions = ACTIONS.exec(rest)?.[1] ?? "";
  const parts = [
    `elb_status_code ${status}`,
    `target_status_code ${ofTarget}`,
    ...(target === "-" ? ["target -"] : []),
    ...(/\b(?:waf|authenticate|fixed-response)/.test(actions) ? [`actions_executed ${actions}`] : []),
  ];
  return {
    method,
    target: withoutUsualPort(address),
    version: version ?? null,
    status: Number(status),
    words: parts.join(", "),
    // "For WebSockets, this is the time when the connection is closed."
    isEnd: status === "101" && /^wss?$/.test(type),
    isClientGone: status === GONE,
    rest,
  };
}

function withoutUsualPort(address: string): string {
  return address.replace(/^(http:\/\/[^/?#]{1,300}):80(?=[/?#]|$)|^(https:\/\/[^/?#]{1,300}):443(?=[/?#]|$)/i, "$1$2");
}
