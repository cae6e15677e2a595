import { addressOf } from "../../upgrade/address.ts";
import { requestHeader, speaks } from "../case.ts";
import type { Case, Cause, Likelihood, Snippet } from "../diagnosis.ts";
import { addressEvidence, requestEvidence, saidEvidence } from "../evidence.ts";
import { plainOrigin } from "../fixes.ts";
import { code } from "../words.ts";

/** How each server is told which pages may connect; those without protocols are shown when none was recognised. */
const SERVERS: readonly {
  readonly name: string;
  readonly protocols: readonly string[];
  readonly setting: (origin: string) => string;
}[] = [
  {
    name: "Rails",
    protocols: ["action-cable"],
    setting: (origin) => `config.action_cable.allowed_request_origins = ["${origin}"]`,
  },
  {
    name: "Phoenix",
    protocols: ["phoenix", "phoenix-liveview"],
    setting: (origin) => `socket "/socket", UserSocket, websocket: [check_origin: ["${origin}"]]`,
  },
  {
    name: "Jupyter",
    protocols: ["jupyter"],
    setting: (origin) => `c.ServerApp.allow_origin = "${origin}"`,
  },
  {
    name: "gorilla/websocket",
    protocols: [],
    setting: (origin) =>
      `upgrader.CheckOrigin = func(r *http.Request) bool { return r.Header.Get("Origin") == "${origin}" }`,
  },
];

/** The server refuses pages of this origin (RFC 6455 §10.2). Likely when Origin and host differ. */
export function originRejected(seen: Case): Cause {
  const origin = requestHeader(seen, "Origin");
  const host = addressOf(origin)?.authority ?? null;
  const differs = origin !== null && seen.address !== null && host !== seen.address.authority;
  const likelihood: Likelihood = differs ? "likely" : "possible";
  return {
    id: "origin-rejected",
    likelihood,
    title: "The server may not accept connections from pages of this origin",
    why:
      origin === null
        ? "Servers may refuse pages of other origins; the `Origin` header of this request was not seen."
        : differs
          ? `The page's origin is ${code(origin)}, which is not the URL's own host and port. Many servers refuse that by default.`
          : `The page's origin ${code(origin)} is the URL's own host. A server refuses it only if it has a list without it, or sees another \`Host\` than the browser sent.`,
    evidence: [...requestEvidence(seen, "Origin"), ...addressEvidence(seen), saidEvidence(seen)],
    fix: { text: "Add the page's origin to the list that the server accepts.", snippets: snippets(seen) },
  };
}

/** The recognised server's own setting, or one for each when nothing was recognised. */
function snippets(seen: Case): Snippet[] {
  const origin = plainOrigin(seen) ?? "https://ORIGIN";
  return SERVERS.filter(({ protocols }) => seen.protocol === null || speaks(seen, ...protocols)).map(
    ({ name, setting }) => ({ for: name, code: setting(origin) }),
  );
}
