import { acts } from "./sockets.js";

const element = (id) => document.getElementById(id);
const rows = [];
const cases = await (await fetch("/cases.json")).json();
const here = location.origin + location.pathname;

/** Whether this page can open it, or another of the lab's pages has to. */
const opensHere = (one) => one.page === null || one.page.split("?")[0] === here;

for (const group of new Set(cases.map((one) => one.group))) element("cases").append(groupOf(group));

element("send").onclick = () => forEachRow((row) => row.sendTen());
element("close").onclick = () => forEachRow((row) => row.close());
element("reload").onclick = () => location.reload();
element("all").onclick = () => openAll();

const wanted = new URLSearchParams(location.search).get("open") ?? "";
if (wanted === "all") openAll();
else for (const id of wanted.split(",")) cases.filter((one) => one.id === id && opensHere(one)).forEach(openCase);
document.documentElement.dataset.ready = "yes";

function forEachRow(run) {
  for (const row of rows) run(row);
}

function openAll() {
  for (const one of cases) if (opensHere(one) && !one.alone && one.how === null) openCase(one);
}

function openCase(one) {
  try {
    acts[one.act](one, rowFor(one));
  } catch (error) {
    console.warn(`${one.id}: ${error.message}`);
  }
}

function groupOf(name) {
  const group = make("fieldset", "", "");
  group.append(make("legend", "", name));
  for (const one of cases.filter((candidate) => candidate.group === name)) group.append(buttonFor(one));
  return group;
}

function buttonFor(one) {
  const tip = [one.url, one.gives ? `leads to ${one.gives}` : "healthy", one.how ?? ""].filter(Boolean).join("\n");
  if (opensHere(one)) {
    const button = make("button", one.gives === null ? "fine" : "", one.title);
    button.type = "button";
    button.id = `open-${one.id}`;
    button.title = tip;
    button.onclick = () => openCase(one);
    return button;
  }
  const link = make("a", "", `${one.title} ↗`);
  link.id = `open-${one.id}`;
  link.href = one.page;
  link.title = tip;
  return link;
}

/** One line of the table: what became of one connection, and its buttons. */
function rowFor(one, visible = true) {
  const counts = { sent: 0, received: 0 };
  const line = make("tr", "", "");
  const name = make("td", "", one.id);
  const state = make("td", "state", "connecting");
  const sent = make("td", "number", "0");
  const received = make("td", "number", "0");
  const buttons = make("td", "", "");
  let send = () => {};
  let close = () => {};
  let stopped = false;
  const row = {
    state(text) {
      state.textContent = text;
      state.dataset.state = text;
      summarize();
    },
    closed(code, wasClean) {
      row.state(wasClean ? `closed ${code}` : `${state.textContent === "failed" ? "failed" : "closed"} ${code}`);
    },
    sent() {
      sent.textContent = String(++counts.sent);
    },
    received() {
      received.textContent = String(++counts.received);
    },
    told({ state: what, detail }) {
      if (what === "message") row.received();
      else row.state(detail === undefined ? what : `${what} ${detail}`);
    },
    sends(run) {
      send = run;
    },
    closes(run) {
      close = run;
    },
    wakes() {},
    again: () => rowFor(one),
    quiet: () => rowFor(one, false),
    stopped: () => stopped,
    sendTen() {
      for (let i = 1; i <= 10; i++) send(`message ${i}`);
    },
    close() {
      stopped = true;
      close();
    },
  };
  name.title = one.url;
  buttons.append(action("Send 10", row.sendTen), action("Close", row.close));
  line.append(name, state, sent, received, buttons);
  rows.push(row);
  if (visible) element("sockets").append(line);
  return row;
}

function action(words, run) {
  const button = make("button", "small", words);
  button.type = "button";
  button.onclick = run;
  return button;
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function summarize() {
  const open = document.querySelectorAll('[data-state="open"]').length;
  element("sum").textContent = `${open} open of ${rows.length}`;
}
