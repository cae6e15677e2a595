/** Which way a message went, seen from the browser. */
export type Direction = "sent" | "received";
