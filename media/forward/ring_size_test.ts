import { assert, assertEquals } from "../../tests/assert.ts";
import { createPacket } from "./packet.ts";
import { readPacket } from "./packet_ring.ts";
import { allotRing, fitRings, releaseRings, type RingBudget, ringCapacity } from "./ring_size.ts";
import { createLendQueue } from "./lend_queue.ts";
import { createUpSession, type UpSession } from "./up_session.ts";
import { createUpTrack, receivePacket, type UpTrack } from "./up_track.ts";

const SOURCE = new DataView(new ArrayBuffer(1600));

interface World {
  readonly up: UpSession;
  readonly track: UpTrack;
  readonly budget: RingBudget;
  nowUs: number;
  seq: number;
}

function createWorld(limitBytes = 1e9): World {
  const budget = { limitBytes, usedBytes: 0, nextTrackId: 0 };
  const up = createUpSession(1, 0);
  const ring = allotRing("video", budget);
  assert(ring !== null);
  const track = createUpTrack(1, "video", "", 42, 90_000, ring, true);
  // What fitting looks at of a media.
  up.media.push({
    spec: null as never,
    codecs: [],
    retransmits: new Int16Array(0),
    encodings: [track],
    followers: [],
    borrowers: up.borrowers,
  });
  return { up, track, budget, nowUs: 1_000_000, seq: 0 };
}

/** Plays seconds of so many packets each. */
function play(world: World, seconds: number, packets: number): void {
  const { up, track, budget } = world;
  for (let s = 0; s < seconds; s++) {
    for (let i = 0; i < packets; i++) {
      const packet = createPacket();
      packet.arrivalUs = world.nowUs + Math.round((i * 1_000_000) / packets);
      packet.timestamp = Math.round(packet.arrivalUs * 0.09) >>> 0;
      packet.payloadLength = 100;
      receivePacket(track, packet, world.seq++ & 0xffff, SOURCE, 0, "original");
    }
    world.nowUs += 1_000_000;
    fitRings(up, budget, world.nowUs);
  }
}

Deno.test("a ring holds a second and a half, more where round trips are long, within bounds", () => {
  assertEquals(ringCapacity("video", 30, 50_000, 5_000), 128);
  assertEquals(ringCapacity("video", 250, 50_000, 5_000), 1024);
  assertEquals(ringCapacity("video", 250, 1_000_000, 50_000), 2048);
  assertEquals(ringCapacity("video", 1e6, 1e9, 1e9), 2048);
  assertEquals(ringCapacity("video", 0, 0, 0), 128);
  assertEquals(ringCapacity("audio", 50, 50_000, 5_000), 128);
  assertEquals(ringCapacity("audio", 1e6, 1e9, 1e9), 256);
});

Deno.test("a ring grows with the rate within seconds, keeps what it has, and the budget knows", () => {
  const world = createWorld();
  const { track, up, budget } = world;
  play(world, 3, 100);
  assertEquals(track.ring.capacity, 256);
  const revision = up.revision;
  play(world, 3, 400);
  assertEquals(track.ring.capacity, 1024);
  assert(up.revision > revision);
  assertEquals(budget.usedBytes, track.ring.memory.byteLength);
  const kept = createPacket();
  for (let seq = world.seq - 700; seq < world.seq; seq++) {
    assert(readPacket(track.ring, seq, kept), `packet ${seq - world.seq}`);
  }
  releaseRings(track, budget);
  assertEquals(budget.usedBytes, 0);
});

Deno.test("a ring shrinks only after it was too large for a time", () => {
  const world = createWorld();
  play(world, 5, 400);
  play(world, 9, 20);
  assertEquals(world.track.ring.capacity, 1024);
  play(world, 400, 20);
  assertEquals(world.track.ring.capacity, 128);
  assertEquals(world.budget.usedBytes, world.track.ring.memory.byteLength);
});

Deno.test("without memory a ring stays as it is, and a new one is smaller or none", () => {
  const world = createWorld();
  const bytes = world.budget.usedBytes;
  const tight = createWorld(bytes * 1.4);
  play(tight, 5, 400);
  assertEquals(tight.track.ring.capacity, 256);
  assertEquals(allotRing("video", tight.budget)!.capacity, 64);
  assertEquals(allotRing("video", { limitBytes: 1000, usedBytes: 0, nextTrackId: 0 }), null);
});

Deno.test("while others borrow a track, its old ring is written on for two seconds", () => {
  const world = createWorld();
  const { track, up, budget } = world;
  up.borrowers.push(createLendQueue());
  play(world, 3, 100);
  const old = track.ring;
  play(world, 1, 400);
  assert(track.ring !== old && track.oldRing === old);
  play(world, 1, 400);
  for (const ring of [old, track.ring]) {
    assert(readPacket(ring, world.seq - 1, createPacket()));
  }
  play(world, 2, 400);
  assertEquals(track.oldRing, null);
  assertEquals(budget.usedBytes, track.ring.memory.byteLength);
});

Deno.test("a publisher that begins anew with other numbers does not need a larger ring", () => {
  const world = createWorld();
  play(world, 3, 100);
  world.seq += 20_000;
  play(world, 2, 100);
  world.seq += 30_000;
  play(world, 2, 100);
  assertEquals(world.track.ring.capacity, 256);
});
