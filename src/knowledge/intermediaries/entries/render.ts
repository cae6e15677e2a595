import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognised } from "../marks.ts";

export const render: Intermediary = {
  id: "render",
  name: "Render",
  reference: { text: "Render: WebSockets", url: "https://render.com/docs/websocket" },
  behaviour:
    "Render passes WebSockets on to web services; a connection ends when the instance that serves it is replaced.",
  recognise: (headers) => recognised(["likely", headerMark(headers, "x-render-origin-server")]),
  timeouts: [],
  snippets: {},
};
