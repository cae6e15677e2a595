import type { KnownBody } from "../body.ts";

/** Words of Ruby on Rails in the bodies of refused handshakes. */
export const rails: KnownBody = {
  id: "rails",
  name: "Ruby on Rails",
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
  ],
};
