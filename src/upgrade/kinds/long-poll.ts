import { ordinaryRequest } from "./ordinary-request.ts";

/** Facts of a long poll. */
export const longPollFacts = ordinaryRequest("long-poll");
