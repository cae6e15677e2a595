import type { Protocol } from "../protocol.ts";

/** The console of a virtual machine or container in Proxmox VE; the ticket in the query is never quoted. */
export const proxmox: Protocol = {
  id: "proxmox",
  about: "A console in Proxmox VE: noVNC or a terminal, through the node's API.",
  reference: { text: "Proxmox VE API", url: "https://pve.proxmox.com/wiki/Proxmox_VE_API" },
  recognize(seen) {
    if (!/^\/api2\/json\/nodes\/[^/]+\/.*vncwebsocket$/.test(seen.path)) return null;
    return { name: "Proxmox VE console", evidence: ["path of the form /api2/json/nodes/…/vncwebsocket"] };
  },
  heartbeat: () => null,
};
