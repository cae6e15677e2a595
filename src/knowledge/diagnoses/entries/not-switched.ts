import { rfc } from "../../reference.ts";
import { speaks, supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { loginRequired } from "../causes/credentials.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { stickySessionsMissing } from "../causes/sessions.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { Speaker, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** Something other than a 101 came, and the program that asked does not say what. */
export const notSwitched: Diagnosis = {
  id: "not-switched",
  stage: "response-status",
  reference: rfc(6455, "4.1"),
  applies: ({ failure }) =>
    failure.kind === "text" && (failure.text === "not-switched" || failure.text === "not-offered"),
  summary: (seen) =>
    dockerStatus(seen) !== null
      ? `Docker's client asked for an upgrade to a raw stream, and the response was ${dockerStatus(seen)}.`
      : isOffered(seen)
        ? `The response did not open a WebSocket; ${tells(seen)} not say which status it had.`
        : "The server offered no WebSockets to this client, so no handshake was sent.",
  brief: (seen) => {
    const docker = dockerStatus(seen);
    if (docker !== null) return `no upgrade, but ${docker}`;
    return isOffered(seen) ? "no 101, and no status told" : "no WebSockets offered";
  },
  causes: (seen) => {
    if (!isOffered(seen)) return [serverWithout(seen)];
    if (dockerStatus(seen) !== null) return dockerCauses(seen);
    const kubelet = saidByKubelet(seen);
    if (kubelet !== null) return [kubelet];
    return supported(
      refusedByProxyCommand(seen),
      stickySessionsMissing(seen),
      upgradeNotForwarded(seen),
      isSignalr(seen) ? otherNode(seen) : null,
      wrongPath(seen),
      loginRequired(seen, "possible"),
      askByHand(seen),
    );
  },
};

/** Docker's client names the status; what it asked for is no WebSocket. */
function dockerStatus({ upgrade }: Case): number | null {
  const status = /unable to upgrade to (?:tcp|h2c), received (\d{3})/.exec(upgrade.error?.message ?? "")?.[1];
  return status === undefined ? null : Number(status);
}

/** Docker's API switches with 101 where the request asks for it, and responds with 200 where it does not (Docker Engine API: attach). */
function dockerCauses(seen: Case): Cause[] {
  const status = dockerStatus(seen);
  const evidence = [saidEvidence(seen)];
  const proxy: Cause = {
    id: "upgrade-not-forwarded",
    likelihood: status === 200 ? "likely" : "possible",
    title: "A proxy in front of Docker's API may not forward `Upgrade: tcp` and `Connection`",
    why:
      status === 200
        ? "Docker's API responds with 200 to a request that arrives without the two headers, and with 101 to one that has them. Users report that HAProxy from 2.4 on forwards them for no request with a body, as these are."
        : "A proxy that does not carry upgrades may refuse them by itself.",
    evidence,
    fix: {
      text: "See whether the same command works on the host itself (`DOCKER_HOST=unix:///var/run/docker.sock`). If it does, make the proxy forward both headers, or use one, or a version of it, that carries them.",
      snippets: [],
    },
  };
  const policy: Cause = {
    id: "policy-denied",
    likelihood: "likely",
    title: "A proxy that guards Docker's API may not allow this request",
    why: "Such proxies allow groups of requests one by one; running a command in a container is mostly not among them by default.",
    evidence,
    fix: {
      text: "Allow requests to `/exec` and POST in the proxy's configuration, if whoever can reach it may run commands.",
      snippets: [],
    },
  };
  const unknown: Cause = {
    id: "reason-not-told",
    likelihood: "possible",
    title: "Docker's daemon may have refused the request",
    why: "The client prints the status and not the reason, which is in the body of the response.",
    evidence,
    fix: {
      text: "Read the daemon's log at that moment (`journalctl -u docker`), and restart Docker Desktop if it is one.",
      snippets: [],
    },
  };
  if (status === 200) return [proxy];
  return status === 403 ? [policy, proxy] : [unknown, proxy];
}

function isOffered({ failure }: Case): boolean {
  return !(failure.kind === "text" && failure.text === "not-offered");
}

function tells(seen: Case): string {
  return `${Speaker(seen).replace(/^The /, "the ")} does`;
}

function isSignalr(seen: Case): boolean {
  return seen.upgrade.client === "SignalR" || speaks(seen, "signalr");
}

/** SignalR's own negotiation lists the transports that the server has. */
function serverWithout(seen: Case): Cause {
  return {
    id: "websockets-disabled",
    likelihood: "certain",
    title: "WebSockets are disabled on the server, or missing there",
    why: "SignalR asks the server first which transports it has, and WebSockets were not among them.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Enable them: in Azure App Service under the app's general settings; on IIS install the feature WebSocket Protocol (Windows 8 and Windows Server 2012 or later).",
      snippets: [{ for: "Windows", code: "Install-WindowsFeature Web-WebSockets" }],
    },
  };
}

function otherNode(seen: Case): Cause {
  return {
    id: "sticky-sessions-missing",
    likelihood: "possible",
    title: "The request may have reached a different server than the one that began the connection",
    why: "SignalR negotiates with one request and opens the WebSocket with the next; where several servers share the load, only one of them knows the connection.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Make the load balancer send all requests of a client to the same server (sticky sessions), or use the WebSocket alone with `skipNegotiation`.",
      snippets: seen.snippets("sticky-sessions"),
    },
  };
}

/** What kubelets say of a command that they are to run (kubernetes: pkg/kubelet/server/server.go), which `kubectl` repeats. */
function saidByKubelet(seen: Case): Cause | null {
  const said = /unable to upgrade connection: (.{1,300})$/.exec(seen.upgrade.error?.message ?? "")?.[1]?.trim() ?? "";
  const evidence = [saidEvidence(seen)];
  if (said === "Unauthorized")
    return {
      id: "login-required",
      likelihood: "likely",
      title: "The kubelet may not accept the API server's credentials",
      why: "The request to run a command goes on from the API server to the kubelet of the node, which says this where it does not know who asks. A login that the API server itself does not accept leads to the same word.",
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
      why: "The kubelet that was asked does not have this pod. Users mostly found that several nodes had announced the same address, as virtual machines with a shared first network card do.",
      evidence,
      fix: {
        text: "Compare the addresses in `kubectl get nodes -o wide`, and start each kubelet with its own in `--node-ip`.",
        snippets: [],
      },
    };
  return null;
}

/** `kubectl proxy` refuses exec, attach and port forwarding by itself (kubernetes: kubectl proxy, `--reject-paths`). */
function refusedByProxyCommand(seen: Case): Cause | null {
  const message = seen.upgrade.error?.message ?? "";
  if (!/unable to upgrade connection: (?:<h3>Unauthorized<\/h3>|Forbidden)\s*$/.test(message)) return null;
  return {
    id: "policy-denied",
    likelihood: "possible",
    title: "`kubectl proxy` may refuse this request by itself",
    why: "By default it rejects `exec`, `attach` and `port-forward` of pods, whoever asks.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Ask the API server directly. If the proxy must pass such requests, start it with a `--reject-paths` that does not match them; everybody on this machine can then use it.",
      snippets: [],
    },
  };
}

function askByHand(seen: Case): Cause {
  return {
    id: "reason-not-told",
    likelihood: "possible",
    title: "The server may have refused the handshake",
    why: "Programs that say no more than this say it of every response other than a 101: a redirect, a refusal, an ordinary page.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Send the handshake by hand and read the status and the body of the response.",
      snippets: [curl(seen)],
    },
  };
}
