import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Purpose } from "../../src/knowledge/intermediaries/intermediary.ts";
import { intermediaries } from "../../src/knowledge/intermediaries/registry.ts";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { addressOf } from "../../src/upgrade/http/address.ts";
import { crossOrigin, explained } from "../docs/samples/requests.ts";
import { findPrograms } from "./install.ts";
import { freePort } from "./ports/plain.ts";
import { apache } from "./proxies/apache.ts";
import { caddy } from "./proxies/caddy.ts";
import { haproxy } from "./proxies/haproxy.ts";
import { nginx } from "./proxies/nginx.ts";

/** What the tool offers to copy, read by the programs that it is for: each snippet at its place in a whole configuration. */
const run = promisify(execFile);

const URLS = ["wss://app.example.com/live", "ws://app.example.com:8080/a.b/c", "wss://app.example.com/"];

interface Reader {
  readonly command: string;
  readonly package: string;
  readonly id: string;
  readonly versions: readonly (string | null)[];
  readonly file: string;
  args(folder: string): readonly string[];
  around(code: string, purpose: Purpose): string;
}

const MODULES = [
  ..."mpm_event authz_core proxy proxy_http proxy_wstunnel rewrite headers".split(" "),
  ..."proxy_balancer slotmem_shm lbmethod_byrequests".split(" "),
];

