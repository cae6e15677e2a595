import type { KeyId } from "../../store/filter/keys.ts";
import type { MessageKey } from "../text.ts";

/** What each key of the filter asks for, as the field says it beside the key. */
export const KEY_WORDS: Readonly<Record<KeyId, MessageKey>> = {
  is: "filterKeyIs",
  host: "filterKeyHost",
  url: "filterKeyUrl",
  scheme: "filterKeyScheme",
  method: "filterKeyMethod",
  protocol: "filterKeyProtocol",
  library: "filterKeyLibrary",
  target: "filterKeyTarget",
  kind: "filterKeyKind",
  from: "filterKeyFrom",
  level: "filterKeyLevel",
  diagnosis: "filterKeyDiagnosis",
  cause: "filterKeyCause",
  via: "filterKeyVia",
  initiator: "filterKeyInitiator",
  status: "filterKeyStatus",
  close: "filterKeyClose",
  sent: "filterKeySent",
  received: "filterKeyReceived",
  open: "filterKeyOpen",
  "larger-than": "filterKeyLargerThan",
  "has-response-header": "filterKeyHasResponseHeader",
  "has-request-header": "filterKeyHasRequestHeader",
  "mixed-content": "filterKeyMixedContent",
};
