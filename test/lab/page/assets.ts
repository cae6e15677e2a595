import app from "./app.html?raw";
import everythingPage from "./everything.html?raw";
import everything from "./everything.js?raw";
import frame from "./frame.html?raw";
import index from "./index.html?raw";
import page from "./page.js?raw";
import sockets from "./sockets.js?raw";
import style from "./style.css?raw";
import worker from "./worker.js?raw";

/** A file of the lab's pages. */
export interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = (body: string, more: Asset["headers"] = {}): Asset => asset("text/html", body, more);
const script = (body: string, more: Asset["headers"] = {}): Asset => asset("text/javascript", body, more);

/** A policy that lets a page, or a worker, reach its own address only. */
const OWN_ONLY = "connect-src 'self'";

const ASSETS: Readonly<Record<string, Asset>> = {
  "/": html(index),
  "/csp": html(index, { "Content-Security-Policy": OWN_ONLY }),
  "/csp-meta": html(
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="${OWN_ONLY}"><title>Policy</title>`,
  ),
  "/app": html(app),
  // Without no-store, so that the browser may keep the page for Back.
  "/everything": html(everythingPage, { "Cache-Control": "no-cache" }),
  "/frame": html(frame),
  "/page.js": script(page),
  "/sockets.js": script(sockets),
  "/worker.js": script(worker),
  "/everything.js": script(everything),
  "/csp-worker.js": script(worker, { "Content-Security-Policy": OWN_ONLY }),
  "/style.css": asset("text/css", style),
};

/** The file at a path, or null. */
export function assetFor(path: string): Asset | null {
  return Object.hasOwn(ASSETS, path) ? (ASSETS[path] ?? null) : null;
}

function asset(type: string, body: string, more: Asset["headers"] = {}): Asset {
  return { headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store", ...more }, body };
}
