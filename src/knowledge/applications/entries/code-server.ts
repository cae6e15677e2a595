import type { Application } from "../application.ts";

/** It compares the host of `Origin` with `Forwarded`, `X-Forwarded-Host` and `Host`, in this order. */
export const codeServer: Application = {
  id: "code-server",
  name: "code-server",
  reference: {
    text: "code-server: http.ts, ensureOrigin",
    url: "https://github.com/coder/code-server/blob/main/src/node/http.ts",
  },
  protocols: ["vscode-server"],
  isGeneral: false,
  settings: {
    "allow-origin": ({ originHost }) => `code-server --trusted-origins ${originHost}`,
  },
};
