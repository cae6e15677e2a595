import type { Headers } from "./headers.ts";

/** An ordinary response of a host: evidence about what stands in front of it. */
export interface HostResponse {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
}
