import type { Application } from "../application.ts";

export const gorilla: Application = {
  id: "gorilla",
  name: "gorilla/websocket",
  reference: {
    text: "gorilla/websocket: Upgrader",
    url: "https://pkg.go.dev/github.com/gorilla/websocket#Upgrader",
  },
  protocols: [],
  isGeneral: true,
  settings: {
    "allow-origin": ({ origin }) =>
      [
        "upgrader.CheckOrigin = func(r *http.Request) bool {",
        `	return r.Header.Get("Origin") == "${origin}"`,
        "}",
      ].join("\n"),
    "serve-path": ({ path }) => `http.HandleFunc("${path}", serveWebSocket)`,
    "choose-subprotocol": () => 'upgrader.Subprotocols = []string{"SUBPROTOCOL"}',
    heartbeat: ({ seconds }) =>
      [
        "go func() {",
        `	ticker := time.NewTicker(${seconds} * time.Second)`,
        "	defer ticker.Stop()",
        "	for range ticker.C {",
        "		if conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)) != nil {",
        "			return",
        "		}",
        "	}",
        "}()",
      ].join("\n"),
  },
};
