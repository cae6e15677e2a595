import type { Application, Setting } from "../../../src/knowledge/applications/application.ts";
import { applications } from "../../../src/knowledge/applications/registry.ts";
import { protocols } from "../../../src/knowledge/protocols/registry.ts";
import { type Block, type Entry, type Page, source } from "../page.ts";

const SETTINGS: readonly (readonly [Setting, string])[] = [
  ["allow-origin", "To let pages from an origin connect"],
  ["serve-path", "To serve a path"],
  ["choose-subprotocol", "To choose a subprotocol"],
  ["heartbeat", "For a sign of life"],
  ["enable-websockets", "To switch WebSockets on"],
  ["sticky-sessions", "To avoid the need for sticky sessions"],
];

/** Every library and framework that is known by its settings. */
export function applicationsPage(): Page {
  return {
    name: "applications",
    title: "Applications",
    prefix: "application",
    about:
      "Libraries and frameworks that respond to the handshake, and how to configure what the fixes ask for in each.",
    intro: [
      "If a connection's protocol was recognized, the applications that serve it are shown. Otherwise all are shown, beginning with those used to write servers for any protocol.",
      "Settings are for a page of `https://app.example.com` that connects to `wss://app.example.com/live`.",
    ],
    groups: [{ title: null, entries: applications.map(entry) }],
  };
}

function entry(application: Application): Entry {
  const { id, name, reference } = application;
  return { id, title: name, blocks: [serves(application), source(reference), ...settings(application)] };
}

function serves({ protocols: served, isGeneral }: Application): Block {
  const names = served.flatMap((id) => protocols.find((protocol) => protocol.id === id)?.id ?? []);
  const known = names.map((name) => `\`${name}\``).join(", ");
  const words = isGeneral ? "Used to write servers for any protocol" : "It serves";
  if (names.length === 0) return { kind: "text", words: `${words}.` };
  return { kind: "text", words: isGeneral ? `${words}, ${known} among them.` : `${words} ${known}.` };
}

function settings({ settings: all, protocols: served }: Application): Block[] {
  const own = { origin: "https://app.example.com", originHost: "app.example.com", path: "/live", seconds: 25 };
  return SETTINGS.flatMap(([setting, caption]): Block[] => {
    const text = all[setting]?.({ ...own, protocol: served[0] ?? null }) ?? null;
    return text === null ? [] : [{ kind: "code", caption, code: text }];
  });
}
