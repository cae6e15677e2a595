/**
 * Subprotocol names that are public: registered (https://www.iana.org/assignments/websocket/) or a known library's.
 * They are kept in a report, however long they are.
 */
const PUBLIC: ReadonlySet<string> = new Set(
  `MBWS.huawei.com MBLWS.huawei.com soap wamp v10.stomp v11.stomp v12.stomp ocpp1.2 ocpp1.5 ocpp1.6 ocpp2.0 ocpp2.0.1
  ocpp2.1 rfb sip notificationchannel-netapi-rest.openmobilealliance.org wpcp amqp mqtt jsflow rwpcp xmpp ship
  mielecloudconnect v10.pcp.sap.com msrp v1.saltyrtc.org TLCP-2.0.0.lightstreamer.com TLCP-2.1.0.lightstreamer.com
  TLCP-2.2.0.lightstreamer.com TLCP-2.3.0.lightstreamer.com TLCP-2.4.0.lightstreamer.com TLCP-2.5.0.lightstreamer.com bfcp
  sldp.softvelum.com webrtc.softvelum.com opcua+uacp opcua+uajson v1.swindon-lattice+json v1.usp mles-websocket coap
  sqlnet.oracle.com oneM2M.R2.0.json oneM2M.R2.0.xml oneM2M.R2.0.cbor transit 2016.serverpush.dash.mpeg.org
  2018.mmt.mpeg.org clue cobra.v2.json drp hub.bsc.bacnet.org dc.bsc.bacnet.org jmap t140 done collection-update
  text.ircv3.net binary.ircv3.net v3.penguin-stats.live+proto Redfish bidib json.webpubsub.azure.v1
  protobuf.webpubsub.azure.v1 json.reliable.webpubsub.azure.v1 protobuf.reliable.webpubsub.azure.v1 WebREPL.binary.v1 camp
  graphql-transport-ws graphql-ws graphql-subscriptions actioncable-v1-json actioncable-unsupported actioncable-v1-ext-json
  actioncable-v1-msgpack actioncable-v1-ext-msgpack actioncable-v1-protobuf actioncable-v1-ext-protobuf vite-hmr vite-ping
  v5.channel.k8s.io v4.channel.k8s.io v3.channel.k8s.io v2.channel.k8s.io channel.k8s.io v4.base64.channel.k8s.io
  base64.channel.k8s.io portforward.k8s.io v1.kernel.websocket.jupyter.org phoenix streamlit PLACEHOLDER_AUTH_TOKEN realtime
  openai-beta.realtime-v1 token tty binary base64 mqttv3.1 wamp.2.json wamp.2.msgpack wamp.2.cbor wamp.2.json.batched
  wamp.2.msgpack.batched wamp.2.cbor.batched centrifuge-json centrifuge-protobuf aws-appsync-event-ws`.split(/\s+/),
);

/** Whether a subprotocol name is known to be public; compared exactly, as browsers do. */
export function isPublicSubprotocol(name: string): boolean {
  return PUBLIC.has(name);
}
