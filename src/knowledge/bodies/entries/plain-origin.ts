import type { KnownBody } from "../body.ts";

/** Words of any server in the bodies of refused handshakes. */
export const plainOrigin: KnownBody = {
  id: "plain-origin",
  name: "The server",
  reference: { text: "RFC 6455 \u00a710.2", url: "https://www.rfc-editor.org/rfc/rfc6455#section-10.2" },
  inStatusLine: true,
  sentences: [
    {
      pattern:
        /\b(?:bad|invalid|wrong|forbidden|disallowed|unauthorized|illegal|untrusted) (?:request )?origin\b|\borigin (?:['"][^'"]{0,120}['"] )?(?:is )?(?:not (?:allowed|authorized|accepted|permitted|trusted)|mismatch|denied|rejected)\b/i,
      statuses: [400, 401, 403],
      cause: "origin-rejected",
      likelihood: "certain",
      title: "The server does not accept the origin of this request, or the lack of one",
      why: "The server says so in the body of its response.",
      fix: "Add the page's origin to the list that the server accepts. If it is the server's own, make the proxy forward the original `Host`.",
      setting: "allow-origin",
      keeps: ["host-not-forwarded"],
    },
  ],
};
