import type { Ports } from "../lab/case.ts";

/** The first of the numbers that stand for the lab's ports in recordings, in the order in which the lab opens them. */
const FIRST = 8000;

/** Chromium refuses it by its number. */
const UNSAFE = 6000;

/** Replaces the lab's ports, which differ from run to run, by numbers that stay; also where a URL is part of another one. */
export function fixedPorts(text: string, ports: Ports): string {
  const names = Object.keys(ports);
  const fixed = new Map(names.map((name, i) => [String(ports[name]), String(FIRST + i)]));
  fixed.delete(String(UNSAFE));
  return text.replace(
    /(127\.0\.0\.1(?::|%3A))(\d+)/g,
    (_, host: string, port: string) => host + (fixed.get(port) ?? port),
  );
}
