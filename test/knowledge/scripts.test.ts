import { describe, expect, test } from "vitest";
import { libraryOf } from "../../src/knowledge/scripts/library.ts";
import { openingLine, usedLibrary } from "../../src/knowledge/scripts/opening-line.ts";

describe("the library that a script belongs to", () => {
  test.each([
    ["webpack-internal:///./node_modules/socket.io-client/build/esm/manager.js", "socket.io-client"],
    [
      "https://a.example/node_modules/.pnpm/@stomp+stompjs@7.0.0/node_modules/@stomp/stompjs/esm6/client.js",
      "@stomp/stompjs",
    ],
    ["http://localhost:5173/node_modules/.vite/deps/socket__io-client.js?v=1", "socket.io-client"],
    ["http://localhost:5173/node_modules/.vite/deps/@microsoft_signalr.js?v=1", "@microsoft/signalr"],
    ["http://localhost:5173/node_modules/.vite/deps/chunk-XKQ3.js?v=1", "pre-bundled package"],
    ["http://localhost:5173/@vite/client", "vite"],
    ["https://cdn.jsdelivr.net/npm/reconnecting-websocket@4/dist/x.js", "reconnecting-websocket"],
    ["https://unpkg.com/@stomp/stompjs@7.0.0/bundles/stomp.umd.js", "@stomp/stompjs"],
    ["https://esm.sh/v135/graphql-ws@5.14.0/es2022/graphql-ws.mjs", "graphql-ws"],
    ["https://cdnjs.cloudflare.com/ajax/libs/sockjs-client/1.6.1/sockjs.min.js", "sockjs-client"],
    ["https://cdn.socket.io/4.7.5/socket.io.esm.min.js", "socket.io-client"],
    ["https://app.example/js/signalr.min.js?v=3", "@microsoft/signalr"],
    ["https://app.example/socket.io/socket.io.js", "socket.io-client"],
    ["chrome-extension://abcdef/inject.js", "browser extension"],
  ])("%s is of %s", (url, library) => {
    expect(libraryOf(url)).toBe(library);
  });

  test.each([
    "https://app.example/assets/index-4f2a.js",
    "https://app.example/js/my-socket.io.js",
    "https://app.example/node_modules.js",
    "https://cdn.example/npm/socket@4/x.js",
    "webpack-internal:///./src/socket.js",
    "not a url",
    "",
  ])("%s is of none that its address names", (url) => {
    expect(libraryOf(url)).toBeNull();
  });
});

describe("the page's own line", () => {
  const line = (url: string, name: string) => ({ url, line: 1, column: 1, function: name });
  const library = line("https://cdn.socket.io/4.7.5/socket.io.js", "doOpen");
  const own = line("https://app.example/chat.js", "join");
  const main = line("https://app.example/main.js", "main");
  const stackOf = (...parts: (readonly ReturnType<typeof line>[])[]) => ({
    initiator: parts[0]?.[0] ?? null,
    stack: { parts: parts.map((frames, i) => ({ asyncCause: i === 0 ? null : "await", frames })), isCut: false },
  });

  test("is the innermost that is not a library's, also behind an async call", () => {
    expect(openingLine(stackOf([library, own, main]))).toEqual(own);
    expect(openingLine(stackOf([library], [library, main]))).toEqual(main);
    expect(openingLine(stackOf([own, library]))).toEqual(own);
  });

  test("is the innermost of all where every one is a library's, or no stack is known", () => {
    expect(openingLine(stackOf([library]))).toEqual(library);
    expect(openingLine({ initiator: own })).toEqual(own);
    expect(openingLine({ initiator: null })).toBeNull();
  });

  test("names the library that it used", () => {
    expect(usedLibrary(stackOf([library, own]))).toBe("socket.io-client");
    expect(usedLibrary(stackOf([own, main]))).toBeNull();
    expect(usedLibrary({ initiator: library })).toBe("socket.io-client");
    expect(usedLibrary({ initiator: null })).toBeNull();
  });
});
