import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognised } from "../marks.ts";

export const ngrok: Intermediary = {
  id: "ngrok",
  name: "ngrok",
  reference: { text: "ngrok: error codes", url: "https://ngrok.com/docs/errors/" },
  behaviour: "ngrok passes WebSockets on by default; to what it answers itself it adds the number of its error.",
  recognise: (headers) => recognised(["certain", headerMark(headers, "ngrok-error-code")]),
  ownHosts: /\.ngrok(?:-free)?\.(?:app|dev|io|pro|pizza)$/,
  timeouts: [],
  snippets: {},
};
