import browser from "webextension-polyfill";
import { isFirefox } from "../firefox.ts";
import { pageStart } from "../page-start.ts";

/** DevTools' network log and the panel's page, as far as reading the log needs them: a test puts its own in their place. */
export interface NetworkSource {
  /** The whole log: the `log` object of HAR 1.2; not trusted. */
  getHar(): Promise<unknown>;
  onFinished(listener: (entry: unknown) => void): void;
  onNavigated(listener: (url: string) => void): void;
  /** Whether anybody can see the panel now. */
  isVisible(): boolean;
  onVisible(listener: () => void): void;
  /** Whether it is Firefox's log: its entries say otherwise how a request stands, and reading it costs entries. */
  readonly isFirefoxes: boolean;
  /** The time at which the navigation to the page began, epoch milliseconds; null when nobody reports. */
  pageStart(): Promise<number | null>;
}

/** Time, as far as the reading of the log needs it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds by a clock that nobody sets, for what is measured. */
  passed(): number;
  /**
   * Runs once after this many milliseconds.
   *
   * @returns what cancels it
   */
  after(milliseconds: number, run: () => void): () => void;
}

/** The log of the DevTools window that the panel is in. Its listeners live as long as the panel's page. */
export const devtoolsNetwork: NetworkSource = {
  get isFirefoxes() {
    return isFirefox();
  },
  pageStart,
  getHar: () => browser.devtools.network.getHAR(),
  onFinished: (listener) => browser.devtools.network.onRequestFinished.addListener(listener),
  onNavigated: (listener) => browser.devtools.network.onNavigated.addListener(listener),
  // A panel that is not shown has no size, though its document may call itself visible.
  isVisible: () => document.visibilityState === "visible" && innerHeight > 0,
  onVisible: (listener) => {
    let wasVisible = devtoolsNetwork.isVisible();
    const look = () => {
      const isVisible = devtoolsNetwork.isVisible();
      if (isVisible && !wasVisible) listener();
      wasVisible = isVisible;
    };
    document.addEventListener("visibilitychange", look);
    addEventListener("resize", look);
  },
};

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  passed: () => performance.now(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
