/**
 * Opens what a plan says: as a page, a frame, or a worker of any kind. The plan is in the query (`?plan=…`, JSON); a page
 * takes further ones by `window.openPlan(plan)`.
 *
 * A plan: `sockets` (each `{ url, send, close, closeAfter, again }`: says `send` messages, ends itself with the code
 * `close` once it has heard `closeAfter` messages, is opened again `again` times when it has ended), `warm` (addresses to ask first), and what opens plans of its
 * own: `frames` (each `{ origin, plan }`), `workers`, `shared`, `service`.
 */
const kept = [];

async function openPlan({ warm = [], sockets = [], frames = [], workers = [], shared = [], service = null }) {
  // An HTTP/2 socket needs a connection that is there already.
  for (const url of warm) await fetch(url, { mode: "no-cors", credentials: "include" }).catch(() => {});
  for (const one of sockets) openSocket(one);
  for (const plan of workers) kept.push(new Worker(addressOf("/everything.js", plan)));
  for (const plan of shared) kept.push(new SharedWorker(addressOf("/everything.js", plan)));
  for (const { origin, plan } of frames) {
    const frame = document.createElement("iframe");
    frame.title = "A frame";
    frame.src = addressOf("/everything", plan, origin);
    document.body.append(frame);
  }
  if (service !== null) await navigator.serviceWorker.register(addressOf("/everything.js", service));
}

function openSocket({ url, send = 0, close = null, closeAfter = 1, again = 0 }) {
  let socket;
  try {
    socket = new WebSocket(url);
  } catch {
    // Some rules of the browser throw.
    return;
  }
  kept.push(socket);
  socket.onopen = () => {
    for (let i = 0; i < send; i++) socket.send(`message ${i}`);
  };
  let heard = 0;
  socket.onmessage = () => ++heard === closeAfter && close !== null && socket.close(close, "by the page");
  socket.onclose = () => again > 0 && setTimeout(() => openSocket({ url, send, close, again: again - 1 }), 300);
}

function addressOf(path, plan, origin = location.origin) {
  return `${origin}${path}?plan=${encodeURIComponent(JSON.stringify(plan))}`;
}

self.openPlan = openPlan;
void openPlan(JSON.parse(new URLSearchParams(location.search).get("plan") ?? "{}"));
