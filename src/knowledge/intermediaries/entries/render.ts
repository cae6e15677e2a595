import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";

export const render: Intermediary = {
  id: "render",
  name: "Render",
  reference: { text: "Render: WebSockets", url: "https://render.com/docs/websocket" },
  behavior:
    "Render forwards WebSockets to web services; a connection ends when the instance that serves it is replaced.",
  recognize: (headers) => recognized(["likely", headerMark(headers, "x-render-origin-server")]),
  timeouts: [],
  snippets: {},
};
