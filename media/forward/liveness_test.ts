import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { hasStalled, isAlive, stallUs } from "./liveness.ts";
import { createPacket } from "./packet.ts";
import { createPacketRing } from "./packet_ring.ts";
import { createUpTrack, receivePacket, type UpTrack } from "./up_track.ts";

const SOURCE = new DataView(new ArrayBuffer(1600));

function createTrack(id = 1): UpTrack {
  return createUpTrack(id, "video", "", id, 90_000, createPacketRing(128), true);
}

/** Hands in a packet, a picture of its own, at `nowUs`. */
function receive(track: UpTrack, seq: number, nowUs: number): void {
  const packet = createPacket();
  packet.timestamp = Math.round(nowUs * 0.09) >>> 0;
  packet.arrivalUs = nowUs;
  packet.payloadLength = 100;
  packet.frame.frameStart = true;
  receivePacket(track, packet, seq & 0xffff, SOURCE, 0, "original");
}

Deno.test("an encoding is dead after a second and a half, or five pictures of a slow one", () => {
  const fast = createTrack();
  for (let i = 0; i < 100; i++) receive(fast, i, i * 33_000);
  assert(isAlive(fast, fast.lastPacketUs + 1_400_000));
  assert(!isAlive(fast, fast.lastPacketUs + 1_600_000));
  const slow = createTrack();
  for (let i = 0; i < 100; i++) receive(slow, i, i * 1_000_000);
  assert(isAlive(slow, slow.lastPacketUs + 4_000_000));
  assert(!isAlive(slow, slow.lastPacketUs + 7_000_000));
  assert(!isAlive(createTrack(), 0));
});

/** Two encodings that come every `intervalUs`, each picture up to `jitterUs` late; the second until `endUs`. Says when that is noticed, or -1. */
function noticedUs(
  intervalUs: number,
  jitterUs: number,
  endUs: number,
  untilUs: number,
  bothEnd = false,
): number {
  const random = createRandom(41);
  const encodings = [createTrack(1), createTrack(2)];
  const arrivals = encodings.flatMap((track, place) =>
    Array.from({ length: Math.ceil(untilUs / intervalUs) }, (_, i) => ({
      track,
      sentUs: i * intervalUs,
      atUs: i * intervalUs + Math.round(random.next() * jitterUs),
    })).filter(({ sentUs }) => (place === 0 && !bothEnd) || sentUs < endUs)
  ).sort((a, b) => a.atUs - b.atUs);
  let seq = 0;
  let at = 0;
  for (let nowUs = 0; nowUs < untilUs; nowUs += 10_000) {
    for (; at < arrivals.length && arrivals[at]!.atUs <= nowUs; at++) {
      receive(arrivals[at]!.track, seq++, arrivals[at]!.atUs);
    }
    assert(!hasStalled(encodings[0]!, encodings, nowUs), "the first goes on");
    if (hasStalled(encodings[1]!, encodings, nowUs)) return nowUs - endUs;
  }
  return -1;
}

const SECOND_US = 1_000_000;

Deno.test("an encoding that stops while another goes on is noticed by its own frame rate", () => {
  const fast = noticedUs(33_000, 0, 5 * SECOND_US, 10 * SECOND_US);
  assert(fast > 200_000 && fast <= 270_000, `after ${fast} us at 30 pictures a second`);
  const slow = noticedUs(200_000, 0, 20 * SECOND_US, 40 * SECOND_US);
  assert(slow > 1_000_000 && slow <= 1_400_000, `after ${slow} us at 5 pictures a second`);
});

Deno.test("pictures that come late, or are rare, are no end", () => {
  assertEquals(noticedUs(33_000, 200_000, Infinity, 60 * SECOND_US), -1);
  assertEquals(noticedUs(200_000, 300_000, Infinity, 60 * SECOND_US), -1);
  assertEquals(noticedUs(1_000_000, 500_000, Infinity, 60 * SECOND_US), -1);
});

Deno.test("when all encodings fall silent at once, none was stopped", () => {
  assertEquals(noticedUs(33_000, 20_000, 5 * SECOND_US, 10 * SECOND_US, true), -1);
});

Deno.test("after an outage the encoding whose first packet comes later was not stopped", () => {
  const encodings = [createTrack(1), createTrack(2)];
  const [low, high] = encodings as [UpTrack, UpTrack];
  for (let i = 0; i < 100; i++) encodings.forEach((track) => receive(track, i, i * 33_000));
  for (let i = 0; i < 7; i++) {
    receive(low, 110 + i, 3_900_000 + i * 33_000);
    assert(!hasStalled(high, encodings, 3_900_000 + i * 33_000), `after ${i} pictures`);
  }
  for (let i = 7; i < 9; i++) receive(low, 110 + i, 3_900_000 + i * 33_000);
  assert(hasStalled(high, encodings, 4_170_000));
});

Deno.test("an encoding that goes on after it was stopped is alive since then", () => {
  const track = createTrack();
  for (let i = 0; i < 100; i++) receive(track, i, i * 33_000);
  track.stalled = true;
  assert(!isAlive(track, 100 * 33_000));
  receive(track, 100, 3_800_000);
  assert(isAlive(track, 3_800_000));
  assertEquals([track.stalled, track.aliveSinceUs], [false, 3_800_000]);
  assert(stallUs(track) < 450_000, "the end was taken for a pause");
});
