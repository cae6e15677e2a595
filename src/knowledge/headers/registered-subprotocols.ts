import { code, type Words } from "../text.ts";

/** The day on which IANA last changed the copy of the register that is written below. */
const AS_OF = "2026-06-10";

/** IANA's WebSocket Subprotocol Name Registry: https://www.iana.org/assignments/websocket/ (RFC 6455 §11.5). */
const NAMES = `
  MBWS.huawei.com MBLWS.huawei.com soap wamp v10.stomp v11.stomp v12.stomp ocpp1.2 ocpp1.5 ocpp1.6 ocpp2.0 ocpp2.0.1 ocpp2.1
  rfb sip notificationchannel-netapi-rest.openmobilealliance.org wpcp amqp mqtt jsflow rwpcp xmpp ship mielecloudconnect
  v10.pcp.sap.com msrp v1.saltyrtc.org TLCP-2.0.0.lightstreamer.com TLCP-2.1.0.lightstreamer.com
  TLCP-2.2.0.lightstreamer.com TLCP-2.3.0.lightstreamer.com TLCP-2.4.0.lightstreamer.com TLCP-2.5.0.lightstreamer.com bfcp
  sldp.softvelum.com webrtc.softvelum.com opcua+uacp opcua+uajson v1.swindon-lattice+json v1.usp mles-websocket coap
  sqlnet.oracle.com oneM2M.R2.0.json oneM2M.R2.0.xml oneM2M.R2.0.cbor transit 2016.serverpush.dash.mpeg.org
  2018.mmt.mpeg.org clue cobra.v2.json drp hub.bsc.bacnet.org dc.bsc.bacnet.org jmap t140 done collection-update
  text.ircv3.net binary.ircv3.net v3.penguin-stats.live+proto Redfish bidib json.webpubsub.azure.v1
  protobuf.webpubsub.azure.v1 json.reliable.webpubsub.azure.v1 protobuf.reliable.webpubsub.azure.v1 WebREPL.binary.v1 camp`
  .trim()
  .split(/\s+/);

/** The documents behind the names that have a well-known one. */
const DOCUMENTS: ReadonlyMap<string, string> = new Map([
  ["rfb", "RFC 6143"],
  ["sip", "RFC 7118"],
  ["amqp", "OASIS"],
  ["mqtt", "OASIS MQTT 5"],
  ["xmpp", "RFC 7395"],
  ["ship", "EEBus"],
  ["msrp", "RFC 7977"],
  ["bfcp", "RFC 8857"],
  ["coap", "RFC 8323"],
  ["clue", "RFC 8850"],
  ["jmap", "RFC 8887"],
  ["t140", "RFC 8865"],
  ["Redfish", "DMTF DSP0266"],
]);

/**
 * Whether a subprotocol name is registered with IANA, as half a sentence; case counts, as on the wire.
 *
 * @param name one element of Sec-WebSocket-Protocol
 */
export function registration(name: string): Words {
  if (NAMES.includes(name)) {
    const document = DOCUMENTS.get(name);
    return document === undefined ? "registered with IANA" : `registered with IANA (${document})`;
  }
  const sameIgnoringCase = NAMES.find((other) => other.toLowerCase() === name.toLowerCase());
  if (sameIgnoringCase !== undefined)
    return `not registered with IANA in this spelling, but registered as ${code(sameIgnoringCase)}`;
  return `not in IANA's registry as of ${AS_OF}, which is common and not a fault`;
}
