import type { ControlKnowledge } from "./control.ts";

/** Calls in JSON-RPC: it has no beginning of its own, so only a connection on which nothing succeeded is refused. */
export const jsonRpcControl: ControlKnowledge = {
  id: "json-rpc",
  name: "JSON-RPC",
  protocols: [],
  recognizedAs: null,
  reference: { text: "JSON-RPC 2.0: error object", url: "https://www.jsonrpc.org/specification#error_object" },
  part: { named: "the call", unnamed: "a call" },
  codes: {
    "-32700": "parse error",
    "-32600": "invalid request",
    "-32601": "method not found",
    "-32602": "invalid parameters",
    "-32603": "internal error",
  },
  refusesSingly: true,
  isReadInFull: false,
  causes: [
    {
      pattern: /^-32601$/,
      id: "wrong-method",
      likelihood: "certain",
      title: "The server does not have the method",
      why: "Code -32601 says so.",
      fix: "Compare the method's name with those of the server, also after a release of either of them.",
    },
  ],
};
