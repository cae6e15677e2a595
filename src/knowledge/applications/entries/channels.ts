import type { Application } from "../application.ts";

export const channels: Application = {
  id: "channels",
  name: "Django Channels",
  reference: {
    text: "Django Channels: security",
    url: "https://channels.readthedocs.io/en/stable/topics/security.html",
  },
  protocols: [],
  isGeneral: true,
  server: /^daphne\b/i,
  settings: {
    "allow-origin": ({ origin, originHost }) =>
      [
        "# settings.py, for AllowedHostsOriginValidator",
        `ALLOWED_HOSTS = ["${originHost}"]`,
        "",
        "# or asgi.py, with its own list",
        '"websocket": OriginValidator(',
        `    AuthMiddlewareStack(URLRouter(websocket_urlpatterns)), ["${origin}"]`,
        "),",
      ].join("\n"),
    "serve-path": ({ path }) =>
      [
        "# routing.py; the path without its leading slash",
        `websocket_urlpatterns = [path("${path.replace(/^\//, "")}", YourConsumer.as_asgi())]`,
      ].join("\n"),
    "choose-subprotocol": () =>
      ["# in the consumer's connect", 'await self.accept(subprotocol="SUBPROTOCOL")'].join("\n"),
    heartbeat: ({ seconds }) => `daphne --ping-interval ${seconds} --ping-timeout 30 your_project.asgi:application`,
    "enable-websockets": () =>
      [
        "# asgi.py; a WSGI server cannot serve WebSockets",
        "application = ProtocolTypeRouter({",
        '    "http": get_asgi_application(),',
        '    "websocket": AuthMiddlewareStack(URLRouter(websocket_urlpatterns)),',
        "})",
        "",
        "# served by uvicorn: it needs a WebSocket library installed",
        "pip install 'uvicorn[standard]'",
      ].join("\n"),
  },
};
