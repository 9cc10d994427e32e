import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, fuzz } from "../../tests/random.ts";
import { createRouter } from "../forward/router.ts";
import { parseStun } from "../packet/stun.ts";
import { writeBindingRequest } from "../packet/stun_write.ts";
import { numberOf } from "../transport/address_table.ts";
import { createDtlsCertificate } from "../transport/dtls.ts";
import { createSession, type Session } from "../transport/session.ts";
import { createBackend } from "../transport/srtp_context.ts";
import { createPortableSuite } from "../transport/srtp_portable.ts";
import { createReceiveBatch, type ReceiveBatch, STRANGER, type UdpPort } from "../transport/udp.ts";
import { createUdpMux, type UdpMux } from "../transport/udp_mux.ts";
import type { Drops } from "./drops.ts";
import { createHandshakes, runHandshake } from "./handshakes.ts";
import { createInbox, handleDatagram, type Inbox } from "./inbox.ts";
import { createOutbox } from "./outbox.ts";

const LOCAL = { ufrag: "ours", pwd: "our-password-our-password" };

interface World {
  readonly inbox: Inbox;
  readonly mux: UdpMux;
  readonly drops: Drops;
  readonly sessions: Map<number, Session>;
  readonly batch: ReceiveBatch;
  /** Datagrams handed to the network. */
  readonly sent: Uint8Array[];
}

async function createWorld(): Promise<World> {
  const mux = createUdpMux();
  const drops: Drops = new Map();
  const sessions = new Map<number, Session>();
  const sent: Uint8Array[] = [];
  const port: UdpPort = {
    name: "test",
    port: 0,
    ipv6: true,
    receive: () => Promise.resolve(false),
    send(batch) {
      for (let i = 0; i < batch.count; i++) {
        const offset = batch.offsets[i]!;
        sent.push(batch.data.slice(offset, offset + batch.lengths[i]!));
      }
      return Promise.resolve(0);
    },
    close: () => {},
  };
  const out = createOutbox(port, sessions, drops);
  const router = createRouter({ random32: () => 1 });
  const context = {
    mux,
    certificate: await createDtlsCertificate(),
    backend: createBackend(createPortableSuite()),
    owner: {
      send: (bytes: Uint8Array, to: number) => out.sendDatagram(bytes, to),
      connected: () => {},
      lost: () => {},
    },
  };
  sessions.set(1, createSession(1, context, LOCAL));
  const handshakes = createHandshakes(drops, () => {});
  const inbox = createInbox(mux, router, out, drops, handshakes);
  return { inbox, mux, drops, sessions, batch: createReceiveBatch(1), sent };
}

/** A datagram arrives from that port of one host. */
function arrive(world: World, bytes: Uint8Array, port = 5000): void {
  const { batch } = world;
  batch.data.set(bytes);
  batch.lengths[0] = bytes.length;
  batch.from[0] = numberOf(world.mux.addresses, "192.0.2.1", port) ?? STRANGER;
  batch.strangerIps[0] = "192.0.2.1";
  batch.strangerPorts[0] = port;
  batch.count = 1;
  handleDatagram(world.inbox, batch, 0, 1_000_000);
  while (runHandshake(world.inbox.handshakes));
  world.inbox.out.flush();
}

function check(ufrag = LOCAL.ufrag, pwd = LOCAL.pwd): Uint8Array {
  return writeBindingRequest({
    transactionId: new Uint8Array(12).fill(5),
    username: `${ufrag}:them`,
    priority: 1,
    useCandidate: true,
    role: "controlling",
    tieBreaker: 1n,
  }, pwd);
}

const CLIENT_HELLO = Uint8Array.of(22, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
const ALERT = Uint8Array.of(21, 254, 253, 0, 1, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0);
const RTP = Uint8Array.of(0x80, 96, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9, 9, 9, 9);
const RTCP = Uint8Array.of(0x80, 201, 0, 1, 0, 0, 0, 1);

Deno.test("strangers' packets are counted and nothing of them is kept", async () => {
  const world = await createWorld();
  for (const bytes of [CLIENT_HELLO, RTP, RTCP, Uint8Array.of(255, 255)]) arrive(world, bytes);
  arrive(world, Uint8Array.of(0, 1, 0, 0));
  assertEquals(Object.fromEntries(world.drops), { stranger: 4, "stun-malformed": 1 });
  assertEquals(world.mux.addresses.endpoints.length, 0);
  assertEquals(world.sent, []);
});

Deno.test("a check with a wrong user name or password gets no answer", async () => {
  const world = await createWorld();
  arrive(world, check("other"));
  arrive(world, check(LOCAL.ufrag, "guessed-password-guessed"));
  assertEquals(Object.fromEntries(world.drops), { "stun-username": 1, "stun-integrity": 1 });
  assertEquals(world.mux.addresses.endpoints.length, 0);
  assertEquals(world.sent, []);
});

Deno.test("a right check is answered to where it came from", async () => {
  const world = await createWorld();
  arrive(world, check(), 5001);
  const answer = parseStun(world.sent[0]!, 0, world.sent[0]!.length);
  assertEquals(answer?.class, "success");
  assertEquals(answer?.mappedAddress?.port, 5001);
});

Deno.test("DTLS and media are let in only from the address of a check", async () => {
  const world = await createWorld();
  arrive(world, check(), 5001);
  arrive(world, CLIENT_HELLO, 5002);
  assertEquals(world.drops.get("stranger"), 1);
  arrive(world, CLIENT_HELLO, 5001);
  arrive(world, RTP, 5001);
  arrive(world, RTCP, 5001);
  assertEquals(Object.fromEntries(world.drops), { stranger: 1, "not-connected": 2 });
});

Deno.test("an address that has proven nothing is sent nothing, whatever it says", async () => {
  const world = await createWorld();
  const samples = [check(LOCAL.ufrag, "guessed-password-guessed"), CLIENT_HELLO, ALERT, RTP, RTCP];
  fuzz(13, 400, samples, (buf, start, end) => arrive(world, buf.subarray(start, end)));
  assertEquals(world.sent, []);
  assertEquals(world.mux.addresses.endpoints.length, 0);
});

Deno.test("random datagrams from strangers and from a known address never throw", async () => {
  const world = await createWorld();
  arrive(world, check(), 5001);
  const random = createRandom(11);
  const samples = [check(), CLIENT_HELLO, ALERT, RTP, RTCP];
  fuzz(12, 400, samples, (buf, start, end) => {
    arrive(world, buf.subarray(start, end), random.int(2) === 0 ? 5000 : 5001);
  });
  let dropped = 0;
  for (const count of world.drops.values()) dropped += count;
  assert(dropped > 90_000, `${dropped} dropped`);
  assertEquals(world.sessions.get(1)!.state, "connecting");
  assert(world.mux.addresses.endpoints.length <= 8, "addresses pile up");
});
