import type { Intermediary } from "../intermediary.ts";
import { cookieMark, recognized } from "../marks.ts";

export const f5BigIp: Intermediary = {
  id: "f5-big-ip",
  name: "F5 BIG-IP",
  reference: { text: "F5: K14754, WebSocket support", url: "https://my.f5.com/manage/s/article/K14754" },
  behavior: "F5 BIG-IP has its own WebSocket profile, which F5 recommends for virtual servers that carry WebSockets.",
  recognize: (headers) =>
    recognized(["likely", cookieMark(headers, /^BIGipServer/)], ["possible", cookieMark(headers, /^TS[0-9a-f]{6,}$/)]),
  timeouts: [],
  snippets: {},
};
