import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/**
 * The status that Docker's client names; what it asked for is no WebSocket (docker/client: hijack.go).
 *
 * @returns null where these are not its words
 */
export function dockerStatus({ upgrade }: Case): number | null {
  const status = /unable to upgrade to (?:tcp|h2c), received (\d{3})/.exec(upgrade.error?.message ?? "")?.[1];
  return status === undefined ? null : Number(status);
}

/**
 * Why Docker's client got no raw stream. Docker's API switches with 101 where the request asks for it, and responds with 200 where it
 * does not (Docker Engine API: attach).
 */
export function dockerCauses(seen: Case): Cause[] {
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
      text: "See whether the same command works on the host itself (`DOCKER_HOST=unix:///var/run/docker.sock`). If it does, make the proxy forward both headers, or use a proxy, or a version of it, that does.",
      snippets: [],
    },
  };
  const policy: Cause = {
    id: "policy-denied",
    likelihood: "likely",
    title: "A proxy that guards Docker's API may not allow this request",
    why: "Such proxies allow groups of requests one by one; docker-socket-proxy, for one, does not allow commands in a container (`EXEC`) by default.",
    evidence,
    fix: {
      text: "Allow requests to `/exec` and POST in the proxy's configuration, if everyone who can reach it may run commands.",
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
