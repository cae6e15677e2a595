import { rfc } from "../../reference.ts";
import { speaks, supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { loginRequired } from "../causes/credentials.ts";
import { dockerCauses, dockerStatus } from "../causes/docker.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { saidByKubelet } from "../causes/kubelet.ts";
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
    return isOffered(seen) ? "no 101, and no status reported" : "no WebSockets offered";
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

/** `kubectl proxy` refuses exec, attach and port forwarding by itself (kubernetes: kubectl proxy, `--reject-paths`). */
function refusedByProxyCommand(seen: Case): Cause | null {
  const message = seen.upgrade.error?.message ?? "";
  if (!/unable to upgrade connection: (?:<h3>Unauthorized<\/h3>|Forbidden)\s*$/.test(message)) return null;
  return {
    id: "policy-denied",
    likelihood: "possible",
    title: "`kubectl proxy` may refuse this request by itself",
    why: "By default it rejects `exec`, `attach` and `port-forward` requests to pods, no matter who sends them.",
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
    why: "Programs that report only this report it for every response other than a 101: a redirect, a refusal, an ordinary page.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Send the handshake by hand and read the status and the body of the response.",
      snippets: [curl(seen)],
    },
  };
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
