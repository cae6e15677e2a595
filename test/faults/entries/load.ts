import { exchange } from "../../browser/exchange.ts";
import { eventually } from "../../browser/inspected.ts";
import { doorsTo } from "../../lab/doors.ts";
import type { Fault } from "../fault.ts";

/** More than the 255 that Chromium gives to a page's process. */
const AT_ONCE = 300;

const CONNECTIONS = 10_000;

/** Most handshakes under way: with 8 Chromium delays the next by 4 to 20 ms, with each more by twice as much (WebSocketThrottler). */
const HANDSHAKES = 8;

const SIXTEEN_MB = 16 * 1024 * 1024;

/** Much at once, and what comes earlier than it should. */
export const loadFaults: readonly Fault[] = [
  {
    id: "sockets-at-once",
    what: `A page opens ${AT_ONCE} sockets at once`,
    expected: "a row for each: 255 are open, the rest blocked by Chromium",
    async run(stage) {
      await stage.live();
      const sockets = Array.from({ length: AT_ONCE }, (_, i) => ({
        url: stage.ws(`/counted?n=2&name=${i}`),
        send: 2,
      }));
      await stage.page.evaluate(`window.openPlan(${JSON.stringify({ sockets })})`);
      const states = await eventually(
        async () => (await stage.report()).connections.map(({ state }) => state),
        (all) => all.length === AT_ONCE && all.every((state) => state === "open" || state === "blocked"),
        60_000,
        500,
      );
      const open = states.filter((state) => state === "open").length;
      const blocked = states.filter((state) => state === "blocked").length;
      const real = stage.at.lab.seen.of("/counted").length;
      stage.see(`${states.length} rows, ${open} open, ${blocked} blocked`, open === real && open + blocked === AT_ONCE);
      // The page has none left for what comes after.
      await stage.page.evaluate(`window.tell({ name: null, close: 1000 })`);
      await eventually(
        async () => stage.at.lab.seen.of("/counted"),
        (all) => all.every((one) => !one.open),
      );
    },
  },
  {
    id: "many-connections",
    what: `A page opens and closes ${CONNECTIONS.toLocaleString("en")} connections in a minute`,
    expected: "a row for each",
    async run(stage) {
      await stage.live();
      const doors = await doorsTo(stage.at.lab.ports["main"] ?? 0);
      await stage.page.evaluate(
        (addresses, wanted, forMs, atOnce) => {
          const start = performance.now();
          const state = { opened: 0, open: 0, ended: 0, took: 0 };
          Reflect.set(window, "many", state);
          const one = () => {
            const socket = new WebSocket(addresses[state.opened++ % addresses.length] ?? "");
            socket.onopen = () => {
              state.open++;
              socket.send("one");
              openDue();
            };
            socket.onmessage = ({ data }) => data === "message 1" && socket.close(1000);
            socket.onclose = () => {
              if (++state.ended === wanted) state.took = performance.now() - start;
            };
          };
          // Spread over the minute, and caught up where the page had no turn.
          const openDue = () => {
            const due = Math.min(wanted, Math.ceil(((performance.now() - start) / forMs) * wanted));
            while (state.opened < due && state.opened - state.open < atOnce) one();
            if (state.opened === wanted) clearInterval(timer);
          };
          const timer = setInterval(openDue, 10);
        },
        doors.ports.map((port) => `ws://127.0.0.1:${port}/counted?n=2&name=many`),
        CONNECTIONS,
        60_000,
        HANDSHAKES,
      );
      const took = await eventually(
        async () => Number(await stage.page.evaluate("many.took")),
        (milliseconds) => milliseconds > 0,
        400_000,
        1000,
      );
      doors.close();
      const report = await eventually(
        () => stage.report(),
        ({ connections }) => connections.filter(({ state }) => state === "closed").length >= CONNECTIONS,
        120_000,
        5000,
      );
      const closed = report.connections.filter(({ state }) => state === "closed").length;
      stage.see(
        `${closed.toLocaleString("en")} rows, all in ${Math.round(took / 1000)} s`,
        closed === CONNECTIONS && report.connections.length === CONNECTIONS,
      );
    },
  },
  {
    id: "large-message",
    what: "Messages of 16 MiB, text and binary, go both ways",
    expected: "each is counted once, with its size",
    async run(stage) {
      await stage.live();
      await exchange(stage.page, stage.ws("/echo?name=large"), SIXTEEN_MB);
      const [large] = await eventually(
        async () => (await stage.report()).connections,
        ([one]) =>
          one?.state === "closed" && one.observed?.seenBy.network === true && one.messages?.received.count === 2,
        30_000,
      );
      const { sent, received, bytesExact } = large?.messages ?? {};
      stage.see(
        `sent ${sent?.bytes.toLocaleString("en")} bytes, received ${received?.bytes.toLocaleString("en")}, ${bytesExact === true ? "exact" : "not exact"}`,
        bytesExact === true && sent?.bytes === 2 * SIXTEEN_MB && received?.bytes === 2 * SIXTEEN_MB,
      );
    },
  },
  {
    id: "messages-before-handshake",
    what: "Messages come in one piece with their handshake, and before the debugger has heard of it",
    expected: "all are counted, once",
    async run(stage) {
      await stage.socket("/burst?n=30000&size=32&name=before", 10);
      await stage.sent("before", 1);
      // In the middle of it: the debugger is told of messages whose handshake it never saw; DevTools' log has both.
      await stage.live();
      await stage.socket("/burst?n=500&size=32&name=with", 10);
      await stage.sent("before", 30_000);
    },
  },
];
