import type { Browser, Page } from "puppeteer-core";
import * as v from "valibot";
import { goLive, listOtherPending } from "../../src/cli/browser/drive-panel.ts";
import { type LaunchOptions, launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import { type Case, pageFor } from "../lab/case.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { PROXIES } from "../lab/proxies.ts";
import { hearsClose } from "./cases-compare.ts";
import { EXTENSION } from "./inspected.ts";

/** The whole lab, proxies included, and a browser that trusts its certificates and counts live in DevTools. */
export interface Stage {
  readonly lab: Lab;
  readonly browser: Browser;
  readonly open: OpenPanel;
  /** Loads the page that may open a case: none of its sockets is from before. */
  visit(one: Pick<Case, "from">): Promise<void>;
  /**
   * Opens cases from the page that was visited; `tag` puts each one's id into its URL, and keeps those that end by
   * themselves until `lab.seen.letGo()`.
   */
  show(cases: readonly Case[], tag?: boolean): Promise<void>;
  /** Makes each shared worker that was opened open its second socket. */
  wakeWorkers(): Promise<void>;
  /** The close events that the page's own sockets heard since it was loaded. */
  closings(): Promise<readonly Closing[]>;
  readonly page: Page;
  close(): Promise<void>;
}

/** A close event, as the page hears it. */
export interface Closing {
  readonly at: number;
  readonly url: string;
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** What a stage may differ in. */
export interface StageOptions {
  /** Further switches of the browser, which may need the lab's ports. */
  readonly args?: (lab: Lab) => readonly string[];
  readonly otherExtensions?: LaunchOptions["otherExtensions"];
  /** Whether the lab has a port that drops packets. */
  readonly dropping?: boolean;
  /** Whether the debugger does not count: only DevTools' own log is read. */
  readonly passive?: boolean;
}

const Closings = v.array(
  v.object({ at: v.number(), url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() }),
);

/** Starts all of it, with live counts on, unless they are not wanted, before any page of the lab is loaded. */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const lab = await startLab({ proxies: PROXIES, dropping: options.dropping ?? false });
  const args = [`--ignore-certificate-errors-spki-list=${lab.trust}`, ...(options.args?.(lab) ?? [])];
  const browser = await launch({
    extension: EXTENSION,
    args,
    ...(options.otherExtensions === undefined ? {} : { otherExtensions: options.otherExtensions }),
  });
  const close = async () => {
    await browser.close();
    await lab.close();
  };
  try {
    const [page = await browser.newPage()] = await browser.pages();
    const open = await openPanel(page);
    if (options.passive !== true) await goLive(open);
    await listOtherPending(open);
    return {
      lab,
      browser,
      open,
      page,
      visit: async (one) => void (await page.goto(pageFor(one, lab.ports))),
      show: async (cases, tag = true) => {
        const shown = cases.map((one) => {
          const { act = "open", url, protocols = [], says = [] } = one;
          const plain = url(lab.ports) ?? "";
          return { act, url: tag ? tagged(plain, one) : plain, protocols, says };
        });
        // As text: what Vitest makes of an import would not run in the page. Its name stands for this file's path in stacks.
        await page.evaluate(`import("/sockets.js").then(({ openUnseen }) => {
          const told = (event) => (window.closings ??= []).push({ at: Date.now(), ...event });
          (window.wakers ??= []).push(openUnseen(${JSON.stringify(shown)}, told));
        });
        //# sourceURL=opened-from-outside`);
      },
      wakeWorkers: async () => void (await page.evaluate("window.wakers?.forEach((wake) => wake())")),
      closings: async () => {
        const heard: unknown = await page.evaluate("window.closings ?? []");
        return v.parse(Closings, heard);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whether the case is one socket that ends only when the lab is told to let it go: it can be looked at before. */
export function isHeld(one: Case): boolean {
  return hearsClose(one) && (one.act ?? "open") === "open";
}

/** A case's URL with its id in the query, which no server of the lab looks at: so its connections can be told. */
function tagged(url: string, one: Case): string {
  const parsed = new URL(url);
  parsed.searchParams.append("case", one.id);
  if (isHeld(one)) parsed.searchParams.append("held", "");
  return parsed.href;
}

/** Whose connection this is, by its URL as a report has it (masked values have marks in them); null: none of a case. */
export function caseOf(url: string | null): string | null {
  return /[?&]case=([^&]*)/.exec(url ?? "")?.[1] ?? null;
}
