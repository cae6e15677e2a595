import { ordinaryRequest } from "./ordinary-request.ts";

/** Facts of a fetch whose response has begun and goes on. */
export const streamingFetchFacts = ordinaryRequest("streaming-fetch");
