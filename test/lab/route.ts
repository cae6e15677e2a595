import type { Call } from "./call.ts";

/** One way to behave. */
export interface Route {
  /** "/live", or "/status/:code" for a path whose last part is free. */
  readonly path: string;
  /** What the server does, in one line. */
  readonly does: string;
  /** The diagnosis id of docs/report-format.md#diagnoses that it leads to; null when nothing is wrong, "varies" when it depends on the rest. */
  readonly gives: string | null;
  run(call: Call): void;
}

/** The route for a path: the exact one first, then the one with a free last part. */
export function findRoute(routes: readonly Route[], path: string): Route | undefined {
  const open = path.replace(/\/[^/]*$/, "/:");
  return (
    routes.find((route) => route.path === path) ??
    routes.find((route) => /\/:\w+$/.test(route.path) && route.path.startsWith(open))
  );
}

/** The free last part of a path. */
export function lastPartOf(path: string): string {
  return path.split("/").at(-1) ?? "";
}
