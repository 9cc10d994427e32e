import { assert, assertEquals } from "../../tests/assert.ts";
import { orderEncodings, ridRank } from "./layers.ts";
import { createPacket } from "./packet.ts";
import { collectDue } from "./missing.ts";
import { createPacketRing, readPacket } from "./packet_ring.ts";
import { rateOf } from "./rates.ts";
import {
  type Arrival,
  createUpTrack,
  type Origin,
  receivePacket,
  type UpTrack,
} from "./up_track.ts";
import { cumulativeLost, noteSenderReport, takeReportBlock } from "./up_reports.ts";

const SOURCE = new DataView(new ArrayBuffer(1600));

function createTrack(capacity = 128): UpTrack {
  return createUpTrack(1, "video", "", 42, 90_000, createPacketRing(capacity), true);
}

/** Hands in packet `seq16`, a frame of its own, at `nowUs`. */
function receive(
  track: UpTrack,
  seq16: number,
  nowUs: number,
  origin: Origin = "original",
): Arrival {
  const packet = createPacket();
  packet.timestamp = Math.round(nowUs * 0.09) >>> 0;
  packet.arrivalUs = nowUs;
  packet.payloadLength = 100;
  packet.frame.frameStart = true;
  return receivePacket(track, packet, seq16 & 0xffff, SOURCE, 0, origin);
}

Deno.test("numbers are extended over the wrap, and a repeated packet is a duplicate", () => {
  const track = createTrack();
  for (let i = 0; i < 200; i++) assertEquals(receive(track, 65_500 + i, i * 1000), "newest");
  assertEquals(track.highestSeq, 65_699);
  assertEquals(receive(track, 65_699, 1), "duplicate");
  assertEquals(cumulativeLost(track), 0);
});

Deno.test("a packet older than the ring is dropped, one that just fits is not", () => {
  const track = createTrack();
  receive(track, 1000, 0);
  receive(track, 1200, 1);
  assertEquals(receive(track, 1200 - 128, 2), "tooOld");
  assertEquals(receive(track, 1200 - 127, 3), "late");
});

Deno.test("a leap is believed only when the next packet confirms it", () => {
  const track = createTrack();
  for (let i = 0; i < 10; i++) receive(track, i, i);
  assertEquals(receive(track, 30_000, 10), "sequenceJump");
  assertEquals(receive(track, 10, 11), "newest");
  assertEquals(receive(track, 40_000, 12), "sequenceJump");
  assertEquals(receive(track, 40_001, 13), "newest");
  assertEquals(track.missing.count, 0);
  assertEquals(track.highestSeq % 65_536, 40_001);
  // Back again: numbers inside only ever grow.
  const before = track.highestSeq;
  receive(track, 10, 14);
  assertEquals(receive(track, 11, 15), "newest");
  assert(track.highestSeq > before + 1000);
});

Deno.test("loss counts what did not come by itself; repairs show the round trip", () => {
  const track = createTrack();
  for (let i = 0; i < 100; i++) if (i % 10 !== 5) receive(track, i, i * 1000);
  assertEquals(track.missing.count, 10);
  track.missing.requests[0] = 1;
  track.missing.askedUs[0] = 100_000;
  assertEquals(receive(track, 5, 120_000, "repeated"), "late");
  assertEquals(track.repaired, 1);
  assertEquals(track.rttUs, 100_000 - 10_000);
  const block = takeReportBlock(track, { expected: 0, lost: 0 }, 200_000);
  assertEquals(block.cumulativeLost, 10);
  assertEquals(block.fractionLost, Math.floor((10 * 256) / 100));
  assertEquals(block.highestSeqExt, 99);
  assertEquals(takeReportBlock(track, { expected: 0, lost: 0 }, 300_000).fractionLost, 0);
});

Deno.test("packets that were only overtaken are not lost", () => {
  const track = createTrack();
  for (const i of [0, 2, 1, 4, 3, 6, 5]) receive(track, i, i * 1000);
  assertEquals(cumulativeLost(track), 0);
  assertEquals(track.missing.count, 0);
  assertEquals(track.repaired, 0);
});

Deno.test("jitter is 0 for a steady stream, and a sixteenth of one delay", () => {
  const track = createTrack();
  for (let i = 0; i < 50; i++) receive(track, i, i * 20_000);
  assert(track.jitter < 0.5, `${track.jitter}`);
  const packet = createPacket();
  packet.timestamp = 50 * 1800;
  packet.arrivalUs = 50 * 20_000 + 10_000; // 10 ms late: 900 ticks
  packet.payloadLength = 1;
  receivePacket(track, packet, 50, SOURCE, 0, "original");
  assertEquals(Math.round(track.jitter), 56);
});

Deno.test("the publisher's report comes back as LSR with the time since", () => {
  const track = createTrack();
  receive(track, 1, 0);
  assertEquals(takeReportBlock(track, { expected: 0, lost: 0 }, 0).lastSr, 0);
  noteSenderReport(track, {
    type: "sr",
    ssrc: 42,
    ntpSeconds: 0x12345678,
    ntpFraction: 0x9abcdef0,
    rtpTimestamp: 0,
    packetCount: 0,
    octetCount: 0,
    reports: [],
  }, 1_000_000);
  const block = takeReportBlock(track, { expected: 0, lost: 0 }, 1_500_000);
  assertEquals(block.lastSr, 0x56789abc);
  assertEquals(block.delaySinceLastSr, 0x8000);
});

