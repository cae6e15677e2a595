import * as v from "valibot";
import { certificateOf } from "./certificate.ts";
import { cipherOf } from "./ciphers.ts";
import { dependencyOf, type NetEvent, PHASE_END, textOf } from "./event.ts";
import type { RawBytes } from "./raw-bytes.ts";
import type { SocketFacts } from "./socket-facts.ts";

const Certificates = v.looseTuple([v.string()]);

/**
 * Takes an event of a socket: what it connected to, and for which job; what it read, where the log was made with raw bytes.
 *
 * @param type of the event by its name
 * @param raw takes what it read
 * @param facts takes the rest
 */
export function takeSocketEvent(event: NetEvent, type: string, raw: RawBytes, facts: SocketFacts): void {
  const { id } = event.source;
  if (type === "SOCKET_IN_USE") raw.use(id, event.phase === PHASE_END ? null : dependencyOf(event));
  if (type === "SOCKET_IN_USE" && event.phase !== PHASE_END) {
    const job = dependencyOf(event);
    if (job !== null) facts.use(id, job);
  }
  if (type === "TCP_CONNECT" && event.phase !== PHASE_END) facts.connect(id, event.time, null);
  if (type === "TCP_CONNECT" && event.phase === PHASE_END) {
    const remote = textOf(event, "remote_address");
    if (remote !== null) facts.connect(id, event.time, remote);
  }
  if (type === "SSL_CONNECT" && event.phase !== PHASE_END) facts.secure(id, event.time, null);
  if (type === "SSL_CONNECT" && event.phase === PHASE_END) {
    const version = /^(?:TLS|SSL|QUIC)[ .\w]{0,12}$/.exec(textOf(event, "version") ?? "")?.[0] ?? null;
    if (version !== null) facts.secure(id, event.time, version, cipherOf(event.params["cipher_suite"]));
  }
  if (type === "SSL_CERTIFICATES_RECEIVED") {
    const parsed = v.safeParse(Certificates, event.params["certificates"]);
    if (parsed.success) facts.certify(id, certificateOf(parsed.output[0]));
  }
  if (type === "SOCKET_ALIVE" && event.phase === PHASE_END) {
    raw.use(id, null);
    facts.forget(id);
  }
  if (type !== "SOCKET_BYTES_RECEIVED" && type !== "SSL_SOCKET_BYTES_RECEIVED") return;
  const bytes = textOf(event, "bytes");
  if (bytes !== null) raw.receive(id, bytes, type.startsWith("SSL"));
}
