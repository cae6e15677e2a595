import { execFile } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A certificate with its private key, both as PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** What this process has made: to make one takes longer than to start all else of a lab, and it outlives every lab. */
const made = new Map<string, Promise<Certificate>>();

/**
 * A self-signed certificate for 127.0.0.1 and localhost, made with the `openssl` command and valid for two days: the same
 * for every lab of this process.
 *
 * @throws Error that names the missing command
 */
export function selfSigned(commonName: string): Promise<Certificate> {
  const before = made.get(commonName);
  if (before !== undefined) return before;
  const now = makeOne(commonName);
  made.set(commonName, now);
  now.catch(() => made.delete(commonName));
  return now;
}

async function makeOne(commonName: string): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-lab-"));
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  try {
    await promisify(execFile)("openssl", [
      ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2".split(" "),
      ...["-subj", `/CN=${commonName}`, "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"],
      ...["-keyout", key, "-out", cert],
    ]);
    return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
  } catch (cause) {
    throw new Error("The lab makes its test certificates with the openssl command, which did not run.", { cause });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The value for Chromium's `--ignore-certificate-errors-spki-list` that makes it accept this certificate and no other:
 * base64 of the SHA-256 of its public key.
 */
export function publicKeyHash({ cert }: Certificate): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki).digest("base64");
}

/** What a page names in `serverCertificateHashes`: the SHA-256 of the whole certificate, as hexadecimal digits. */
export function certificateHash({ cert }: Certificate): string {
  return createHash("sha256").update(new X509Certificate(cert).raw).digest("hex");
}
