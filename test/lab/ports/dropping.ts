import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import type { Scope } from "../scope.ts";

/** Listens, tells its port, and never runs again: nobody takes the connections that come. */
const PROGRAM = `
  const server = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    require("node:fs").writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;

/** More than wait in a queue of one. */
const FILLERS = 4;

/**
 * A port whose queue is full, so that the system drops what else comes (Linux): as a firewall does that drops packets.
 *
 * @returns the port
 */
export async function droppingPort(scope: Scope): Promise<number> {
  const child = spawn(process.execPath, ["-e", PROGRAM], { stdio: ["ignore", "pipe", "inherit"] });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  scope.atEnd(() => {
    process.off("exit", kill);
    kill();
  });
  const [told] = await once(child.stdout, "data");
  const port = Number(String(told));
  for (let i = 0; i < FILLERS; i++) scope.keep(connect(port, "127.0.0.1"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return port;
}
