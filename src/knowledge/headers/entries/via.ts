import { listOf } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";

export const viaHeader: HeaderKnowledge = {
  id: "via",
  name: "Via",
  reference: rfc(9110, "7.6.3"),
  meaning: () => "The proxies that forwarded this, in order. Many leave no mark here.",
  /** RFC 9110 §7.6.3: received-protocol, white space, received-by, and an optional comment. */
  value: (value) =>
    listOf(value).flatMap((hop) => {
      const [, protocol, by, comment] = /^(\S+)\s+([^\s(]+)\s*(\(.*\))?$/.exec(hop) ?? [];
      if (protocol === undefined || by === undefined) return [];
      const version = protocol.includes("/") ? protocol : `HTTP/${protocol}`;
      return [
        `${code(by)} received it over ${code(version)}${comment === undefined ? "" : ` and calls itself ${code(comment.slice(1, -1))}`}.`,
      ];
    }),
};
