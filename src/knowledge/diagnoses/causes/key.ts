import { keyBytes } from "../../../upgrade/http/accept.ts";
import { isStandIn } from "../../checks/masked.ts";
import { requestHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** A key that is not the base64 of 16 bytes (RFC 6455 §4.2.1, item 5). No browser sends one. */
export function keyInvalid(seen: Case): Cause | null {
  const key = requestHeader(seen, "Sec-WebSocket-Key");
  if (key === null || isStandIn(key)) return null;
  const length = keyBytes(key);
  if (length === 16) return null;
  const found = length === null ? "is not base64" : `is the base64 of ${length} bytes`;
  return {
    id: "key-invalid",
    likelihood: "likely",
    title: "The client's key may be refused: it is not 16 bytes",
    why: `The \`Sec-WebSocket-Key\` ${found}. The standard requires 16 random bytes. Servers that check this respond with 400; others do not, so such a client works only with some servers.`,
    evidence: [`request header Sec-WebSocket-Key ${found}`, saidEvidence(seen)],
    fix: {
      text: "Update the client's WebSocket library, or make the key from 16 random bytes, new ones for each connection.",
      snippets: [{ for: "a shell", code: "openssl rand -base64 16" }, curl(seen)],
    },
  };
}
