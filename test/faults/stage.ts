import type { CDPSession, Frame, Page, WebWorker } from "puppeteer-core";
import { exportReport, goLive, keepLog } from "../../src/cli/browser/drive-panel.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { eventually, type Inspected } from "../browser/inspected.ts";
import { parseReport } from "../report/parse-report.ts";

/** One thing that was looked at after a fault. */
export interface Finding {
  readonly what: string;
  readonly isRight: boolean;
}

/** A real browser with a page, DevTools and the panel over it, any of which a fault may take away and bring back. */
export class Stage {
  readonly at: Inspected;
  readonly findings: Finding[] = [];
  /** The inspected page. */
  page: Page;
  /** DevTools over it; null while it is closed. */
  open: OpenPanel | null;
  #killer: CDPSession | null = null;

  constructor(at: Inspected) {
    this.at = at;
    this.page = at.page;
    this.open = at.open;
  }

  /** The panel's document. @throws Error while DevTools is closed */
  get panel(): Frame {
    return this.#open.panel;
  }

  get #open(): OpenPanel {
    if (this.open === null) throw new Error("DevTools is closed.");
    return this.open;
  }

  /** Keeps what was seen; `isRight` says whether it is what was expected. */
  see(what: string, isRight: boolean): void {
    this.findings.push({ what, isRight });
  }

  /** The address of a route of the lab for sockets. */
  ws(path: string): string {
    return `${this.at.lab.origin.replace("http", "ws")}${path}`;
  }

  async live(): Promise<void> {
    await goLive(this.#open);
  }

  async keepLog(): Promise<void> {
    await keepLog(this.#open, true);
  }

  async report(): Promise<Report> {
    return parseReport((await exportReport(this.at.browser, this.#open, "JSON")).text);
  }

  /** What the panel says that it does: "passive", "live", "canceled" … */
  async capture(): Promise<string> {
    return (await this.panel.$eval("html", (html) => html.dataset["capture"])) ?? "nothing";
  }

  async words(): Promise<string> {
    return this.panel.$eval(".panel", (panel) => panel.textContent ?? "");
  }

  async closeDevTools(): Promise<void> {
    await this.#open.devtools.close();
    this.open = null;
  }

  /** Ends the panel and what it remembers, and lets another one come in its place, which has never counted live. */
  async reloadPanel(): Promise<void> {
    await this.panel.evaluate(`chrome.storage.local.clear().then(() => {
      document.documentElement.dataset.isOver = "";
      setTimeout(() => location.reload(), 10);
    })`);
    await eventually(
      async () => (await this.panel.$("[data-ready]:not([data-is-over])")) !== null,
      (isThere) => isThere,
    );
  }

  async openDevTools(): Promise<void> {
    this.open = await openPanel(this.page);
  }

  /** Opens a socket in the page, which keeps it and says so many messages when it is open. */
  async socket(path: string, says = 0): Promise<void> {
    await this.page.evaluate(
      (url, count) => {
        const socket = new WebSocket(url);
        const kept: WebSocket[] = Reflect.get(window, "sockets of the test") ?? [];
        Reflect.set(window, "sockets of the test", [...kept, socket]);
        socket.onopen = () => {
          for (let i = 0; i < count; i++) socket.send(`message ${i}`);
        };
      },
      this.ws(path),
      says,
    );
  }

  /** Waits until the lab has sent so many messages on connections of that name. */
  async sent(name: string, count: number, forMs = 30_000): Promise<void> {
    await eventually(
      async () => this.at.lab.seen.connections.filter((one) => one.name === name),
      (all) => all.reduce((sum, one) => sum + one.sent.count, 0) >= count,
      forMs,
    );
  }

  /** A session with the browser itself. */
  async browserSession(): Promise<CDPSession> {
    return this.at.browser.target().createCDPSession();
  }

  /** The extension's service worker, started if it is not. */
  async worker(): Promise<WebWorker> {
    const target = await this.at.browser.waitForTarget(
      (one) => one.type() === "service_worker" && one.url().startsWith(this.at.extension),
    );
    const worker = await target.worker();
    if (worker === null) throw new Error("The service worker has no session.");
    return worker;
  }

  /**
   * Ends the service worker as the browser does: Puppeteer's `close` also takes its own debugger off the next one, which then
   * hangs.
   */
  async killWorker(): Promise<void> {
    await (await this.#workerSession()).send("ServiceWorker.stopAllWorkers");
  }

  /** A session that knows of the extension's service worker, made before it is needed: killing must not take long. */
  async #workerSession(): Promise<CDPSession> {
    if (this.#killer !== null) return this.#killer;
    const page = await this.at.browser.newPage();
    await page.goto(`${this.at.extension}/src/devtools/index.html`);
    this.#killer = await page.createCDPSession();
    await this.#killer.send("ServiceWorker.enable");
    await this.page.bringToFront();
    return this.#killer;
  }

  /** Makes ready to kill the service worker at once. */
  async readyToKill(): Promise<void> {
    await this.#workerSession();
  }

  /** The addresses of everything that our extension debugs now: asked of Chrome by another page of the extension. */
  async debugged(): Promise<string[]> {
    const page = await this.at.browser.newPage();
    try {
      await page.goto(`${this.at.extension}/src/devtools/index.html`);
      return await page.evaluate(async () => {
        const targets = await chrome.debugger.getTargets();
        const asked = targets.map(async ({ id, tabId, url }) => {
          const debuggee = tabId === undefined ? { targetId: id } : { tabId };
          return chrome.debugger.sendCommand(debuggee, "Runtime.enable").then(
            () => [url],
            () => [],
          );
        });
        return (await Promise.all(asked)).flat();
      });
    } finally {
      await page.close();
      // Else a page of ours could be in front, and DevTools would not be drawn. A discarded page is nobody's yet.
      await this.page.bringToFront().catch(() => undefined);
    }
  }

  /** Waits until nothing is debugged any more, and says what still is. */
  async released(forMs = 15_000): Promise<string[]> {
    return eventually(
      () => this.debugged(),
      (left) => left.length === 0,
      forMs,
    );
  }
}
