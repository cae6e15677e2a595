import type { Intermediary, SnippetContext } from "../intermediary.ts";
import { headerMark, recognized, viaMark } from "../marks.ts";
import { pathFor, remoteOnly } from "../snippets/address.ts";

export const cloudfront: Intermediary = {
  id: "cloudfront",
  name: "Amazon CloudFront",
  reference: {
    text: "Amazon CloudFront: WebSockets",
    url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-working-with.websockets.html",
  },
  behavior:
    "Amazon CloudFront forwards WebSockets, but its origin request policy has to forward `Sec-WebSocket-Key` and `Sec-WebSocket-Version`.",
  recognize: (headers) =>
    recognized(
      ["certain", viaMark(headers, /^[0-9a-z-]+\.cloudfront\.net \(CloudFront\)$/)],
      ["likely", headerMark(headers, "x-amz-cf-id")],
      ["likely", headerMark(headers, "x-cache", / from cloudfront$/i)],
    ),
  ownHosts: /\.cloudfront\.net$/,
  timeouts: [
    {
      name: "10 min without bytes from the origin (the quota as users quote it)",
      milliseconds: 600_000,
      kind: "idle",
      counts: "server",
      reported: true,
      reference: {
        text: "AWS re:Post: CloudFront WebSocket timeout",
        url: "https://repost.aws/questions/QU05nkjxdfRC2E67FGICmP3g",
      },
    },
  ],
  snippets: { "forward-upgrade": remoteOnly(allViewer), "forward-host": remoteOnly(allViewer) },
};

/** The managed policy sends on all the viewer's headers, `Host` among them (AWS: managed origin request policies). */
function allViewer(context: SnippetContext): string {
  return [
    "# CloudFormation: the cache behavior that serves this path",
    `PathPattern: ${pathFor(context)}`,
    "OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3   # managed policy AllViewer: every header, Host too",
  ].join("\n");
}
