/** How much a flooding page leaves waiting before it stops, in bytes. */
const FLOOD = 10_000_000;

/**
 * What the page does with a case, by the name of the act. Each function opens connections, tells `row` what becomes of
 * them, and never throws.
 */
export const acts = {
  open: (one, row) => watched(row, () => open(one)),
  "close-at-once": (one, row) => watched(row, () => open(one))?.close(),
  "strict-pair"(one, row) {
    acts["close-at-once"](one, row);
    acts.open(one, row.again());
  },
  twice(one, row) {
    acts.open(one, row);
    acts.open(one, row.again());
  },
  reconnect(one, row) {
    const socket = watched(row, () => open(one));
    socket?.addEventListener("close", () => {
      if (!row.stopped()) setTimeout(() => row.stopped() || acts.reconnect(one, row.again()), 1000);
    });
  },
  many(one, row) {
    acts.open(one, row);
    for (let i = 1; i < 300; i++) watched(row.quiet(), () => open(one));
  },
  flood(one, row) {
    const socket = watched(row, () => open(one));
    const chunk = "x".repeat(100_000);
    socket?.addEventListener("open", () => {
      const timer = setInterval(() => {
        if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > FLOOD) return clearInterval(timer);
        socket.send(chunk);
        row.sent();
      }, 20);
    });
  },
  "event-source": (one, row) => eventSource(row, new EventSource(one.url)),
  "event-source-credentials": (one, row) => eventSource(row, new EventSource(one.url, { withCredentials: true })),
  async "fetch-events"(one, row) {
    // Not one of the headers that a page may send anywhere: the browser asks first.
    const headers = { Accept: "text/event-stream", "Last-Event-ID": "7" };
    await fetch(one.url, { headers }).catch(() => row.state("failed"));
  },
  async "fetch-stream"(one, row) {
    const abort = new AbortController();
    row.closes(() => abort.abort());
    try {
      const { body } = await fetch(one.url, { signal: abort.signal });
      row.state("open");
      const reader = body.getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) row.received();
      row.state("closed");
    } catch {
      row.state(abort.signal.aborted ? "closed" : "failed");
    }
  },
  async "long-poll"(one, row) {
    const abort = new AbortController();
    row.closes(() => abort.abort());
    try {
      while (!abort.signal.aborted) {
        row.state("open");
        await (await fetch(one.url, { signal: abort.signal })).text();
        row.received();
      }
    } catch {
      row.state(abort.signal.aborted ? "closed" : "failed");
    }
  },
  "web-transport": (one, row) => webTransport(one, row, {}),
  async "web-transport-by-hash"(one, row) {
    const digits = await (await fetch("/transport-hash.json")).json();
    const value = Uint8Array.from(digits.match(/../g), (byte) => Number.parseInt(byte, 16));
    await webTransport(one, row, { serverCertificateHashes: [{ algorithm: "sha-256", value }] });
  },
  "socket.io": (one, row) => socketIo(one, row, ["polling", "websocket"]),
  "socket.io-websocket": (one, row) => socketIo(one, row, ["websocket"]),
  worker(one, row) {
    const worker = new Worker(`/worker.js?url=${encodeURIComponent(one.url)}`);
    worker.onmessage = ({ data }) => row.told(data);
    row.closes(() => worker.terminate());
  },
  "shared-worker"(one, row) {
    // The name makes each a worker of its own.
    const name = String(Math.random());
    const { port } = new SharedWorker(`/worker.js?url=${encodeURIComponent(one.url)}`, name);
    port.onmessage = ({ data }) => row.told(data);
    row.wakes(() => port.postMessage("again"));
  },
  iframe(one, row) {
    const frame = document.createElement("iframe");
    frame.title = one.title;
    frame.hidden = true;
    frame.src = `/frame?url=${encodeURIComponent(one.url)}`;
    addEventListener("message", ({ source, data }) => source === frame.contentWindow && row.told(data));
    row.closes(() => frame.remove());
    document.body.append(frame);
  },
};

/**
 * Opens cases without a table.
 *
 * @param told is called with every close event that the page hears
 * @returns a function that makes each shared worker open its second socket
 */
export function openUnseen(cases, told = () => {}) {
  const wakers = [];
  const row = {
    state() {},
    closed: (code, wasClean, reason, url) => told({ url, code, reason, wasClean }),
    sent() {},
    received() {},
    told() {},
    sends() {},
    closes() {},
    wakes: (wake) => wakers.push(wake),
    again: () => row,
    quiet: () => row,
    stopped: () => false,
  };
  for (const one of cases) acts[one.act](one, row);
  return () => {
    for (const wake of wakers) wake();
  };
}

function open({ url, protocols, says }) {
  const socket = new WebSocket(url, protocols);
  socket.binaryType = "arraybuffer";
  const left = [...says];
  const speak = () => left.length > 0 && socket.send(left.shift());
  socket.addEventListener("open", speak);
  socket.addEventListener("message", speak);
  return socket;
}

function eventSource(row, source) {
  source.onopen = () => row.state("open");
  source.onmessage = () => row.received();
  source.onerror = () => row.state(source.readyState === EventSource.CLOSED ? "failed" : "connecting");
  row.closes(() => source.close());
}

/** A socket whose life is written into a row; null when the browser did not even make one. */
function watched(row, make) {
  try {
    const socket = make();
    socket.addEventListener("open", () => row.state("open"));
    socket.addEventListener("error", () => row.state("failed"));
    socket.addEventListener("message", () => row.received());
    socket.addEventListener("close", ({ code, wasClean, reason }) => row.closed(code, wasClean, reason, socket.url));
    row.sends((text) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(text);
      row.sent();
    });
    row.closes(() => socket.close());
    return socket;
  } catch (error) {
    row.state(error.name);
    return null;
  }
}

async function webTransport(one, row, options) {
  try {
    const transport = new WebTransport(one.url, options);
    row.closes(() => transport.close());
    transport.closed.then(
      () => row.state("closed"),
      () => row.state("failed"),
    );
    await transport.ready;
    row.state("open");
  } catch {
    row.state("failed");
  }
}

async function socketIo(one, row, transports) {
  try {
    const { io } = await import("/socket.io/socket.io.esm.min.js");
    const { origin, searchParams } = new URL(one.url.replace(/^ws/, "http"));
    const socket = io(origin, { transports, forceNew: true, query: Object.fromEntries(searchParams) });
    socket.on("connect", () => row.state("open"));
    socket.on("connect_error", () => row.state("failed"));
    socket.on("disconnect", (reason) => row.state(reason));
    socket.onAny(() => row.received());
    row.sends((text) => {
      socket.emit("say", text);
      row.sent();
    });
    row.closes(() => socket.disconnect());
  } catch {
    row.state("failed");
  }
}
