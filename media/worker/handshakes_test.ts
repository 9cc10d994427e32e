import { assertEquals } from "../../tests/assert.ts";
import { createDtlsCertificate } from "../transport/dtls.ts";
import { createSession, type Session } from "../transport/session.ts";
import { createBackend } from "../transport/srtp_context.ts";
import { createPortableSuite } from "../transport/srtp_portable.ts";
import { createUdpMux } from "../transport/udp_mux.ts";
import type { Drops } from "./drops.ts";
import { createHandshakes, queueHandshake, runHandshake } from "./handshakes.ts";

async function createTestSession(): Promise<Session> {
  return createSession(1, {
    mux: createUdpMux(),
    certificate: await createDtlsCertificate(),
    backend: createBackend(createPortableSuite()),
    owner: { send: () => {}, connected: () => {}, lost: () => {} },
  }, { ufrag: "us", pwd: "our-password-our-password" });
}

const ALERT = Uint8Array.of(21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 1, 0);

Deno.test("handshakes are taken one at a time, in order, and nothing is kept of them", async () => {
  const drops: Drops = new Map();
  let woken = 0;
  const handshakes = createHandshakes(drops, () => woken++);
  const session = await createTestSession();
  for (let i = 0; i < 3; i++) queueHandshake(handshakes, session, ALERT);
  assertEquals(woken, 3);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [true, 1]);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [true, 2]);
  assertEquals([runHandshake(handshakes), drops.get("dtls-unexpected")], [false, 3]);
  assertEquals(runHandshake(handshakes), false);
  assertEquals(handshakes.waiting.length, 0);
});

Deno.test("a flood of handshakes is bounded and counted", async () => {
  const drops: Drops = new Map();
  const handshakes = createHandshakes(drops, () => {});
  const session = await createTestSession();
  for (let i = 0; i < 5000; i++) queueHandshake(handshakes, session, ALERT);
  assertEquals(drops.get("dtls-backlog"), 5000 - 4096);
  let runs = 1;
  while (runHandshake(handshakes)) runs++;
  assertEquals(runs, 4096);
});
