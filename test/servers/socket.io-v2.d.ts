/** What is used here of Socket.IO 2, which came without types. */
declare module "socket.io-v2" {
  import type { Server as HttpServer } from "node:http";

  export interface SocketV2 {
    on(event: string, listener: (...values: readonly unknown[]) => void): void;
    use(run: (packet: readonly unknown[], next: () => void) => void): void;
    emit(event: string, ...values: readonly unknown[]): void;
  }
  export interface NamespaceV2 {
    use(run: (socket: SocketV2, next: (error?: Error) => void) => void): void;
    on(event: "connection", listener: (socket: SocketV2) => void): void;
  }
  export interface ServerV2 extends NamespaceV2 {
    of(namespace: string): NamespaceV2;
    close(): void;
  }
  function serve(http: HttpServer, options: { readonly serveClient: false }): ServerV2;

  // biome-ignore lint/style/noDefaultExport: it is what the library has
  export { serve as default };
}
