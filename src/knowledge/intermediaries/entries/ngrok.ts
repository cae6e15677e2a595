import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";

export const ngrok: Intermediary = {
  id: "ngrok",
  name: "ngrok",
  reference: { text: "ngrok: error codes", url: "https://ngrok.com/docs/errors/" },
  behavior: "ngrok forwards WebSockets by default; its own error responses carry its error number.",
  recognize: (headers) => recognized(["certain", headerMark(headers, "ngrok-error-code")]),
  ownHosts: /\.ngrok(?:-free)?\.(?:app|dev|io|pro|pizza)$/,
  timeouts: [],
  snippets: {},
};
