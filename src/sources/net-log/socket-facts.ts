import type { Certificate, NetworkFacts } from "../../upgrade/network-facts.ts";

/** What one socket of the browser did below HTTP; moments in milliseconds of the log. */
interface Socket {
  connectBegan: number | null;
  connected: number | null;
  tlsBegan: number | null;
  tlsDone: number | null;
  /** "192.0.2.1:443", "[2001:db8::1]:443". */
  remote: string | null;
  /** "TLS 1.3". */
  version: string | null;
  /** "TLS_AES_128_GCM_SHA256". */
  cipher: string | null;
  certificate: Certificate | null;
}

/** Jobs that are remembered until a request is bound to them. */
const MOST_JOBS = 1000;

/**
 * Address, TLS version, and the stretches TCP and TLS of each request in a network log: a request is bound to a job, and a job uses a
 * socket, which reports its own beginning (TCP_CONNECT, SSL_CONNECT; docs/chromium.md#net-log-sockets).
 */
export class SocketFacts {
  readonly #sockets = new Map<number, Socket>();
  /** Sockets of requests, and of jobs that no request is bound to yet. */
  readonly #ofRequest = new Map<number, Socket>();
  readonly #ofJob = new Map<number, Socket>();
  readonly #requestOf = new Map<number, number>();

  /** HTTP_STREAM_REQUEST_BOUND_TO_JOB of a request that is looked at; it may come before the job has its socket, or after. */
  bind(request: number, job: number): void {
    this.#requestOf.set(job, request);
    const socket = this.#ofJob.get(job);
    if (socket !== undefined) this.#ofRequest.set(request, socket);
  }

  /** SOCKET_IN_USE, whose socket may have served others before. */
  use(socket: number, job: number): void {
    const known = this.#sockets.get(socket);
    if (known === undefined) return;
    const request = this.#requestOf.get(job);
    if (request !== undefined) this.#ofRequest.set(request, known);
    this.#ofJob.set(job, known);
    // A log has a job for each request of the browser.
    const [oldest] = this.#ofJob.keys();
    if (this.#ofJob.size > MOST_JOBS && oldest !== undefined) this.#ofJob.delete(oldest);
  }

  /** TCP_CONNECT; several addresses may be tried, each by a socket of its own. */
  connect(id: number, at: number, remote: string | null): void {
    const socket = this.#socket(id);
    if (remote === null) socket.connectBegan ??= at;
    else {
      socket.connected ??= at;
      socket.remote ??= remote;
    }
  }

  /** SSL_CONNECT. */
  secure(id: number, at: number, version: string | null, cipher: string | null = null): void {
    const socket = this.#socket(id);
    if (version === null) socket.tlsBegan ??= at;
    else {
      socket.tlsDone ??= at;
      socket.version ??= version;
      socket.cipher ??= cipher;
    }
  }

  /** SSL_CERTIFICATES_RECEIVED: the first is the other end's own (RFC 8446 §4.4.2). */
  certify(id: number, certificate: Certificate | null): void {
    this.#socket(id).certificate ??= certificate;
  }

  /** SOCKET_ALIVE ends; those that carried a request are kept with it. */
  forget(id: number): void {
    this.#sockets.delete(id);
  }

  /**
   * What is known of the network below a request.
   *
   * @param begunAt when it began, in milliseconds of the log: a socket that is older had been opened for somebody else
   * @returns undefined where the log has nothing of it
   */
  of(request: number, begunAt: number | null): NetworkFacts | undefined {
    const socket = this.#ofRequest.get(request);
    const [, address = null, port = null] = /^\[?([0-9a-f.:]{2,45}?)\]?:(\d{1,5})$/i.exec(socket?.remote ?? "") ?? [];
    if (socket === undefined || (address === null && socket.version === null)) return undefined;
    const isOwn = begunAt !== null && socket.connectBegan !== null && socket.connectBegan >= begunAt;
    return {
      address,
      port: port === null ? null : Number(port),
      security: socket.version,
      ...(socket.cipher === null ? {} : { cipher: socket.cipher }),
      ...(socket.certificate === null ? {} : { certificate: socket.certificate }),
      phases: isOwn
        ? {
            ...phase("connect", socket.connectBegan, socket.connected),
            ...phase("tls", socket.tlsBegan, socket.tlsDone),
          }
        : {},
    };
  }

  #socket(id: number): Socket {
    const known = this.#sockets.get(id) ?? {
      connectBegan: null,
      connected: null,
      tlsBegan: null,
      tlsDone: null,
      remote: null,
      version: null,
      cipher: null,
      certificate: null,
    };
    this.#sockets.set(id, known);
    return known;
  }
}

function phase(name: "connect" | "tls", from: number | null, to: number | null): NetworkFacts["phases"] {
  return from === null || to === null || to < from ? {} : { [name]: to - from };
}
