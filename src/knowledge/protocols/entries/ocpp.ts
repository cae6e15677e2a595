import { heartbeatOf } from "../announced.ts";
import { bySubprotocol } from "../by-subprotocol.ts";
import type { Protocol } from "../protocol.ts";

const named = bySubprotocol({
  id: "ocpp",
  name: "OCPP",
  subprotocols: ["ocpp1.2", "ocpp1.5", "ocpp1.6", "ocpp2.0", "ocpp2.0.1", "ocpp2.1"],
  about: "Open Charge Point Protocol: charging stations talk to their management system.",
  reference: {
    text: "Open Charge Point Protocol",
    url: "https://openchargealliance.org/protocols/open-charge-point-protocol/",
  },
});

/** Open Charge Point Protocol: charging stations talk to their management system. */
export const ocpp: Protocol = {
  ...named,
  heartbeat: (seen) => heartbeatOf(seen, "ocpp", { by: "client", form: "a call `Heartbeat`, or any other" }),
};
