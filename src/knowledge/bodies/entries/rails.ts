import type { KnownBody } from "../body.ts";

const ACTION_CABLE = {
  text: "Action Cable: connection/base.rb",
  url: "https://github.com/rails/rails/blob/main/actioncable/lib/action_cable/connection/base.rb",
};

/** Words of Ruby on Rails in the bodies of refused handshakes, and of Action Cable in its log. */
export const rails: KnownBody = {
  id: "rails",
  name: "Ruby on Rails",
  application: "action-cable",
  reference: {
    text: "Rails: HostAuthorization",
    url: "https://guides.rubyonrails.org/configuring.html#actiondispatch-hostauthorization",
  },
  sentences: [
    {
      pattern: /Blocked hosts?: \S+/i,
      cause: "host-not-allowed",
      likelihood: "certain",
      title: "Rails does not accept this host name",
      why: "It says so in the body of its response.",
      fix: "Add the name to `config.hosts`, or make the proxy send the `Host` that is listed there.",
      purpose: "forward-host",
      keeps: ["host-not-forwarded"],
    },
    // Action Cable's own log; to the client it says nothing but 404 (actioncable: connection/base.rb).
    {
      pattern: /Request origin not allowed: \S{1,200}/,
      reference: ACTION_CABLE,
      cause: "origin-rejected",
      likelihood: "certain",
      title: "Action Cable does not accept the origin of this request",
      why: "Rails says so in its log.",
      fix: "Add the page's origin to `config.action_cable.allowed_request_origins`. If it is the server's own, make the proxy forward the original `Host` and `X-Forwarded-Proto`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
    {
      pattern:
        /Failed to upgrade to WebSocket \(REQUEST_METHOD: \w{1,10}, HTTP_CONNECTION: [\w, -]{0,40}, HTTP_UPGRADE: ?\)/,
      reference: ACTION_CABLE,
      cause: "upgrade-not-forwarded",
      likelihood: "certain",
      title: "The server got the request without its `Upgrade` or `Connection` header",
      why: "Rails says so in its log: `HTTP_UPGRADE` is empty. If the client did send both, a proxy along the way removed them.",
      fix: "Make every proxy along the way forward both headers to the server, in the section that serves this path.",
      purpose: "forward-upgrade",
    },
  ],
};
