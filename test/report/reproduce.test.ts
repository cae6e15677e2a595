import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "../../src/report/build/report.ts";
import type { ReportConnection } from "../../src/report/contract/format.ts";
import { reproductions } from "../../src/report/reproduce/reproduce.ts";
import { KEY } from "../story.ts";
import { type Built, explained, meta, requestHeaders } from "./built.ts";
import { HIDDEN, HOSTILE } from "./hostile.ts";

function connectionOf(built: Built = {}): ReportConnection {
  const [connection] = buildReport([explained(built)], meta()).connections;
  if (connection === undefined) throw new Error("nothing was built");
  return connection;
}

function textOf(id: string, connection: ReportConnection): string {
  const text = reproductions.find((one) => one.id === id)?.text(connection);
  if (text == null) throw new Error(`${id} says nothing`);
  return text;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "upgrades-shell-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a real shell hands to the program: the program itself is replaced by one that writes its arguments down. */
function argumentsOf(command: string): string[] {
  const script = `for name in curl npx websocat; do eval "$name() { printf '%s\\\\0' \\"\\$@\\"; }"; done\n${command}`;
  const out = execFileSync("/bin/sh", ["-c", script], { cwd: folder, encoding: "utf8", env: { PATH: "/nowhere" } });
  return out.split("\0").slice(0, -1);
}

describe("what is asked again", () => {
  const connection = connectionOf({
    url: "wss://example.com/live?v=1",
    request: requestHeaders(
      ["Origin", "https://example.com"],
      ["Sec-WebSocket-Protocol", "chat, superchat"],
      ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"],
      ["User-Agent", "It's a browser"],
      ["X-Empty", ""],
    ),
  });

  test("curl upgrades by hand, with the key that the browser sent", () => {
    expect(argumentsOf(textOf("curl", connection))).toEqual([
      ...["--include", "--no-buffer", "--http1.1", "--globoff", "--max-time", "10"],
      ...["--header", "Connection: Upgrade", "--header", "Upgrade: websocket", "--header", "Sec-WebSocket-Version: 13"],
      ...["--header", `Sec-WebSocket-Key: ${KEY}`, "--header", "Sec-WebSocket-Protocol: chat, superchat"],
      ...["--header", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"],
      ...["--header", "Origin: https://example.com", "--header", "User-Agent: It's a browser", "--header", "X-Empty;"],
      ...["--url", "https://example.com/live?v=1"],
    ]);
  });

  test("wscat", () => {
    expect(argumentsOf(textOf("wscat", connection))).toEqual([
      "wscat",
      "--connect=wss://example.com/live?v=1",
      "--origin=https://example.com",
      "--subprotocol=chat",
      "--subprotocol=superchat",
      "--header=User-Agent:It's a browser",
      "--header=X-Empty:",
    ]);
  });

  test("websocat", () => {
    expect(argumentsOf(textOf("websocat", connection))).toEqual([
      "--verbose",
      "--origin=https://example.com",
      "--protocol=chat, superchat",
      "--header=User-Agent: It's a browser",
      "--header=X-Empty: ",
      "wss://example.com/live?v=1",
    ]);
  });

  test("a page", () => {
    expect(textOf("page", connection)).toContain('new WebSocket("wss://example.com/live?v=1", ["chat","superchat"])');
  });

  test("without a request the address is asked with the example key, and it is said", () => {
    const unseen = connectionOf({ request: [], response: null });
    const text = textOf("curl", { ...unseen, handshake: { ...unseen.handshake, request: null } });
    expect(text).toContain("# The request was not seen; only its address is known.\n");
    expect(text).toContain("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
  });

  test("HTTP/2's own fields are left out, and it is said that the transport differs", () => {
    const request = [
      [":method", "CONNECT"],
      [":protocol", "websocket"],
      ["origin", "https://example.com"],
    ] as const;
    const text = textOf("curl", { ...connectionOf({ request }), transport: "http/2+" });
    expect(text).not.toContain("CONNECT");
    expect(text).toContain("The browser used HTTP/2 or HTTP/3 here");
  });

  test.each([null, "", "not a url", "https//x", "mailto:a@b", "javascript:alert(1)"])("nothing for %j", (url) => {
    for (const { text } of reproductions) expect(text({ ...connection, url })).toBe(null);
  });
});

describe("secrets are labels, to be filled in", () => {
  const connection = connectionOf({
    url: "wss://example.com/live?token=acc355-token",
    request: requestHeaders(["Cookie", "sid=s3cr3t-session-81"], ["Sec-WebSocket-Protocol", "token, d33pgram-key"]),
  });

  test.each(reproductions)("$id", ({ text }) => {
    const command = text(connection) ?? "";
    expect(command).not.toMatch(/acc355|s3cr3t|d33pgram/);
    expect(command).toContain("<token #1>");
    expect(command).toMatch(/Replace these with your own values: .*token #1/);
  });

  test.each(["curl", "wscat", "websocat"])("%s hands them to the program as one word each", (id) => {
    const args = argumentsOf(textOf(id, connection));
    expect(args.join("\n")).toContain("example.com/live?token=<token #1>");
    expect(args.join("\n")).toContain("sid=<cookie sid #1>");
  });
});

describe("hostile text", () => {
  const hostile = (text: string): ReportConnection => {
    const connection = connectionOf();
    const headers = [
      ["Origin", text],
      ["X-Value", text],
      [text, "name"],
      ["Sec-WebSocket-Protocol", text],
      ["Sec-WebSocket-Key", text],
      ["Cookie", text],
    ] as const;
    return {
      ...connection,
      url: `wss://example.com/${text}?q=${text}#${text}`,
      handshake: { ...connection.handshake, request: { headers } },
    };
  };

  test.each(HOSTILE)("runs nothing and adds no option: %j", (text) => {
    for (const id of ["curl", "wscat", "websocat"]) {
      const args = argumentsOf(textOf(id, hostile(text)));
      const options = args.filter((arg) => arg.startsWith("-")).map((arg) => arg.replace(/=[\s\S]*/, ""));
      for (const option of options) {
        expect(option).toMatch(
          /^--(include|no-buffer|http1\.1|globoff|max-time|header|url|connect|origin|subprotocol|verbose|protocol)$/,
        );
      }
    }
    expect(existsSync("/tmp/owned")).toBe(false);
    expect(execFileSync("/bin/ls", ["-A", folder], { encoding: "utf8" })).toBe("");
  });

  test.each(HOSTILE)("nothing unseen is in it: %j", (text) => {
    for (const { text: make } of reproductions) expect(make(hostile(text)) ?? "").not.toMatch(HIDDEN);
  });

  test.each(HOSTILE)("cannot leave the script of the page: %j", (text) => {
    const page = textOf("page", hostile(text));
    expect(page.match(/<\/script/gi)).toHaveLength(1);
    expect(page.match(/<script/gi)).toHaveLength(1);
    expect(page.match(/<!--/g) ?? []).toEqual([]);
    const [, script = ""] = /<script>([\s\S]*)<\/script>/.exec(page) ?? [];
    expect(() => new Function(script)).not.toThrow();
  });
});