Deno.test("encodings are put in order by what they send, unless that says little", () => {
  const low = createTrack();
  const high = createTrack();
  const encodings = [high, low];
  low.rate.bps = 150_000;
  high.rate.bps = 170_000;
  orderEncodings(encodings);
  assertEquals(encodings.indexOf(low), 1);
  high.rate.bps = 900_000;
  orderEncodings(encodings);
  assertEquals(encodings.indexOf(low), 0);
  low.rate.bps = 10_000; // both nearly silent
  high.rate.bps = 5_000;
  orderEncodings(encodings);
  assertEquals(encodings.indexOf(low), 0);
  [low.rate.bps, high.rate.bps, low.pictureIntervalUs] = [600_000, 200_000, 1_000_000];
  const before = [...encodings];
  orderEncodings(encodings);
  assertEquals(encodings, before); // too few pictures to tell
});

Deno.test("names of encodings tell their order, and h may be the half", () => {
  assertEquals(["l", "m", "h"].map((rid) => ridRank(rid, ["h", "m", "l"])), [0, 1, 2]);
  assertEquals(["q", "h", "f"].map((rid) => ridRank(rid, ["f", "h", "q"])), [0, 1, 2]);
  assertEquals(ridRank("one", ["one", "two"]), -1);
});

Deno.test("a round trip longer than the first wait is learnt, though several requests went out before each answer", () => {
  const track = createTrack(1024);
  const rttUs = 400_000;
  const answers: { seq16: number; atUs: number }[] = [];
  const due: number[] = [];
  for (let i = 0; i < 6000; i++) {
    const nowUs = 1_000_000 + i * 5_000;
    if (i % 20 !== 7) receive(track, i, nowUs);
    due.length = 0;
    collectDue(track.missing, nowUs, track.rttUs, due);
    for (const seq16 of due) answers.push({ seq16, atUs: nowUs + rttUs });
    while (answers.length > 0 && answers[0]!.atUs <= nowUs) {
      receive(track, answers.shift()!.seq16, nowUs, "repeated");
    }
  }
  assert(track.rttUs > 0.8 * rttUs && track.rttUs < 1.2 * rttUs, `${track.rttUs} µs`);
  assertEquals(track.missing.givenUp, 0);
});

Deno.test("where retransmissions have an SSRC of their own, a late packet is one that was overtaken, not repaired", () => {
  const track = createTrack();
  for (const i of [0, 1, 3]) receive(track, i, i * 1000);
  receive(track, 2, 40_000, "repeated");
  for (const i of [4, 6]) receive(track, i, 50_000);
  track.missing.requests[0] = 1;
  assertEquals(receive(track, 5, 75_000), "late");
  assertEquals(track.repaired, 0);
  assert(track.missing.overtakenUs > 0);
  assertEquals(cumulativeLost(track), 1);
});

Deno.test("the last key frame stays readable while the ring moves on, and is replaced by the next", () => {
  const track = createUpTrack(1, "video", "", 42, 90_000, createPacketRing(64, 32), true);
  const packet = createPacket();
  const picture = (seq: number, count: number, keyframe: boolean) => {
    for (let i = 0; i < count; i++) {
      const part = createPacket();
      part.timestamp = seq * 100;
      part.arrivalUs = seq * 10_000;
      part.payloadLength = 50;
      part.frame.keyframe = keyframe && i === 0;
      part.frame.frameStart = i === 0;
      part.frame.frameEnd = i === count - 1;
      receivePacket(track, part, (seq + i) & 0xffff, SOURCE, 0, "original");
    }
  };
  picture(65_530, 10, true);
  for (let seq = 65_540; seq < 66_000; seq++) {
    picture(seq, 1, false);
    assertEquals(track.keyframeSeq, 65_530);
    for (let i = 0; i < 10; i++) assert(readPacket(track.ring, 65_530 + i, packet), `at ${seq}`);
  }
  picture(66_000, 12, true);
  for (let seq = 66_012; seq < 66_200; seq++) picture(seq, 1, false);
  for (let i = 0; i < 12; i++) assert(readPacket(track.ring, 66_000 + i, packet));
  assert(!readPacket(track.ring, 65_530, packet));
});

Deno.test("an encoding that comes back after it was dead is alive since then, and its rates are new", () => {
  const track = createTrack();
  for (let i = 0; i < 100; i++) receive(track, i, 1_000_000 + i * 33_000);
  assertEquals(track.aliveSinceUs, 1_000_000);
  assert(rateOf(track, 0, 0) > 0);
  receive(track, 100, 20_000_000);
  assertEquals(track.aliveSinceUs, 20_000_000);
  assertEquals(rateOf(track, 0, 0), 0);
});

Deno.test("the highest spatial layer is forgotten when it vanishes, and comes back with its first packet", () => {
  const track = createTrack(512);
  let seq = 0;
  const picture = (nowUs: number, layers: number) => {
    for (let spatial = 0; spatial < layers; spatial++) {
      const packet = createPacket();
      packet.arrivalUs = nowUs;
      packet.payloadLength = 800;
      packet.frame.frameStart = true;
      packet.frame.spatialId = spatial;
      receivePacket(track, packet, seq++ & 0xffff, SOURCE, 0, "original");
    }
  };
  let nowUs = 1_000_000;
  const play = (seconds: number, layers: number) => {
    for (let i = 0; i < seconds * 30; i++) picture(nowUs += 33_333, layers);
  };
  play(3, 3);
  assertEquals(track.highestSpatial, 2);
  play(6, 1);
  assertEquals(track.highestSpatial, 0);
  picture(nowUs += 33_333, 2);
  assertEquals(track.highestSpatial, 1);
  play(2, 2);
  assertEquals(track.highestSpatial, 1);
});
