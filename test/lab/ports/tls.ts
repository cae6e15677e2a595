import { createServer as createHttpsServer, type Server as HttpsServer } from "node:https";
import type { Certificate } from "../certificates.ts";
import { type Site, serveSite } from "../site.ts";

/** The whole site over TLS, HTTP/1.1 only. */
export function tlsServer(certificate: Certificate, site: Site): HttpsServer {
  const server = createHttpsServer(certificate);
  serveSite(server, site);
  return server;
}

/** The whole site over TLS for those who show a client certificate. */
export function clientCertificateServer(certificate: Certificate, site: Site): HttpsServer {
  const server = createHttpsServer({
    ...certificate,
    requestCert: true,
    rejectUnauthorized: true,
    ca: certificate.cert,
  });
  serveSite(server, site);
  return server;
}
