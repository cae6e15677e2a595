/**
 * Opens what a plan says: as a page, a frame, or a worker of any kind. The plan is in the query (`?plan=…`, JSON); a page
 * takes further ones by `openPlan(plan)`.
 *
 * A plan: `sockets` (each `{ url, send, again }`: says `send` messages when it opens, is opened again `again` times when it
 * has ended), `brief` (`{ url, count, within, waits }`: so many sockets, opened within so many milliseconds, that live for up
 * to a second; each is heard in one way only, by a property or by a listener; with `waits`, when it is told to begin),
 * `requests` (each `{ url, by }`: an EventSource, a fetch that is read to its end, or a WebTransport), `warm` (addresses to ask
 * first), `guarded` (addresses that a worker under a policy opens), `next` (where the page goes when its sockets are open), and
 * what opens plans of its own: `frames` (each `{ origin, plan }`), `workers`, `shared`, `service`.
 */
const sockets = [];
const requests = [];
const kept = [];
const briefs = [];

async function openPlan(plan) {
  // An HTTP/2 socket needs a connection that is there already.
  for (const url of plan.warm ?? []) await fetch(url, { mode: "no-cors", credentials: "include" }).catch(() => {});
  for (const one of plan.sockets ?? []) openSocket(one);
  if (plan.brief) openBriefs(plan.brief);
  for (const { url, by } of plan.requests ?? []) requests.push({ url, stop: ASK[by](url) });
  for (const url of plan.guarded ?? []) kept.push(new Worker(`/csp-worker.js?url=${encodeURIComponent(url)}`));
  for (const inner of plan.workers ?? []) kept.push(new Worker(addressOf("/everything.js", inner)));
  for (const inner of plan.shared ?? []) kept.push(new SharedWorker(addressOf("/everything.js", inner)).port);
  for (const { origin, plan: inner } of plan.frames ?? []) {
    const frame = document.createElement("iframe");
    frame.title = "A frame";
    frame.src = addressOf("/everything", inner, origin);
    document.body.append(frame);
    kept.push({ postMessage: (order) => frame.contentWindow?.postMessage(order, "*") });
  }
  if (plan.service) {
    const { installing, waiting, active } = await navigator.serviceWorker.register(
      addressOf("/everything.js", plan.service),
    );
    kept.push(installing ?? waiting ?? active);
  }
  if (plan.next) {
    while (sockets.some(({ readyState }) => readyState === WebSocket.CONNECTING))
      await new Promise((go) => setTimeout(go, 50));
    location.assign(plan.next);
  }
}

/** Each asks for an address, and gives what ends it. */
const ASK = {
  EventSource(url) {
    const stream = new EventSource(url);
    return () => stream.close();
  },
  fetch(url) {
    const abort = new AbortController();
    fetch(url, { signal: abort.signal })
      .then((answer) => answer.text())
      .catch(() => {});
    return () => abort.abort();
  },
  WebTransport(url) {
    const transport = new WebTransport(url);
    transport.ready.catch(() => {});
    transport.closed.catch(() => {});
    return () => transport.close();
  },
};

function openSocket({ url, send = 0, again = 0 }) {
  const socket = new WebSocket(url);
  sockets.push(socket);
  socket.onopen = () => {
    for (let i = 0; i < send; i++) socket.send(`message ${i}`);
  };
  socket.onclose = () => again > 0 && openSocket({ url, send, again: again - 1 });
}

const ENDS = ["server", "page", "cut"];
const HEARS = ["onclose", "close", "onmessage", "message", "onopen", "open", "onerror", "error"];

function openBriefs({ url, count, within, waits = false }) {
  if (waits) briefs.push({ url, count, within });
  else for (let i = 0; i < count; i++) setTimeout(openBrief, (i * within) / count, url, i);
}

function openBrief(url, i) {
  const by = ENDS[i % ENDS.length];
  const hears = HEARS[Math.floor(i / ENDS.length) % HEARS.length];
  const socket = new WebSocket(`${url}?by=${by}`);
  if (hears.startsWith("on")) socket[hears] = () => {};
  else socket.addEventListener(hears, () => {});
  if (by === "page") closeLater(socket, (i * 389) % 1001, 3000 + i);
}

/** The page closes it, though not while it still connects: then the server would not see it. */
function closeLater(socket, milliseconds, code) {
  setTimeout(() => {
    if (socket.readyState === WebSocket.CONNECTING) closeLater(socket, 5, code);
    else socket.close(code, `by the page: ${code}`);
  }, milliseconds);
}

/**
 * Does something with what has that name (null: all), here and in frames and workers: open sockets `say` texts, or `close`
 * with a code; requests are ended with `stop`. To `open` an address, or to `begin` with what waits, nothing needs a name.
 */
function tell(order) {
  for (const inner of kept) inner.postMessage(order);
  const { name, say = [], close = null, stop = false, open = null, begin = false } = order;
  if (open !== null) new WebSocket(open).onclose = () => {};
  if (begin) for (const brief of briefs.splice(0)) openBriefs(brief);
  const isMeant = ({ url }) => name === null || new URL(url, location.href).searchParams.get("name") === name;
  for (const request of requests) if (stop && isMeant(request)) request.stop();
  for (const socket of sockets) {
    if (socket.readyState !== WebSocket.OPEN || !isMeant(socket)) continue;
    for (const text of say) socket.send(text);
    if (close !== null) socket.close(close, "by the page");
  }
}

function addressOf(path, plan, origin = location.origin) {
  return `${origin}${path}?plan=${encodeURIComponent(JSON.stringify(plan))}`;
}

self.openPlan = openPlan;
self.tell = tell;
self.onmessage = ({ data }) => data.name !== undefined && tell(data);
self.onconnect = ({ ports: [port] }) => {
  port.onmessage = self.onmessage;
};
void openPlan(JSON.parse(new URLSearchParams(location.search).get("plan") ?? "{}"));
