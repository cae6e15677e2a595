import { once } from "node:events";
import { connect } from "node:tls";
import * as v from "valibot";
import type { ReportConnection } from "../../../src/report/contract/format.ts";
import { type Case, pageFor } from "../../lab/case.ts";
import { cases } from "../../lab/cases.ts";
import { type Lab, startLab } from "../../lab/lab.ts";
import { PROXIES } from "../../lab/proxies.ts";
import { caseOf } from "../cases-stage.ts";
import { eventually } from "../inspected.ts";
import type { BrowserWindow } from "./browser-window.ts";
import { type InspectedFirefox, inspectFirefox } from "./inspected-firefox.ts";

/** What came of one case in Firefox. */
export interface FirefoxResult {
  readonly of: Case;
  /** null: Firefox's log has nothing of it. */
  readonly connection: ReportConnection | null;
  /** The close event that the page heard; null: none. */
  readonly closing: v.InferOutput<typeof Closing> | null;
}

const Closing = v.object({ url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() });

/** Between two cases, in milliseconds: Firefox begins one handshake at a time for an address. */
const PACE_MS = 80;

/** How long a busy machine may take until all have an end, in milliseconds: a name that does not exist is asked for first. */
const PATIENCE_MS = 15_000;

/** Firefox waits with a new attempt at an address after one that failed, for longer each time. */
const UNDELAYED = { "network.websocket.delay-failed-reconnects": false };

/**
 * Opens cases of the lab in a real Firefox, one after the other, and reads what the tool exports. Those that need a setting
 * of Chromium are left out.
 *
 * @param executablePath of Firefox
 * @param ids of cases, in their order
 */
export async function walkFirefox(executablePath: string, ids: readonly string[]): Promise<FirefoxResult[]> {
  const lab = await startLab({ proxies: PROXIES });
  try {
    const at = await inspectFirefox(executablePath, `${lab.origin}/app`, { prefs: UNDELAYED });
    try {
      for (const port of ["https", "http2"]) await trustCertificate(at.window, lab.ports[port] ?? 0);
      return await visitAll(at, lab, ids);
    } finally {
      await at.close();
    }
  } finally {
    await lab.close();
  }
}

async function visitAll(at: InspectedFirefox, lab: Lab, ids: readonly string[]): Promise<FirefoxResult[]> {
  const chosen = ids.flatMap((id) => cases.filter((one) => one.id === id && one.url(lab.ports) !== null));
  const results: FirefoxResult[] = [];
  for (const page of new Set(chosen.map((one) => pageFor(one, lab.ports)))) {
    const group = chosen.filter((one) => pageFor(one, lab.ports) === page);
    results.push(...(await visit(at, lab, page, group)));
  }
  return chosen.flatMap(({ id }) => results.filter(({ of }) => of.id === id));
}

async function visit(at: InspectedFirefox, lab: Lab, page: string, group: readonly Case[]): Promise<FirefoxResult[]> {
  await at.page.goto(page);
  for (const one of group) {
    const { act = "open", protocols = [], says = [] } = one;
    const url = new URL(one.url(lab.ports) ?? "");
    url.searchParams.append("case", one.id);
    const shown = JSON.stringify([{ act, url: url.href, protocols, says }]);
    // As text: what Vitest makes of an import would not run in the page.
    await at.page.evaluate(`import("/sockets.js").then(({ openUnseen }) => {
      openUnseen(${shown}, (event) => (window.closings ??= []).push(event));
    })`);
    await pause(PACE_MS);
  }
  const wanted = group.filter(({ expects }) => expects.needs !== "console").map(({ id }) => id);
  const report = await eventually(
    () => at.report(),
    ({ connections }) =>
      wanted.every((id) => connections.some(({ url, state }) => caseOf(url) === id && state !== "requested")),
    PATIENCE_MS,
    1000,
  );
  const heard: unknown = await at.page.evaluate("window.closings ?? []");
  const closings = v.parse(v.array(Closing), heard);
  return group.map((of) => ({
    of,
    connection: report.connections.findLast(({ url }) => caseOf(url) === of.id) ?? null,
    closing: closings.findLast(({ url }) => caseOf(url) === of.id) ?? null,
  }));
}

/** Has Firefox take the certificate that a port of the lab shows, as a user does who accepts the warning of a page. */
async function trustCertificate(window: BrowserWindow, port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const certificate = socket.getPeerCertificate().raw.toString("base64");
  socket.destroy();
  await window.run(`
    const database = Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB);
    const overrides = Cc["@mozilla.org/security/certoverride;1"].getService(Ci.nsICertOverrideService);
    const certificate = database.constructX509FromBase64(${JSON.stringify(certificate)});
    overrides.rememberValidityOverride("127.0.0.1", ${port}, {}, certificate, true);
  `);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
