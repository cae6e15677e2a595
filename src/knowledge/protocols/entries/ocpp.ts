import { heartbeatOf } from "../announced.ts";
import { subprotocol } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** A part of the path by which management systems mark the address of a station: SteVe's name for it, or the protocol's. */
const CENTRAL_PATH = /\/(?:CentralSystemService|ocpp(?:-?j|\d[\d.]*j?)?)\/[^/]+$/i;

/** Open Charge Point Protocol: charging stations talk to their management system. The station's name is never quoted. */
export const ocpp: Protocol = {
  id: "ocpp",
  about: "Open Charge Point Protocol: charging stations talk to their management system.",
  reference: {
    text: "Open Charge Point Protocol",
    url: "https://openchargealliance.org/protocols/open-charge-point-protocol/",
  },
  recognize(seen) {
    const clue = subprotocol(seen, ["ocpp1.2", "ocpp1.5", "ocpp1.6", "ocpp2.0", "ocpp2.0.1", "ocpp2.1"]);
    if (clue !== null) return { name: "OCPP", evidence: [clue.evidence] };
    const segment = CENTRAL_PATH.exec(seen.path)?.[0].split("/")[1];
    return segment === undefined
      ? null
      : { name: "OCPP (likely)", evidence: [`path with ${segment} before its last part`] };
  },
  heartbeat: (seen) => heartbeatOf(seen, "ocpp", { by: "client", form: "a call `Heartbeat`, or any other" }),
};
