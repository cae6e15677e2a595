import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { certificateOf } from "../../../src/sources/net-log/certificate.ts";
import { cipherOf } from "../../../src/sources/net-log/ciphers.ts";
import { SocketFacts } from "../../../src/sources/net-log/socket-facts.ts";
import { LAB_CERTIFICATE } from "./lab-certificate.ts";

/** Of `openssl x509`: version 1, so without a version, and its subject has an organization alone. */
const FIRST_VERSION = `-----BEGIN CERTIFICATE-----
MIICBTCB7gIUPWSLjLc7wgFVAOPceeXDLqck+sQwDQYJKoZIhvcNAQELBQAwNjEL
MAkGA1UEBhMCVVMxFjAUBgNVBAoMDUxldCdzIEVuY3J5cHQxDzANBgNVBAMMBlIx
MSDDvDAeFw0yNjExMjkxODA0MzBaFw0yNzAyMjcxODA0MzBaMBQxEjAQBgNVBAoM
CVNob3Agb25seTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABOBdsrJlUBK6g0Tv
Fbd4gNOKvOV49Qdj1JCpv9kE0eQ8fTabbrhvfPrXCYwy+jEw/tyJuc3RXM56QfuX
kyobcP4wDQYJKoZIhvcNAQELBQADggEBAG9o5rwhCeidDUvsVc+RRYD7wgiwmVOl
F55sE8bhw4pRGN1Mq2pkS0hiu2gCAxDJ13rHfC6aytvPUYs+Ig/ZWsxR4h66rvv/
Tu/49QPQY16ayrnqX5O5DoxvMkpcYbjutDO/oAP2Zuv+2rIHs5pl5+3DCTR8eLqR
T5RgKHR25SaQ0qSEofEylG/bkHMmvk8ZHzi6o4SMcqHOF710hDrO5/kzdQqi0xAx
aDjaREnfSn/r3TlGY83MDrdqssaVHPsIvDXxAgBuTUwRoT8xnmvfbBrEA5zoJz9a
q+0FgFk3JF0nhp03ul3j3sjUkploMiDaX4X7sJScvKm1GdUFCXU+Wok=
-----END CERTIFICATE-----
`;

/** Of `openssl req -x509 -days 20000`: its end is written with four digits of the year. */
const LONG_LASTING = `-----BEGIN CERTIFICATE-----
MIIBczCCARmgAwIBAgIUCSAsi2U0aZ47uW/1yJ+KBDBE9JowCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDZmFyMCAXDTI2MTEyOTE4MDQ1NVoYDzIwODEwOTAxMTgwNDU1
WjAOMQwwCgYDVQQDDANmYXIwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAR6a4y3
+jENH4idS0Blv88uKtnhpTsFpBBLb1H1EQQaNaKFG74EamwavIG4AA5sjQ1IfO3U
tdaeKyvv8mSFQzDqo1MwUTAdBgNVHQ4EFgQUK8Zc+O7scDOvxBpOoHsU8i3p1uUw
HwYDVR0jBBgwFoAUK8Zc+O7scDOvxBpOoHsU8i3p1uUwDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiAxr4/8ULdpGdO0OMhZG7L2dKFVict1IcGfa6K/
9FGKqwIhANaCQb01BBUKUocHsAWwmtm4nKRH04F0D3r3Hmp75oJk
-----END CERTIFICATE-----
`;

describe("certificateOf", () => {
  test("reads to whom, by whom, from when and until when", () => {
    expect(certificateOf(LAB_CERTIFICATE)).toEqual({
      subject: "Upgrades lab",
      issuer: "Upgrades lab",
      validFrom: Date.UTC(2026, 10, 29, 18, 0, 24),
      validTo: Date.UTC(2026, 11, 1, 18, 0, 24),
    });
    expect(certificateOf(FIRST_VERSION)).toMatchObject({ subject: "Shop only", issuer: "R11 ü" });
    expect(new Date(certificateOf(LONG_LASTING)?.validTo ?? 0).getUTCFullYear()).toBe(2081);
  });

  test("says nothing of what is none, and never fails", () => {
    for (const none of ["", "-----BEGIN CERTIFICATE-----\n!!!\n-----END", "-----BEGIN CERTIFICATE-----MAA=-----END"])
      expect(certificateOf(none)).toBeNull();
    const bytes = Uint8Array.from(atob(LAB_CERTIFICATE.replace(/-----.*-----|\s/g, "")), (one) => one.charCodeAt(0));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 5 }),
        fc.nat(),
        (changes, cut) => {
          const broken = bytes.slice();
          for (const [at, byte] of changes) broken[at] = byte;
          const text = btoa(String.fromCharCode(...broken.subarray(0, cut % bytes.length)));
          expect(() => certificateOf(`-----BEGIN CERTIFICATE-----${text}-----END CERTIFICATE-----`)).not.toThrow();
        },
      ),
    );
  });
});

test("a cipher suite has its registered name, where Chromium offers it", () => {
  expect([cipherOf(0x1302), cipherOf(0xc02f), cipherOf(0), cipherOf("4865")]).toEqual([
    "TLS_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    null,
    null,
  ]);
});

test("the facts of a socket have its certificate", () => {
  const facts = new SocketFacts();
  const certificate = certificateOf(LAB_CERTIFICATE);
  facts.certify(1, certificate);
  facts.secure(1, 130, "TLS 1.3", cipherOf(0x1301));
  facts.use(1, 7);
  facts.bind(5, 7);
  expect(facts.of(5, 90)).toMatchObject({ security: "TLS 1.3", cipher: "TLS_AES_128_GCM_SHA256", certificate });
});
