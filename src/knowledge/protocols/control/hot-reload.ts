import type { ControlKnowledge } from "./control.ts";

const SHARED = {
  part: { named: "the page", unnamed: "a page" },
  codes: {},
  refusesSingly: false,
  isReadInFull: false,
  causes: [],
} as const;

/** What development servers say when a page has connected: they refuse nothing in a message. */
export const hotReloadControls: readonly ControlKnowledge[] = [
  {
    ...SHARED,
    id: "webpack-hmr",
    name: "webpack-dev-server",
    protocols: ["webpack-hmr"],
    recognizedAs: "webpack-hmr",
    reference: {
      text: "webpack: devServer.webSocketServer",
      url: "https://webpack.js.org/configuration/dev-server/#devserverwebsocketserver",
    },
  },
  {
    ...SHARED,
    id: "next-hmr",
    name: "Next.js hot reload",
    protocols: ["next-hmr"],
    recognizedAs: "next-hmr",
    reference: {
      text: "Next.js: upgrading to version 12",
      url: "https://nextjs.org/docs/pages/building-your-application/upgrading/version-12",
    },
  },
  {
    ...SHARED,
    id: "vite-hmr",
    name: "Vite hot reload",
    protocols: ["vite-hmr"],
    recognizedAs: "vite-hmr",
    reference: { text: "Vite: server.hmr", url: "https://vite.dev/config/server-options.html#server-hmr" },
  },
];
