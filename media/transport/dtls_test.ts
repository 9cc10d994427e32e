import { Buffer } from "node:buffer";
import { DtlsClient, type Transport } from "werift";
import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { until } from "../../tests/until.ts";
import {
  closeDtls,
  createDtls,
  createDtlsCertificate,
  type Dtls,
  type DtlsKeys,
  receiveDtls,
} from "./dtls.ts";
import { fingerprintOf, matchesFingerprint } from "./fingerprint.ts";

// werift's timers cannot be simulated: these tests run in real time, and timers of finished handshakes may outlive them.
const realTime = { sanitizeOps: false, sanitizeResources: false };

type Outcome = { keys: DtlsKeys; certificate: Uint8Array } | { closed: string };

interface Pair {
  readonly server: Dtls;
  readonly client: DtlsClient;
  readonly outcome: Promise<Outcome>;
  /** Datagrams of the client, as they arrived. */
  readonly sent: Uint8Array[];
}

/** A werift client and our server, joined in memory. */
async function createPair(clientKeyOf?: "another certificate"): Promise<Pair> {
  const ours = await createDtlsCertificate();
  const theirs = await createDtlsCertificate();
  const wrong = await createDtlsCertificate();
  const sent: Uint8Array[] = [];
  let settle: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => settle = resolve);
  const transport: Transport = {
    type: "udp",
    address: { address: "", family: "IPv4", port: 0 },
    closed: false,
    onData: () => {},
    close: () => Promise.resolve(),
    send: (bytes: Buffer) => {
      sent.push(new Uint8Array(bytes));
      queueMicrotask(() => receiveDtls(server, bytes));
      return Promise.resolve();
    },
  };
  const client = new DtlsClient({
    cert: theirs.certPem,
    key: clientKeyOf ? wrong.keyPem : theirs.keyPem,
    signatureHash: { hash: 4, signature: 3 },
    transport,
    srtpProfiles: [1, 7],
    extendedMasterSecret: true,
  });
  const server = createDtls(ours, {
    send: (bytes) => queueMicrotask(() => transport.onData(Buffer.from(bytes), ["", 0])),
    connected: (keys, certificate) => settle({ keys, certificate }),
    closed: (closed) => settle({ closed }),
  });
  return { server, client, outcome, sent };
}

Deno.test("a handshake gives both sides the same keys, GCM preferred", realTime, async () => {
  const { client, outcome, server } = await createPair();
  const connected = new Promise<void>((resolve) => client.onConnect.subscribe(() => resolve()));
  client.connect().catch(() => {});
  const result = await outcome;
  await connected;
  assert("keys" in result);
  assertEquals(result.keys.local.profile, "AEAD_AES_128_GCM");
  const theirs = client.extractSessionKeys(16, 12);
  assertEquals(new Uint8Array(theirs.localKey), new Uint8Array(result.keys.remote.key));
  assertEquals(new Uint8Array(theirs.remoteKey), new Uint8Array(result.keys.local.key));
  assertEquals(new Uint8Array(theirs.remoteSalt), new Uint8Array(result.keys.local.salt));
  assertEquals(server.state, "connected");
});

Deno.test(
  "the client's certificate is handed over for comparison with its SDP",
  realTime,
  async () => {
    const { client, outcome } = await createPair();
    client.connect().catch(() => {});
    const result = await outcome;
    assert("certificate" in result);
    const fingerprint = fingerprintOf(result.certificate);
    assert(matchesFingerprint(result.certificate, fingerprint));
    assert(!matchesFingerprint(result.certificate, { ...fingerprint, algorithm: "sha-1" }));
    const other = await createDtlsCertificate();
    assert(!matchesFingerprint(result.certificate, other.fingerprint));
  },
);

Deno.test("a client without the key of its certificate is refused", realTime, async () => {
  const { client, outcome } = await createPair("another certificate");
  client.connect().catch(() => {});
  const result = await outcome;
  assert("closed" in result);
  assertEquals(result.closed, "the client did not prove that it holds its certificate's key");
});

Deno.test(
  "after the handshake a new one and unprotected alerts are ignored",
  realTime,
  async () => {
    const { client, outcome, server, sent } = await createPair();
    client.connect().catch(() => {});
    await outcome;
    const hello = sent[0]!;
    assertEquals(receiveDtls(server, hello), false);
    const alert = Uint8Array.of(21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 1, 0);
    assertEquals(receiveDtls(server, alert), false);
    assertEquals(server.state, "connected");
  },
);

Deno.test(
  "a forged first hello cannot start a handshake anew that is under way",
  realTime,
  async () => {
    const { client, outcome, server, sent } = await createPair();
    client.connect().catch(() => {});
    await until("the client's second hello", () => sent.length >= 2);
    assertEquals(receiveDtls(server, sent[0]!), false);
    assert("keys" in await outcome);
  },
);

Deno.test("a hello that makes no sense does not end what has not begun", realTime, async () => {
  const { client, outcome, server } = await createPair();
  const hello = new Uint8Array(80);
  hello.set([22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 67, 1, 0, 0, 55, 0, 0, 0, 0, 0, 0, 0, 55]);
  receiveDtls(server, hello);
  client.connect().catch(() => {});
  assert("keys" in await outcome);
});

Deno.test("a flight that is repeated after the end is not sent", realTime, async () => {
  let sent = 0;
  const dtls = createDtls(await createDtlsCertificate(), {
    send: () => sent++,
    connected: () => {},
    closed: () => {},
  });
  await dtls.server.transport.send(Buffer.of(22));
  assertEquals(sent, 1);
  closeDtls(dtls);
  await dtls.server.transport.send(Buffer.of(22));
  assertEquals(sent, 1);
});

Deno.test("a flood of handshake datagrams runs into a bound", realTime, async () => {
  const { server, client, sent } = await createPair();
  client.connect().catch(() => {});
  closeDtls(server);
  const certificate = await createDtlsCertificate();
  const fresh = createDtls(certificate, { send: () => {}, connected: () => {}, closed: () => {} });
  let taken = 0;
  for (let i = 0; i < 1000; i++) if (receiveDtls(fresh, sent[0]!)) taken++;
  assert(taken > 0 && taken < 100, `${taken} taken`);
});

Deno.test("random and mutated datagrams never throw and never connect", realTime, async () => {
  const { server, client, sent } = await createPair();
  client.connect().catch(() => {});
  closeDtls(server);
  const random = createRandom(7);
  const certificate = await createDtlsCertificate();
  const events = { send: () => {}, connected: () => assert(false), closed: () => {} };
  let fresh = createDtls(certificate, events);
  const hello = sent[0]!;
  const bytes = new Uint8Array(300);
  for (let i = 0; i < 100_000; i++) {
    if (i % 500 === 0) fresh = createDtls(certificate, events);
    let length = random.int(bytes.length);
    if (i % 2 === 0) {
      random.fill(bytes);
      bytes[0] = 20 + random.int(44);
    } else {
      bytes.set(hello);
      length = Math.max(1, hello.length - random.int(20));
      for (let n = random.int(6); n >= 0; n--) bytes[random.int(length)] = random.int(256);
    }
    receiveDtls(fresh, bytes.subarray(0, length));
  }
  assertEquals(fresh.state === "connected", false);
});
