import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/**
 * Why a kubelet did not run a command, by its words (kubernetes: pkg/kubelet/server/server.go), which `kubectl` repeats.
 *
 * @returns null where these are not its words
 */
export function saidByKubelet(seen: Case): Cause | null {
  const said = /unable to upgrade connection: (.{1,300})$/.exec(seen.upgrade.error?.message ?? "")?.[1]?.trim() ?? "";
  const evidence = [saidEvidence(seen)];
  if (said === "Unauthorized")
    return {
      id: "login-required",
      likelihood: "likely",
      title: "The kubelet may not accept the API server's credentials",
      why: "The API server forwards the request to run a command to the node's kubelet, which says this when it does not recognize the sender. A login that the API server itself does not accept leads to the same word.",
      evidence,
      fix: {
        text: "See whether other commands work. If they do, give the API server a client certificate that the kubelets trust (`--kubelet-client-certificate` and `--kubelet-client-key`).",
        snippets: [],
      },
    };
  if (/^container not found \(/.test(said))
    return {
      id: "upstream-down",
      likelihood: "certain",
      title: "The pod has no running container of this name",
      why: "The kubelet says so: the container has ended, has not started yet, or has another name.",
      evidence,
      fix: {
        text: "See its state and its log: `kubectl describe pod POD` and `kubectl logs POD -c CONTAINER --previous`.",
        snippets: [],
      },
    };
  if (said === "pod does not exist")
    return {
      id: "wrong-host",
      likelihood: "likely",
      title: "The API server may have asked the wrong node",
      why: "The kubelet that was asked does not have this pod. Users report several nodes that had announced the same address, as virtual machines whose first network cards are alike do.",
      evidence,
      fix: {
        text: "Compare the addresses in `kubectl get nodes -o wide`, and start each kubelet with its own in `--node-ip`.",
        snippets: [],
      },
    };
  return null;
}
