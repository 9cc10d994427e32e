import { X509Certificate } from "node:crypto";
import { assert, assertEquals, assertRejects } from "../tests/assert.ts";
import { createSelfSignedIdentity, readTlsIdentity } from "./tls.ts";

const REQUEST = {
  hosts: [
    "localhost",
    "lectern.example.org",
    "127.0.0.1",
    "::1",
    "2001:db8::a:1",
    "::ffff:10.0.0.7",
  ],
  notBeforeMs: Date.UTC(2025, 0, 2, 3, 4, 5),
  notAfterMs: Date.UTC(2051, 5, 7, 8, 9, 10),
  serial: Uint8Array.of(0x80, 2, 3, 4, 5, 6, 7, 8),
};

Deno.test("a certificate made here says whose it is and how long it holds", async () => {
  const identity = await createSelfSignedIdentity(REQUEST);
  const certificate = new X509Certificate(identity.cert);
  assert(identity.selfSigned);
  assertEquals(certificate.subject, "CN=localhost");
  assertEquals(certificate.issuer, certificate.subject);
  assertEquals(certificate.serialNumber.toLowerCase().replace(/^00/, ""), "8002030405060708");
  assertEquals(new Date(certificate.validFrom).getTime(), REQUEST.notBeforeMs);
  assertEquals(new Date(certificate.validTo).getTime(), REQUEST.notAfterMs);
});

Deno.test("TLS clients that trust the certificate accept it for its hosts", async () => {
  const identity = await createSelfSignedIdentity({
    ...REQUEST,
    notBeforeMs: Date.now() - 3600_000,
    notAfterMs: Date.now() + 3600_000,
  });
  const server = Deno.serve({
    ...identity,
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
  }, () => new Response("hello"));
  const client = Deno.createHttpClient({ caCerts: [identity.cert] });
  try {
    for (const host of ["127.0.0.1", "localhost"]) {
      const response = await fetch(`https://${host}:${server.addr.port}/`, { client });
      assertEquals(await response.text(), "hello");
    }
  } finally {
    client.close();
    await server.shutdown();
  }
});

Deno.test("serial numbers with leading zeros and of one byte are written in shortest form", async () => {
  for (const serial of [Uint8Array.of(0, 0, 0x7f), Uint8Array.of(0), Uint8Array.of(0xff)]) {
    const identity = await createSelfSignedIdentity({ ...REQUEST, serial });
    const certificate = new X509Certificate(identity.cert);
    assertEquals(parseInt(certificate.serialNumber, 16), serial.at(-1)!);
  }
});

Deno.test("the data folder's certificate is used when both files are there", async () => {
  const folder = await Deno.makeTempDir();
  try {
    assertEquals(await readTlsIdentity(folder), null);
    await Deno.writeTextFile(`${folder}/key.pem`, "the key");
    await assertRejects(() => readTlsIdentity(folder), Error, "has key.pem but no cert.pem");
    await Deno.writeTextFile(`${folder}/cert.pem`, "the chain");
    const identity = await readTlsIdentity(folder);
    assertEquals(identity, { cert: "the chain", key: "the key", selfSigned: false });
    await Deno.remove(`${folder}/key.pem`);
    await assertRejects(() => readTlsIdentity(folder), Error, "has cert.pem but no key.pem");
    await Deno.mkdir(`${folder}/key.pem`);
    await assertRejects(() => readTlsIdentity(folder), Error, "cannot read");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
