// Opens one socket and tells what becomes of it: as a dedicated worker, or as a shared one.
const socket = new WebSocket(new URLSearchParams(location.search).get("url"));
const listeners = "onconnect" in self ? [] : [self];
const past = [];

function tell(state, detail) {
  past.push({ state, detail });
  for (const listener of listeners) listener.postMessage({ state, detail });
}

socket.onopen = () => tell("open");
socket.onmessage = () => tell("message");
socket.onclose = ({ code }) => tell("closed", code);

self.onconnect = ({ ports: [port] }) => {
  listeners.push(port);
  for (const event of past) port.postMessage(event);
};
