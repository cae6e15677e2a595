import { nginx } from "./entries/nginx.ts";
import type { Intermediary } from "./intermediary.ts";
import { recognized, serverMark } from "./marks.ts";
import { nginxForwardUpgrade, nginxKeepPath, nginxStickySessions } from "./snippets/nginx.ts";

/**
 * A product built on nginx, with version numbers of its own: they do not show which nginx is inside.
 *
 * @param server the name that it writes into `Server`
 */
export function nginxBased({ id, name, server }: { id: string; name: string; server: string }): Intermediary {
  return {
    ...nginx,
    id,
    name,
    behavior: `${name} is built on nginx, which does not forward \`Upgrade\` and \`Connection\` to the server unless its configuration sets both.`,
    recognize: (headers) => recognized(["likely", serverMark(headers, server)]),
    snippets: {
      ...nginx.snippets,
      "forward-upgrade": ({ address }) => nginxForwardUpgrade({ address, version: null }),
      "keep-path": ({ address }) => nginxKeepPath({ address, version: null }),
      "sticky-sessions": ({ address }) => nginxStickySessions({ address, version: null }),
    },
  };
}
