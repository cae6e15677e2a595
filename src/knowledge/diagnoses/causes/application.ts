import type { Part } from "../../../upgrade/application/part.ts";
import type { Standing } from "../../protocols/control/standing.ts";
import { code, visibleText, type Words } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";

/** Words with which servers ask for a login. */
const LOGIN = /auth|access refused|token|permission|forbidden|denied|credential|jwt|expired|log ?in|passw/i;

/** What of the connection it is about, as a sentence names it; empty: the whole of it. */
export function partWords({ knowledge, part }: Standing): Words {
  if (part.scope !== null) return `${knowledge.part.named} ${code(part.scope)}`;
  return part.key === 0 ? "" : knowledge.part.unnamed;
}

/** The reason as it was given, or what its code means. */
export function reasonWords({ knowledge, part: { reason, code: number } }: Standing): Words {
  // The sentence's own full stop stands for that of the reason.
  if (reason !== null) return `: ${code(reason.replace(/\.$/, ""))}`;
  if (number === null) return "";
  const meaning = knowledge.codes[number];
  return meaning === undefined ? `: code ${code(number)}` : `: code ${code(number)}, ${meaning}`;
}

/** How the connection itself stands, as the beginning of a sentence. */
export function openWords({ upgrade }: Pick<Case, "upgrade">): Words {
  return upgrade.fromFile || upgrade.ended !== null ? "The WebSocket opened" : "The WebSocket is open";
}

/** What was read, for a cause. */
export function controlEvidence({ knowledge, part }: Standing): string[] {
  return [
    `a control message of ${knowledge.name}: ${part.state}`,
    ...(part.scope === null ? [] : [`it is about ${visibleText(part.scope)}`]),
    ...(part.reason === null ? [] : [`its reason: ${visibleText(part.reason)}`]),
    ...(part.code === null ? [] : [`its code: ${visibleText(part.code)}`]),
  ];
}

/** Why the application may have said so: what its words or its code show, then what is always possible. */
export function controlCauses(standing: Standing): Cause[] {
  const { knowledge, part } = standing;
  const evidence = controlEvidence(standing);
  const known = knowledge.causes
    .filter(({ pattern }) => saidAs(pattern, part))
    .map(({ id, likelihood, title, why, fix, snippets = [] }): Cause => {
      return { id, likelihood, title, why, evidence, fix: { text: fix, snippets } };
    });
  const login = known.length === 0 && saidAs(LOGIN, part) ? [loginAsked(standing)] : [];
  const causes = [...known, ...login];
  return [...causes, decided(standing, causes.length === 0 ? "likely" : "possible")];
}

function saidAs(words: RegExp, { reason, code: number }: Part): boolean {
  return (reason !== null && words.test(reason)) || (number !== null && words.test(number));
}

function loginAsked(standing: Standing): Cause {
  return {
    id: "login-required",
    likelihood: "likely",
    title: "A login or a token may be missing or no longer valid",
    why: `The reason that ${standing.knowledge.name} gave mentions it.`,
    evidence: controlEvidence(standing),
    fix: {
      text: "Check that the client sends a token when it connects, that the token is meant for this server, and that it is renewed before the client reconnects.",
      snippets: [],
    },
  };
}

function decided(standing: Standing, likelihood: "likely" | "possible"): Cause {
  const { name, reference } = standing.knowledge;
  return {
    id: "application-decided",
    likelihood,
    title: "A rule of the application on the server may have caused this",
    why: `This came in a ${name} message, inside the open connection: the handshake and every proxy along the way had let it through.`,
    evidence: controlEvidence(standing),
    fix: {
      text: `Find this moment in the server's log; what the message means is explained in [${reference.text}](${reference.url}).`,
      snippets: [],
    },
  };
}

/** It ended before anything responded: who may have ended it. */
export function leftCauses({ knowledge: { name } }: Standing, { upgrade }: Case): Cause[] {
  const evidence = [`the page's first message of ${name} was seen, no response to it, and the end of the connection`];
  const untold = upgrade.close === null ? " Its close code would show why, and was not observed here." : "";
  return [
    {
      id: "application-decided",
      likelihood: "likely",
      title: "The server may have refused by closing the connection",
      why: `Servers of ${name} may close without a message of their own when a login or a version does not suit them.${untold}`,
      evidence,
      fix: {
        text: "Look for this moment in the server's log, and for the close code; see that the token that the client sends when it connects is there and still valid.",
        snippets: [],
      },
    },
    {
      id: "closed-by-page",
      likelihood: "possible",
      title: "The page may have closed it itself",
      why: "A page that is left, or a component that is removed at once, closes its connection before the response comes.",
      evidence,
      fix: {
        text: "Find where the page closes its client; connect once, outside of components that are rendered again and again.",
        snippets: [],
      },
    },
  ];
}

/** Nothing responded: what may be there instead. */
export function noResponseCauses(standing: Standing): Cause[] {
  const { name } = standing.knowledge;
  const evidence = [`the page's first ${name} message was seen, and no response to it`];
  return [
    {
      id: "application-error",
      likelihood: "possible",
      title: "The application may be stuck before it responds",
      why: `A server responds to this ${name} message as soon as it has checked it; a check that waits for a database, or that failed without finishing, leaves the page waiting.`,
      evidence,
      fix: { text: "Check the server's log at that time, and what the server does before it responds.", snippets: [] },
    },
    {
      id: "wrong-server",
      likelihood: "possible",
      title: `The server that accepted the handshake may not speak ${name}`,
      why: "Any WebSocket server accepts the handshake; one that speaks another protocol may ignore messages that it does not understand.",
      evidence,
      fix: {
        text: "Compare the client's host, port, path and subprotocol with those that the server listens on.",
        snippets: [],
      },
    },
  ];
}
