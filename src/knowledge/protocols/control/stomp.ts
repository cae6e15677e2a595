import type { ControlKnowledge } from "./control.ts";

/** STOMP's connect to a broker. */
export const stompControl: ControlKnowledge = {
  id: "stomp",
  name: "STOMP",
  protocols: ["stomp"],
  recognizedAs: "stomp",
  reference: { text: "STOMP 1.2", url: "https://stomp.github.io/stomp-specification-1.2.html#ERROR" },
  part: { named: "the destination", unnamed: "a destination" },
  codes: {},
  refusesSingly: false,
  isReadInFull: false,
  causes: [
    {
      pattern: /virtual host|vhost/i,
      id: "wrong-virtual-host",
      likelihood: "likely",
      title: "The broker may not have the virtual host that the page names",
      why: "The reason mentions it; the `host` header of `CONNECT` names it.",
      fix: "Give the client the name of a virtual host that the broker has.",
    },
  ],
};
