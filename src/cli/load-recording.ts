import { Refusal } from "./command.ts";

/** Message for when the package that drives the browser is not there; it is not installed with this one. */
const NO_DRIVER =
  "The package puppeteer-core drives the browser, and it is not installed. In a project: npm install puppeteer-core@24. " +
  "Without one: npx -p handshake-report -p puppeteer-core@24 upgrades record URL.";

/**
 * What records a page. Loaded only when it is asked for: to explain a file needs no browser's driver, which is then not even
 * installed.
 *
 * @throws Refusal that says what to install, when the driver is missing
 */
export async function loadRecording(): Promise<typeof import("./browser/recording.ts")> {
  try {
    return await import("./browser/recording.ts");
  } catch (error) {
    const isMissing = error instanceof Error && error.message.includes("puppeteer-core");
    throw isMissing ? new Refusal(NO_DRIVER) : error;
  }
}
