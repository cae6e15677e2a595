import type { KnownBody } from "../body.ts";

/** How daphne and Django's development server log handshakes. */
export const djangoLog: KnownBody = {
  id: "django-log",
  name: "daphne or Django",
  application: "channels",
  reference: {
    text: "Channels: installation",
    url: "https://channels.readthedocs.io/en/latest/installation.html",
  },
  foundIn: "log",
  sentences: [
    {
      pattern: /^WebSocket REJECT/,
      cause: "origin-rejected",
      likelihood: "possible",
      title: "Channels may not accept the origin of this request, or the lack of one",
      why: "daphne logs `REJECT` where the application closes before it accepts. `AllowedHostsOriginValidator` does so, without a word, for an origin whose host is not in `ALLOWED_HOSTS` and for a request without `Origin`; a consumer's own `connect` may do so too.",
      fix: "Add the page's host to `ALLOWED_HOSTS`, and give programs that are no browsers an `Origin`. If the origin is right, look at what the consumer's `connect` checks before `accept()`.",
    },
    {
      pattern: /^404 of the development server for ordinary requests/,
      cause: "library-missing",
      likelihood: "likely",
      title: "Django's development server may run without WebSockets",
      why: "The line has the form of Django's own development server, which speaks WSGI and treats a handshake as an ordinary request. With daphne in `INSTALLED_APPS` its `runserver` serves WebSockets, and logs them in another form.",
      fix: 'Put `"daphne"` first in `INSTALLED_APPS` and set `ASGI_APPLICATION`, or run the project with an ASGI server. At start, `runserver` must then say "Starting ASGI/Daphne".',
    },
  ],
};
