/** What the notes of a release are made of. */
export interface NotesOf {
  readonly version: string;
  /** What is new, as Markdown: the changelog's newest part. */
  readonly changes: string;
  /** The oldest Chrome and Firefox that the manifests name: "125", "140.0". */
  readonly chrome: string;
  readonly firefox: string;
  /** What package.json says of Node.js: ">=20.19.0". */
  readonly node: string;
}

/**
 * The notes of a release: first which file is for whom and what to do with it, since the files may be all that somebody has,
 * then what is new.
 */
export function notesOf({ version, changes, chrome, firefox, node }: NotesOf): string {
  const files = [
    [
      `upgrades-chrome-${version}.zip`,
      `Chrome or Edge ${major(chrome)} or newer. Unpack it into a folder that you keep, open \`chrome://extensions\`, turn on *Developer mode*, choose *Load unpacked*, and select the folder. Then open DevTools on any page: the tab *Upgrades* is next to the others, or behind ».`,
    ],
    [
      `upgrades-firefox-${version}.xpi`,
      `Firefox ${major(firefox)} or newer. Open \`about:debugging#/runtime/this-firefox\`, choose *Load Temporary Add-on*, and select the file. Firefox forgets it when it is closed.`,
    ],
    [
      `upgrades-page-${version}.html`,
      "Any of these browsers, with nothing installed. Open it from your disk, and drop a HAR file on it or paste the output of `curl -v`.",
    ],
    [
      `upgrades-${version}.tgz`,
      `Node.js ${node.replace(/^>=/, "").replace(/\.0$/, "")} or newer: the command line and the library. \`npm install ./upgrades-${version}.tgz\`, then \`npx upgrades explain session.har\`.`,
    ],
    [`upgrades-firefox-${version}-source.zip`, "The source; `BUILD.md` in it says how to build the same files."],
    ["THIRD-PARTY.txt", "The licenses of what others wrote."],
    ["SHA256SUMS", "`sha256sum --check SHA256SUMS` finds a file that is not as it was made."],
  ];
  const rows = files.map(([name, use]) => `| \`${name}\` | ${use} |`).join("\n");
  return `## Which file is for you\n\n| File | For |\n| --- | --- |\n${rows}\n\n## What is new\n\n${changes}\n`;
}

function major(version: string): string {
  return version.split(".")[0] ?? version;
}
