import app from "./app.html?raw";
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
const script = (body: string): Asset => asset("text/javascript", body);

const ASSETS: Readonly<Record<string, Asset>> = {
  "/": html(index),
  // The same page under a policy that lets it reach its own address only.
  "/csp": html(index, { "Content-Security-Policy": "connect-src 'self'" }),
  "/app": html(app),
  "/frame": html(frame),
  "/page.js": script(page),
  "/sockets.js": script(sockets),
  "/worker.js": script(worker),
  "/style.css": asset("text/css", style),
};

/** The file at a path, or null. */
export function assetFor(path: string): Asset | null {
  return Object.hasOwn(ASSETS, path) ? (ASSETS[path] ?? null) : null;
}

function asset(type: string, body: string, more: Asset["headers"] = {}): Asset {
  return { headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-store", ...more }, body };
}
