import { bySubprotocol } from "../by-subprotocol.ts";

/** Publish and subscribe through the Azure Web PubSub service. */
export const azureWebPubsub = bySubprotocol({
  id: "azure-web-pubsub",
  name: "Azure Web PubSub",
  subprotocols: [
    "json.webpubsub.azure.v1",
    "protobuf.webpubsub.azure.v1",
    "json.reliable.webpubsub.azure.v1",
    "protobuf.reliable.webpubsub.azure.v1",
  ],
  about: "Publish and subscribe through the Azure Web PubSub service.",
  reference: {
    text: "Azure Web PubSub: supported subprotocol",
    url: "https://learn.microsoft.com/azure/azure-web-pubsub/reference-json-webpubsub-subprotocol",
  },
});
