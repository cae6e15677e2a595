import type { Intermediary } from "../intermediary.ts";
import { cookieMark, headerMark, recognized } from "../marks.ts";

export const imperva: Intermediary = {
  id: "imperva",
  name: "Imperva",
  reference: { text: "Imperva documentation", url: "https://docs.imperva.com/" },
  behavior: "Imperva is a firewall for websites: whether it forwards a WebSocket handshake depends on its rules.",
  recognize: (headers) =>
    recognized(
      ["likely", headerMark(headers, "x-cdn", /^(?:Imperva|Incapsula)$/i)],
      ["likely", headerMark(headers, "x-iinfo")],
      ["likely", cookieMark(headers, /^(?:incap_ses|visid_incap)_/)],
    ),
  timeouts: [],
  snippets: {},
};
