import type { Page } from "puppeteer-core";
import type { Report, ReportConnection } from "../../src/report/contract/format.ts";

/** What the lab's page `/everything` opens, and what its frames and workers open in turn (test/lab/page/everything.js). */
export interface Plan {
  /** Addresses to ask first: an HTTP/2 socket needs a connection that is there already. */
  readonly warm?: readonly string[];
  readonly sockets?: readonly PlannedSocket[];
  /** So many sockets, opened within so many milliseconds, each of which lives for up to a second; at once, or when told to. */
  readonly brief?: { readonly url: string; readonly count: number; readonly within: number; readonly waits: boolean };
  readonly requests?: readonly { readonly url: string; readonly by: "EventSource" | "fetch" | "WebTransport" }[];
  /** Addresses that a worker opens whose policy forbids it. */
  readonly guarded?: readonly string[];
  readonly frames?: readonly { readonly origin?: string; readonly plan: Plan }[];
  readonly workers?: readonly Plan[];
  readonly shared?: readonly Plan[];
  readonly service?: Plan;
  /** Where the page goes when its sockets are open. */
  readonly next?: string;
}

interface PlannedSocket {
  readonly url: string;
  /** How many messages it says when it opens. */
  readonly send?: number;
  /** How often it is opened again when it has ended. */
  readonly again?: number;
}

/** The address of a page that opens a plan by itself. */
export function pageOf(plan: Plan, origin = ""): string {
  return `${origin}/everything?plan=${encodeURIComponent(JSON.stringify(plan))}`;
}

/** Lets a page that is there, one of `/everything`, open a plan. */
export async function openPlan(page: Page, plan: Plan): Promise<void> {
  // As text: what Vitest makes of a function would not run in the page.
  await page.evaluate(`window.openPlan(${JSON.stringify(plan)})`);
}

/** What a page is told to do with its open sockets and its requests of one name. */
export interface Order {
  /** null: all of them. */
  readonly name: string | null;
  readonly say?: readonly string[];
  /** The code with which sockets are closed. */
  readonly close?: number;
  /** Whether requests are ended. */
  readonly stop?: boolean;
  /** An address to which the page, and each of its frames and workers, opens one more socket. */
  readonly open?: string;
  /** Whether the brief sockets that wait for it are opened. */
  readonly begin?: boolean;
}

/** Lets a page do something with its sockets and requests, and with those of its frames and workers. */
export async function tell(page: Page, order: Order): Promise<void> {
  await page.evaluate(`window.tell(${JSON.stringify(order)})`);
}

/** The connections of a report by the query of their address, "?name": by which tests tell them apart. */
export function bySearch({ connections }: Report): ReadonlyMap<string, ReportConnection> {
  return new Map(connections.map((connection) => [new URL(connection.url ?? "about:blank").search, connection]));
}

/** "?name target state ended" for each connection, sorted. */
export function lives(report: Report): string[] {
  return report.connections
    .map(({ url, target, state, observed }) =>
      [new URL(url ?? "about:blank").search, target, state, observed?.ended].filter((word) => word != null).join(" "),
    )
    .sort();
}
