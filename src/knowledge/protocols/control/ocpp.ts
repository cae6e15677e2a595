import type { ControlKnowledge } from "./control.ts";

/** OCPP's calls: a charging station is let in by the response to its BootNotification. */
export const ocppControl: ControlKnowledge = {
  id: "ocpp",
  name: "OCPP",
  protocols: ["ocpp"],
  recognizedAs: "ocpp",
  reference: {
    text: "Open Charge Point Protocol",
    url: "https://openchargealliance.org/protocols/open-charge-point-protocol/",
  },
  part: { named: "the call", unnamed: "a call" },
  codes: {
    Rejected: "the station is not accepted",
    Pending: "the station is not accepted yet",
    NotImplemented: "the action is not known",
    NotSupported: "the action is known and not supported",
    InternalError: "an internal error",
    ProtocolError: "the payload is incomplete",
    SecurityError: "a security issue",
    FormationViolation: "the payload does not have the right form",
    FormatViolation: "the payload does not have the right form",
  },
  refusesSingly: true,
  isReadInFull: true,
  causes: [
    {
      pattern: /^Rejected$/,
      id: "station-unknown",
      likelihood: "likely",
      title: "The central system may not know this charging station",
      why: "It rejected the station's BootNotification: the station may send nothing else until it is accepted.",
      fix: "Register the station under the identity at the end of the URL, and compare vendor, model and serial number.",
    },
    {
      pattern: /^(NotImplemented|NotSupported)$/,
      id: "wrong-method",
      likelihood: "certain",
      title: "The central system does not serve this action",
      why: "The code of its CALLERROR says so.",
      fix: "Compare the versions of OCPP of both sides, and the feature profiles that the central system has.",
    },
  ],
};