const READERS: readonly Reader[] = [
  {
    ...program(nginx),
    id: "nginx",
    versions: [null, "1.22.1"],
    file: "nginx.conf",
    args: (folder) => ["-t", "-q", "-p", folder, "-c", "nginx.conf", "-e", "stderr"],
    around: (code) => {
      // Each snippet says where its parts belong.
      const [http = "", server = ""] = code.includes("# inside the server block")
        ? code.split("# inside the server block")
        : ["", code];
      return `pid nginx.pid;\nevents {}\nhttp {\n  access_log off;\n${temporary()}\n${http}\nserver {\n  listen 127.0.0.1:18080;\n${server}\n}\n}\n`;
    },
  },
  {
    ...program(haproxy),
    id: "haproxy",
    versions: [null],
    file: "haproxy.cfg",
    args: (folder) => ["-c", "-q", "-f", join(folder, "haproxy.cfg")],
    around: (code) => {
      // A section of ours would stand beside the snippet's: its lines join the section that they are for.
      const lines = (section: string) => (code.startsWith(`${section}\n`) ? code.slice(section.length + 1) : "");
      const times = "timeout connect 1s\n    timeout client 1m\n    timeout server 1m";
      return [
        `defaults\n    mode http\n    ${times}\n${lines("defaults")}`,
        `frontend web\n    bind 127.0.0.1:18080\n${lines("frontend web")}\n    default_backend app`,
        `backend app\n${lines("backend app") || "    server a 127.0.0.1:18081"}\n`,
      ].join("\n");
    },
  },
  {
    ...program(apache),
    id: "apache",
    versions: [null, "2.4.46", "2.4.57"],
    file: "apache.conf",
    args: (folder) => ["-t", "-d", folder, "-f", "apache.conf"],
    around: (code) =>
      [
        ...MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
        "Listen 127.0.0.1:18080\nServerName 127.0.0.1\nErrorLog error.log\nPidFile apache.pid\nDefaultRuntimeDir .",
        `<VirtualHost *:18080>\n${code}\n</VirtualHost>\n`,
      ].join("\n"),
  },
  {
    ...program(caddy),
    id: "caddy",
    versions: [null],
    file: "Caddyfile",
    args: (folder) => ["validate", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")],
    around: (code) => `{\n    admin off\n    auto_https off\n}\n${code}\n`,
  },
];

const PURPOSES: readonly Purpose[] = [
  "forward-upgrade",
  "forward-host",
  "keep-path",
  "longer-timeout",
  "sticky-sessions",
];

let paths: ReadonlyMap<string, string>;
let folder: string;

beforeAll(async () => {
  paths = await findPrograms(READERS);
  folder = await mkdtemp(join(tmpdir(), "upgrades-snippets-"));
  // The first run on a new machine installs packages.
}, 300_000);

afterAll(() => rm(folder, { recursive: true }));

describe.each(READERS.map((reader) => [reader.id, reader] as const))(
  "%s reads what is offered for it",
  (id, reader) => {
    const product = intermediaries.find((one) => one.id === id);
    const snippets = PURPOSES.flatMap((purpose) =>
      reader.versions.flatMap((version) =>
        URLS.flatMap((url) => {
          const address = addressOf(url);
          const code = address === null ? null : (product?.snippets[purpose]?.({ address, version }) ?? null);
          return code === null ? [] : [{ purpose, version, url, code }];
        }),
      ),
    );

    it.each(snippets)("$purpose of $version, for $url", { timeout: 30_000 }, async ({ purpose, code }) => {
      const path = paths.get(reader.command);
      if (path === undefined) return;
      await writeFile(join(folder, reader.file), filledIn(reader.around(code, purpose)));
      const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
      const said = await run(path, reader.args(folder), { cwd: folder, env }).then(
        () => "",
        (error: unknown) => String(error),
      );
      expect(said).toBe("");
    });

    it("has something to read", () => {
      expect(snippets.length).toBeGreaterThan(3);
    });
  },
);

describe("nginx opens a WebSocket with what is offered for a path that it forwards nowhere", () => {
  const whole: readonly Purpose[] = ["forward-upgrade", "keep-path", "sticky-sessions"];

  it.each(whole)("%s", { timeout: 30_000 }, async (purpose) => {
    const path = paths.get("nginx");
    const reader = READERS.find(({ id }) => id === "nginx");
    const product = intermediaries.find(({ id }) => id === "nginx");
    const address = addressOf("ws://app.example.com/live");
    const code = address === null ? null : (product?.snippets[purpose]?.({ address, version: null }) ?? null);
    if (path === undefined || reader === undefined || code === null) return;
    const application = createServer().on("upgrade", (_, socket) => {
      socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    });
    const [behind, front] = [await portOf(application), await freePort()];
    const own = await mkdtemp(join(folder, "nginx-"));
    const configuration = reader
      .around(code.replaceAll(/PORT[12]?/g, `${behind}`), purpose)
      .replace("127.0.0.1:18080", `127.0.0.1:${front}`);
    await writeFile(join(own, reader.file), `daemon off;\nmaster_process off;\n${configuration}`);
    const nginx = spawn(path, ["-p", own, "-c", reader.file, "-e", "stderr"], { stdio: "ignore" });
    try {
      await vi.waitFor(async () => expect(await statusOf(front)).toBe(101), { timeout: 20_000 });
    } finally {
      nginx.kill();
      application.closeAllConnections();
      application.close();
    }
  });
});

/** Status of the response to a handshake; 0 where nothing listens yet. */
function statusOf(port: number): Promise<number> {
  const headers = {
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
  };
  return new Promise((resolve) => {
    const asked = request({ host: "127.0.0.1", port, path: "/live", headers });
    asked.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    asked.on("response", (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on("error", () => resolve(0));
    asked.end();
  });
}

function portOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

describe("nginx reads what is offered for other origins", () => {
  const reader = READERS.find(({ id }) => id === "nginx");
  const stories = [
    crossOrigin("MissingAllowOriginHeader"),
    crossOrigin("MultipleAllowOriginValues", "*, *"),
    crossOrigin("InvalidAllowCredentials"),
    crossOrigin("HeaderDisallowedByPreflightResponse", "authorization"),
    crossOrigin("MethodDisallowedByPreflightResponse", "PUT"),
  ];
  const snippets = stories.flatMap((story) =>
    (explained(story).diagnosis?.causes ?? []).flatMap(({ id, fix }) =>
      (fix?.snippets ?? []).filter((snippet) => snippet.for === "nginx").map(({ code }) => ({ id, code })),
    ),
  );

  it.each(snippets)("$id", { timeout: 30_000 }, async ({ code }) => {
    const path = paths.get(reader?.command ?? "");
    if (path === undefined || reader === undefined) return;
    await writeFile(join(folder, reader.file), reader.around(`location / {\n${code}\n}`, "forward-host"));
    await expect(run(path, reader.args(folder), { cwd: folder })).resolves.toBeDefined();
  });

  it("has something to read", () => {
    expect(snippets).toHaveLength(stories.length);
  });
});

describe("HAProxy reads what is offered for its own error page", () => {
  const reader = READERS.find(({ id }) => id === "haproxy");
  const transcript = [
    "> GET /live HTTP/1.1",
    "> Host: app.example.com",
    "> Upgrade: websocket",
    "> Connection: Upgrade",
    "> Sec-WebSocket-Version: 13",
    "> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "> ",
    "< HTTP/1.1 502 Bad Gateway",
    "< Content-Type: text/html",
    "< ",
    "<html><body><h1>502 Bad Gateway</h1>",
    "The server returned an invalid or incomplete response.",
    "</body></html>",
  ].join("\n");
  const [first] = explainReading(readText(transcript), 0)[0]?.diagnosis?.causes ?? [];
  const snippets = (first?.fix?.snippets ?? []).filter((snippet) => snippet.for === "HAProxy");

  it("has something to read", () => {
    expect(first?.id).toBe("h2-without-extended-connect");
    expect(snippets).toHaveLength(1);
  });

  it.each(snippets)("$code", { timeout: 30_000 }, async ({ code }) => {
    const path = paths.get(reader?.command ?? "");
    if (path === undefined || reader === undefined) return;
    await writeFile(join(folder, reader.file), filledIn(reader.around(`backend app\n    ${code}`, "forward-upgrade")));
    await expect(run(path, reader.args(folder), { cwd: folder })).resolves.toBeDefined();
  });
});

function program({ command, package: name }: { readonly command: string; readonly package: string }) {
  return { command, package: name };
}

/** The words that people fill in. */
function filledIn(code: string): string {
  return code.replaceAll("PORT1", "18081").replaceAll("PORT2", "18082").replaceAll("PORT", "18081");
}

function temporary(): string {
  return ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `  ${name}_temp_path ${name};`).join("\n");
}
