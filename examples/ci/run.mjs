// Starts the application and nginx, and has Upgrades judge the page: node run.mjs NGINX-CONFIGURATION [upgrades' options]
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocketServer } from "ws";

const here = import.meta.dirname;
const [configuration = "nginx-fixed.conf", ...options] = process.argv.slice(2);
const upgrades = process.env.UPGRADES ?? join(here, "node_modules/.bin/upgrades");

const http = createServer((_request, response) => response.writeHead(426).end());
new WebSocketServer({ server: http, path: "/live", handleProtocols: () => "chat.v1" });
const app = await listening(http);
const port = await freePort();
const folder = mkdtempSync(join(tmpdir(), "ci-example-"));
const text = readFileSync(join(here, configuration), "utf8").replace(/^# .*\n/, "");
const filledIn = text.replace("PORT", port).replace("APP", app).replace("SITE", join(here, "site"));
writeFileSync(join(folder, "nginx.conf"), filledIn);
const nginx = spawn(process.env.NGINX ?? "nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], {
  stdio: "inherit",
});
try {
  await answering(`http://127.0.0.1:${port}/`);
  process.exitCode = await judged(`http://127.0.0.1:${port}/`);
} finally {
  if (nginx.exitCode === null) {
    const over = new Promise((resolve) => nginx.once("exit", resolve));
    nginx.kill();
    await over;
  }
  http.close();
  http.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
}

function judged(url) {
  const expectations = ["--expect", join(here, "upgrades.config.json")];
  // For longer than the connection is expected to stay open: what was not watched for so long could not be checked.
  const args = [upgrades, "record", url, "--for", "6s", ...expectations, "--annotate", ...options];
  return new Promise((resolve) => spawn(process.execPath, args, { stdio: "inherit" }).once("exit", resolve));
}

function listening(server) {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
}

async function freePort() {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answering(url) {
  for (let i = 0; i < 100; i++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("nginx does not respond.");
}
