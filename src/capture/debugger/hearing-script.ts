/**
 * What runs in a document so that its sockets are heard from their first breath: CDP tells no close code. A
 * condition of a breakpoint on the browser's own setters and on `addEventListener` is asked with the socket as `this`, listens
 * to it, and says false: nothing pauses, and nothing of the page is replaced (docs/chromium.md#every-socket-heard).
 *
 * All is held by one variable whose name nobody can guess, in the scope of scripts: no property of any object. What it says
 * goes through a CDP binding, which it takes off the global object before a script of the page can run. Nothing in it may throw while
 * all is well: DevTools may pause on exceptions, the caught ones too.
 */

/**
 * Milliseconds that the rarer of the breakpoints may cost a page with a large heap: the engine walks it for each of them. The
 * shortest walk so far says what one costs; a longer one waited for the processor, and on a busy machine most do.
 */
const BUDGET_MS = 50;

/** Number of breakpoints that are set whatever they cost; nearly every page that listens meets one of them. */
const FIRST = 3;

/** The CDP binding through which it speaks. */
export const bindingOf = (name: string): string => `${name}_say`;

/** What breakpoints ask, with the socket as `this`: always false. */
export const condition = (name: string): string => `typeof ${name}==="object"&&${name}?.hear(this)===true`;

/**
 * Makes the variable; says nothing yet.
 *
 * @param name an identifier
 */
const make = (name: string) => `let ${name} = (() => {
  const property = Object.getOwnPropertyDescriptor;
  const bound = Function.prototype.bind.bind(Function.prototype.call);
  const textOf = bound(Function.prototype.toString);
  const lent = (id) => {
    const value = property(globalThis, id)?.value;
    return typeof value === "function" && textOf(value) === "function " + id + "() { [native code] }" ? value : null;
  };
  const say = property(globalThis, "${bindingOf(name)}")?.value;
  delete globalThis.${bindingOf(name)};
  const prototype = property(globalThis, "WebSocket")?.value?.prototype;
  if (typeof say !== "function" || !prototype || typeof CloseEvent !== "function") return null;
  const targets = EventTarget.prototype;
  const add = property(targets, "__zone_symbol__addEventListener")?.value ?? targets.addEventListener;
  const readers = [
    property(prototype, "url")?.get,
    ...["code", "reason", "wasClean"].map((key) => property(CloseEvent.prototype, key)?.get),
  ];
  if (readers.some((reader) => typeof reader !== "function") || typeof add !== "function") return null;
  const [urlOf, codeOf, reasonOf, isClean] = readers.map((reader) => bound(reader));
  const setters = ["onclose", "onmessage", "onopen", "onerror"].map((key) => property(prototype, key)?.set);
  const streams = property(globalThis, "WebSocketStream")?.value?.prototype;
  const ofStream = (key) => (streams ? property(streams, key)?.get : undefined);
  const [openedOf, closedOf, addressOf] = ["opened", "closed", "url"].map(ofStream);
  const hasStreams = [openedOf, closedOf, addressOf].every((one) => typeof one === "function");
  const watched = [add, ...setters, ...(hasStreams ? [openedOf, closedOf] : [])].filter((one) => typeof one === "function");
  const listen = bound(add);
  const then = bound(Promise.prototype.then);
  const readClosed = hasStreams ? bound(closedOf) : null;
  const readAddress = hasStreams ? bound(addressOf) : null;
  const isKindOf = bound(Object.prototype.isPrototypeOf);
  const has = bound(WeakMap.prototype.has);
  const remember = bound(WeakMap.prototype.set);
  const put = bound(Map.prototype.set);
  const drop = bound(Map.prototype.delete);
  const now = performance.now.bind(performance);
  const Reference = WeakRef;
  const known = { numbers: new WeakMap(), sockets: new Map(), next: 1 };
  const probe = new EventTarget();
  let hears = false;
  const tell = (words) => void say(words);
  const test = () => {
    hears = false;
    listen(probe, "close", null);
    return hears;
  };
  const take = (socket) => {
    const url = urlOf(socket);
    const number = known.next++;
    remember(known.numbers, socket, number);
    put(known.sockets, number, new Reference(socket));
    listen(socket, "close", (event) => {
      if (event.isTrusted !== true) return;
      drop(known.sockets, number);
      tell("closed " + number + " " + codeOf(event) + " " + isClean(event) + " " + url + "\\n" + reasonOf(event));
    });
    tell("heard " + number + " " + url);
  };
  const takeStream = (stream) => {
    const url = readAddress(stream);
    const number = known.next++;
    remember(known.numbers, stream, number);
    const over = (code, isClean, reason) => tell("closed " + number + " " + code + " " + isClean + " " + url + "\\n" + reason);
    then(
      readClosed(stream),
      ({ closeCode, reason }) => over(closeCode ?? 1005, true, reason ?? ""),
      (error) => over(error?.closeCode ?? 1006, false, error?.reason ?? ""),
    );
    tell("heard " + number + " " + url);
  };
  return {
    known,
    hear(socket) {
      if (socket === probe) hears = true;
      else if (isKindOf(prototype, socket) && !has(known.numbers, socket)) take(socket);
      else if (hasStreams && isKindOf(streams, socket) && !has(known.numbers, socket)) takeStream(socket);
    },
    watched,
    test,
    begin: () => tell("born " + test() + " " + location.href),
    arm() {
      if (test()) return true;
      const watch = lent("debug");
      const leave = lent("undebug");
      if (watch === null || leave === null) return false;
      let shortest = Infinity;
      for (let i = 0; i < watched.length && (i < ${FIRST} || shortest * i < ${BUDGET_MS}); i++) {
        const began = now();
        leave(watched[i]);
        watch(watched[i], ${JSON.stringify(condition(name))});
        const took = now() - began;
        if (took < shortest) shortest = took;
      }
      return test();
    },
    disarm() {
      const leave = lent("undebug");
      for (let i = 0; leave !== null && i < watched.length; i++) leave(watched[i]);
    },
  };
})();`;

/** For a new document, before its own scripts: says that it is there and whether its sockets are heard already. */
export const documentScript = (name: string): string => `${make(name)}\n${name}?.begin();`;

/** For a worker: makes the variable. @returns source whose value is the list of functions to watch, or null */
export const workerScript = (name: string): string => `${make(name)}\n${name}?.watched ?? null;`;

/** Whether sockets are heard where it is evaluated. */
export const testScript = (name: string): string => `typeof ${name}==="object"&&${name}?.test()===true`;

/** Empties the variable. */
export const forgetScript = (name: string): string => `if(typeof ${name}==="object")${name}=undefined`;

/**
 * Sets the breakpoints in the session that evaluates it. A function has one at most there: where an earlier capture's is left, which
 * asks another variable, a new one would not be set (docs/chromium.md#every-socket-heard).
 *
 * @returns source whose value tells whether sockets are heard now
 */
export const armScript = (name: string): string => `typeof ${name}==="object"&&${name}!==null?${name}.arm():null`;

/** Takes them away in the session that evaluates it, and empties the variable. */
export const disarmScript = (name: string): string =>
  `if(typeof ${name}==="object"&&${name}!==null){${name}.disarm();${name}=undefined}`;

/** Source of what is remembered of a context's sockets, where the script runs; else of \`otherwise\`. */
export const knownScript = (name: string, otherwise: string): string =>
  `typeof ${name}==="object"&&${name}!==null?${name}.known:${otherwise}`;
