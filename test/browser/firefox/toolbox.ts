import * as v from "valibot";
import type { BrowserWindow } from "./browser-window.ts";

/** Number of the next thing that is asked of the panel, over all panels. */
let asked = 0;

/**
 * Opens Firefox's DevTools over the tab that is shown, in a window of their own.
 *
 * @param tool the tool in front
 */
export async function openToolbox(window: BrowserWindow, tool = "inspector"): Promise<void> {
  await window.run(`
    const { require } = ChromeUtils.importESModule("resource://devtools/shared/loader/Loader.sys.mjs");
    const { gDevTools } = require("resource://devtools/client/framework/devtools.js");
    const options = { hostType: "window", toolId: ${JSON.stringify(tool)} };
    globalThis.toolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab, options);
    await new Promise((resolve) => setTimeout(resolve, 500));
  `);
}

/**
 * Brings the Upgrades panel of open DevTools to the front, and waits until it is ready.
 *
 * @returns the address of the panel's page
 */
export async function showPanel(window: BrowserWindow): Promise<string> {
  const url = await window.run(`
    const until = async (ask) => {
      for (let i = 0; i < 400; i++) {
        const found = await ask();
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error("DevTools opened, but their Upgrades tab did not come up.");
    };
    const [tool] = await until(() => toolbox.getAdditionalTools().length > 0 && toolbox.getAdditionalTools());
    await toolbox.selectTool(tool.id);
    const browserIn = (frame) =>
      frame.document.querySelector("browser") ?? Array.from({ length: frame.length }, (_, i) => frame[i]).map(browserIn).find((found) => found !== null) ?? null;
    globalThis.panel = await until(() => {
      const found = browserIn(toolbox.win);
      return found?.currentURI?.spec.endsWith("/panel/index.html") ? found : null;
    });
    // The panel lives in another process: a script there runs what it is sent.
    panel.messageManager.loadFrameScript("data:," + encodeURIComponent(\`
      addMessageListener("upgrades:ask", async ({ data: { id, body } }) => {
        const sandbox = Cu.Sandbox(content.document.nodePrincipal, { sandboxPrototype: content, wantXrays: false });
        const answer = {};
        try {
          answer.value = await Cu.evalInSandbox("(async () => JSON.stringify(await (async () => {" + body + "})()))()", sandbox);
        } catch (error) {
          answer.error = String(error);
        }
        sendAsyncMessage("upgrades:answer-" + id, answer);
      });
    \`), false);
    return panel.currentURI.spec;
  `);
  await waitInPanel(window, "document.documentElement.dataset.ready !== undefined");
  return String(url);
}

/**
 * Runs the body of an asynchronous function in the panel.
 *
 * @returns what it returned, by way of JSON
 */
export async function inPanel(window: BrowserWindow, body: string): Promise<unknown> {
  const question = JSON.stringify({ id: ++asked, body });
  const value = await window.run(`
    const question = ${question};
    const answer = await new Promise((resolve) => {
      const name = "upgrades:answer-" + question.id;
      const heard = ({ data }) => {
        panel.messageManager.removeMessageListener(name, heard);
        resolve(data);
      };
      panel.messageManager.addMessageListener(name, heard);
      panel.messageManager.sendAsyncMessage("upgrades:ask", question);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value ?? null;
  `);
  return typeof value === "string" ? JSON.parse(value) : undefined;
}

/** Waits until an expression is true in the panel. @throws Error after 20 seconds */
export async function waitInPanel(window: BrowserWindow, expression: string): Promise<void> {
  const isTrue = await inPanel(
    window,
    `for (let i = 0; i < 400; i++) {
      if (${expression}) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return false;`,
  );
  if (isTrue !== true) throw new Error(`In the panel this did not become true: ${expression}`);
}

const Held = v.array(v.object({ url: v.string(), isOver: v.boolean() }));

/**
 * What DevTools hold of the requests of an address, without reading the log, which would cost entries
 * (docs/firefox.md#reading).
 *
 * @param part of the address
 */
export async function heldRequests(window: BrowserWindow, part: string): Promise<v.InferOutput<typeof Held>> {
  const held = await window.run(`
    const { store } = await toolbox.getNetMonitorAPI();
    return store.getState().requests.requests
      .filter(({ url }) => url.includes(${JSON.stringify(part)}))
      .map(({ url, totalTime, securityState }) => ({ url, isOver: totalTime !== undefined && securityState !== undefined }));
  `);
  return v.parse(Held, held);
}

const Picture = v.object({ png: v.string(), width: v.number(), height: v.number(), brightness: v.number() });

/** A picture of the panel alone. */
export interface PanelPicture {
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  /** Of the green channel on the whole, from 0 to 255. */
  readonly brightness: number;
}

/** Takes a picture of the panel, with DevTools as wide as asked. */
export async function pictureOfPanel(
  window: BrowserWindow,
  size: { readonly width: number; readonly height: number },
  theme: "light" | "dark",
): Promise<PanelPicture> {
  const taken = await window.run(`
    Services.prefs.setCharPref("devtools.theme", ${JSON.stringify(theme)});
    const top = toolbox.topWindow;
    // The window's frame and DevTools' own bar lie around the panel.
    for (let i = 0; i < 5; i++) {
      const box = panel.getBoundingClientRect();
      const [dx, dy] = [${size.width} - Math.round(box.width), ${size.height} - Math.round(box.height)];
      if (dx === 0 && dy === 0) break;
      top.resizeBy(dx, dy);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const bitmap = await panel.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, ${JSON.stringify(theme === "dark" ? "#202020" : "white")});
    const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 1; i < data.length; i += 4) sum += data[i];
    const png = canvas.toDataURL("image/png").replace(/^.*,/, "");
    return { png, width: canvas.width, height: canvas.height, brightness: sum / (data.length / 4) };
  `);
  const { png, ...rest } = v.parse(Picture, taken);
  return { png: Buffer.from(png, "base64"), ...rest };
}
