import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { wireOf } from "../../src/cli/mcp/wire.ts";

async function wired() {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const notes: string[] = [];
  const { transport, ended } = wireOf(input, output, (line) => notes.push(line));
  const received: unknown[] = [];
  transport.onmessage = (message) => received.push(message);
  await transport.start();
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  return { input, output, notes, transport, ended, received, isOver: () => isOver };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

test("ends with an input that has nothing in it", async () => {
  const { input, ended } = await wired();
  input.end();
  await ended;
});

test("ends only when the calls that still run are answered", async () => {
  const { input, output, transport, ended, received, isOver } = await wired();
  input.end('{"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"a"}}');
  await turn();
  expect(received).toMatchObject([{ id: 7 }]);
  expect(isOver()).toBe(false);
  await transport.send({ jsonrpc: "2.0", id: 7, result: {} });
  await ended;
  expect(String(output.read())).toBe('{"jsonrpc":"2.0","id":7,"result":{}}\n');
});

test("does not wait for a call that was canceled", async () => {
  const { input, ended } = await wired();
  input.write('{"jsonrpc":"2.0","id":"a","method":"tools/call"}\n');
  input.end('{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}}\n');
  await ended;
});

test("tells a line that is no JSON, and reads on", async () => {
  const { input, notes, received, ended } = await wired();
  input.write("hel\u001b[31mlo\n\n");
  input.end('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  await ended;
  await turn();
  expect(notes).toEqual(["upgrades mcp: a line is not JSON: hel\\u001b[31mlo"]);
  expect(received).toHaveLength(1);
});
