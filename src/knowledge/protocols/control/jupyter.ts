import type { ControlKnowledge } from "./control.ts";

/** What a Jupyter kernel says of itself. */
export const jupyterControl: ControlKnowledge = {
  id: "jupyter",
  name: "Jupyter",
  protocols: ["jupyter"],
  recognizedAs: "jupyter",
  reference: {
    text: "Messaging in Jupyter: kernel status",
    url: "https://jupyter-client.readthedocs.io/en/stable/messaging.html#kernel-status",
  },
  part: { named: "the kernel", unnamed: "a kernel" },
  codes: { dead: "the kernel died", restarting: "the kernel restarts" },
  refusesSingly: false,
  isReadInFull: false,
  causes: [
    {
      pattern: /^(dead|restarting)$/,
      id: "kernel-died",
      likelihood: "certain",
      title: "The kernel's process ended",
      why: "Jupyter Server reports the state of the kernel in a `status` message. A cell that needs more memory than is available ends the kernel without a message of its own.",
      fix: "Look into the log of Jupyter Server at that moment, and at the memory of the machine or container.",
    },
  ],
};
