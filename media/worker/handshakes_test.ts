import { assertEquals } from "../../tests/assert.ts";
import { createDtlsCertificate } from "../transport/dtls.ts";
import { createSession, type Session } from "../transport/session.ts";
import { createBackend } from "../transport/srtp_context.ts";
import { createPortableSuite } from "../transport/srtp_portable.ts";
import { createUdpMux } from "../transport/udp_mux.ts";
import type { Drops } from "./drops.ts";
import { createHandshakes, queueHandshake, runHandshake } from "./handshakes.ts";

async function createTestSessions(count: number): Promise<Session[]> {
  const context = {
    mux: createUdpMux(),
    certificate: await createDtlsCertificate(),
    backend: createBackend(createPortableSuite()),
    owner: { send: () => {}, connected: () => {}, lost: () => {} },
  };
  return Array.from(
    { length: count },
    (_, i) => createSession(i, context, { ufrag: `us${i}`, pwd: "our-password-our-password" }),
  );
}

const ALERT = Uint8Array.of(21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0);

Deno.test("handshakes are taken one at a time, in order, and nothing is kept of them", async () => {
  const drops: Drops = new Map();
  let woken = 0;
  const handshakes = createHandshakes(drops, () => woken++);
  const [session] = await createTestSessions(1);
  for (let i = 0; i < 3; i++) queueHandshake(handshakes, session!, ALERT);
  assertEquals(woken, 3);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [true, 1]);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [true, 2]);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [false, 3]);
  assertEquals(runHandshake(handshakes), false);
  assertEquals([handshakes.waiting.length, handshakes.counts.size], [0, 0]);
});

Deno.test("a flood of handshakes is bounded and counted", async () => {
  const drops: Drops = new Map();
  const handshakes = createHandshakes(drops, () => {});
  const sessions = await createTestSessions(500);
  for (let i = 0; i < 5000; i++) queueHandshake(handshakes, sessions[i % 500]!, ALERT);
  assertEquals(drops.get("dtls-backlog"), 5000 - 4096);
  let runs = 1;
  while (runHandshake(handshakes)) runs++;
  assertEquals(runs, 4096);
  assertEquals(handshakes.counts.size, 0);
});

Deno.test("one peer's flood does not stand before the handshake of another", async () => {
  const drops: Drops = new Map();
  const handshakes = createHandshakes(drops, () => {});
  const [flooder, other] = await createTestSessions(2);
  for (let i = 0; i < 5000; i++) queueHandshake(handshakes, flooder!, ALERT);
  queueHandshake(handshakes, other!, ALERT);
  assertEquals(drops.get("dtls-backlog"), 5000 - 16);
  for (let i = 0; i < 16; i++) assertEquals(runHandshake(handshakes), true);
  assertEquals(handshakes.counts.get(other!), 1);
});
