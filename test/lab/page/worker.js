// Opens one socket and tells what becomes of it: as a dedicated worker, or as a shared one, which opens another when told.
const url = new URLSearchParams(location.search).get("url");
const listeners = "onconnect" in self ? [] : [self];
const past = [];
const sockets = [];

function tell(state, detail) {
  past.push({ state, detail });
  for (const listener of listeners) listener.postMessage({ state, detail });
}

function open() {
  const socket = new WebSocket(url);
  // What nobody holds may be collected, open as it is.
  sockets.push(socket);
  socket.onopen = () => tell("open");
  socket.onmessage = () => tell("message");
  socket.onclose = ({ code }) => tell("closed", code);
}

self.onconnect = ({ ports: [port] }) => {
  listeners.push(port);
  port.onmessage = open;
  for (const event of past) port.postMessage(event);
};

open();
