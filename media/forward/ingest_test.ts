import { assert, assertEquals } from "../../tests/assert.ts";
import { fuzz } from "../../tests/random.ts";
import { audioMedia } from "../../tests/up_media.ts";
import { takeFeedback } from "../bandwidth/feedback_recorder.ts";
import { updateReceiveEstimate } from "../bandwidth/receive_estimator.ts";
import { writeU16 } from "../packet/bytes.ts";
import { writeRtpHeader } from "../packet/rtp.ts";
import type { UpMedia } from "../sdp/negotiate.ts";
import { createRouterCounters } from "./counters.ts";
import { createIngest, type Ingest, ingestPacket } from "./ingest.ts";
import { createPacket, type Packet } from "./packet.ts";
import { readPacket } from "./packet_ring.ts";
import { handleUpRtcp } from "./up_feedback.ts";
import { cumulativeLost } from "./up_reports.ts";
import { createUpSession, setMedia, type UpSession } from "./up_session.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";

const TRANSPORT_CC = 3;
const LEVEL = 1;
const DESCRIPTOR = 13;

const AUDIO = audioMedia({
  midExtensionId: 4,
  transportCcExtensionId: TRANSPORT_CC,
  audioLevelExtensionId: LEVEL,
  redPayloadType: 63,
  nack: true,
  transportCc: true,
});
const AV1: UpMedia = {
  ...AUDIO,
  kind: "video",
  mid: "v",
  codecs: [{ ...AUDIO.codecs[0]!, name: "av1", payloadType: 35, rtxPayloadType: 36 }],
  audioLevelExtensionId: 0,
  dependencyDescriptorExtensionId: DESCRIPTOR,
  redPayloadType: -1,
  ssrcs: [{ ssrc: 7, rtxSsrc: 8 }],
  pli: true,
};

interface World {
  readonly ingest: Ingest;
  readonly up: UpSession;
  nowUs: number;
}

function createWorld(...media: UpMedia[]): World {
  const budget = { limitBytes: 1e9, usedBytes: 0, nextTrackId: 0 };
  const up = createUpSession(1, 0);
  setMedia(up, media, budget);
  return { ingest: createIngest(createRouterCounters(), budget), up, nowUs: 1_000_000 };
}

/** One element of a header extension in the one-byte form (RFC 8285). */
type Extension = [id: number, data: number[]];

interface Fields {
  readonly seq: number;
  readonly ssrc?: number;
  readonly payloadType?: number;
  readonly timestamp?: number;
  readonly extensions?: Extension[];
}

function packetOf(fields: Fields, payload: number[], padding = 0): Uint8Array {
  const { seq, ssrc = 5, payloadType = 111, timestamp = seq * 960, extensions = [] } = fields;
  const elements = extensions.flatMap(([id, data]) => [id << 4 | (data.length - 1), ...data]);
  while (elements.length % 4 !== 0) elements.push(0);
  const head = new Uint8Array(12);
  writeRtpHeader(head, 0, false, payloadType, seq & 0xffff, timestamp >>> 0, ssrc);
  if (padding > 0) head[0] = head[0]! | 0x20;
  const extension = elements.length === 0 ? [] : [0xbe, 0xde, 0, elements.length / 4, ...elements];
  if (extension.length > 0) head[0] = head[0]! | 0x10;
  const end = padding > 0 ? [...new Array(padding - 1).fill(0), padding] : [];
  return new Uint8Array([...head, ...extension, ...payload, ...end]);
}

function take(world: World, bytes: Uint8Array): boolean {
  world.nowUs += 20_000;
  return ingestPacket(world.ingest, world.up, bytes, 0, bytes.length, world.nowUs) !== null;
}

function trackOf(world: World, media = 0): UpTrack {
  return world.up.media[media]!.encodings[0]!;
}

/** What packet `seq` sounds like. */
function soundOf(seq: number): number[] {
  return [seq & 0xff, 1, 2, 3, 4, 5].slice(0, 3 + seq % 3);
}

/** Redundant audio: the sounds of `earlier` packets in front of that of `seq`. */
function redOf(seq: number, earlier: number[], extensions: Extension[] = []): Uint8Array {
  const heads = earlier.flatMap((other) => {
    const offset = (seq - other) * 960;
    const length = soundOf(other).length;
    return [0x80 | 111, offset >> 6, (offset & 0x3f) << 2 | length >> 8, length & 0xff];
  });
  const sounds = [...earlier, seq].flatMap(soundOf);
  return packetOf({ seq, payloadType: 63, extensions }, [...heads, 111, ...sounds]);
}

function readBack(track: UpTrack, seq: number): { packet: Packet; sound: number[] } | null {
  const packet = createPacket();
  if (!readPacket(track.ring, seq, packet)) return null;
  const from = packet.payloadOffset;
  return { packet, sound: [...track.ring.bytes.slice(from, from + packet.payloadLength)] };
}

function assertSound(track: UpTrack, seq: number): void {
  const back = readBack(track, seq);
  assert(back !== null, `packet ${seq} is not there`);
  assertEquals(back.sound, soundOf(seq));
  assertEquals(back.packet.timestamp, seq * 960);
  assertEquals(back.packet.payloadType, 111);
  assert(back.packet.frame.keyframe && back.packet.frame.frameStart);
}

Deno.test("redundant audio is unpacked: the ring holds plain audio, and lost packets come out of later ones", () => {
  const world = createWorld(AUDIO);
  for (const seq of [10, 11, 14]) assert(take(world, redOf(seq, [seq - 2, seq - 1])));
  const { recovered, packet } = world.ingest;
  assertEquals([...recovered.seqExts.subarray(0, recovered.count)], [12, 13]);
  assertEquals([...recovered.newest.subarray(0, 2)], [1, 1]);
  const track = trackOf(world);
  for (let seq = 10; seq <= 14; seq++) assertSound(track, seq);
  assertEquals([packet.seqExt, packet.payloadType, packet.timestamp], [14, 111, 14 * 960]);
  assertEquals(packet.payloadLength, soundOf(14).length);
  assertEquals(track.missing.count, 0, "nothing is left to ask for");
  assertEquals(cumulativeLost(track), 2, "but it was lost");
  assertEquals(track.recovered, 2);
});

Deno.test("a packet that comes after a block has stood in for it is a duplicate", () => {
  const world = createWorld(AUDIO);
  take(world, redOf(10, []));
  take(world, redOf(12, [11]));
  assert(!take(world, redOf(11, [10])));
  assertEquals(world.ingest.counters.drops.duplicate, 1);
  assertEquals(world.ingest.recovered.count, 0);
});

Deno.test("a block fills a hole that was noticed before, and is no answer to what was asked for", () => {
  const world = createWorld(AUDIO);
  take(world, redOf(10, []));
  take(world, redOf(12, []));
  const track = trackOf(world);
  assertEquals(track.missing.count, 1);
  track.missing.requests[0] = 1;
  track.missing.askedUs[0] = world.nowUs;
  take(world, redOf(13, [11, 12]));
  assertEquals(track.missing.count, 0);
  assertEquals([track.repaired, track.rttUs], [0, 100_000]);
  assertEquals([world.ingest.recovered.seqExts[0], world.ingest.recovered.newest[0]], [11, 0]);
});

Deno.test("blocks that their time puts elsewhere, or that are empty, fill nothing", () => {
  const world = createWorld(AUDIO);
  for (const seq of [10, 11, 12]) take(world, redOf(seq, []));
  // The sender left the last ones out: this is packet 12, not 14.
  take(world, redOf(15, [12]));
  assertEquals(world.ingest.recovered.count, 0);
  take(world, packetOf({ seq: 20, payloadType: 63 }, [0x80 | 111, 15, 0, 0, 111, 1, 2]));
  assertEquals(world.ingest.recovered.count, 0);
  assertEquals(trackOf(world).highestSeq, 20);
});

Deno.test("redundancy over the wrap of numbers and timestamps", () => {
  const world = createWorld(AUDIO);
  const at = (seq: number, offset: number) =>
    packetOf({ seq, timestamp: 0xffffff00 + (seq - 65_534) * 960, payloadType: 63 }, [
      ...(offset > 0 ? [0x80 | 111, (offset * 960) >> 6, 0, 1] : []),
      111,
      ...(offset > 0 ? [9] : []),
      7,
    ]);
  take(world, at(65_534, 0));
  take(world, at(65_536, 1));
  assertEquals(world.ingest.recovered.count, 1);
  assertEquals(readBack(trackOf(world), 65_535)!.packet.timestamp, (0xffffff00 + 960) >>> 0);
});

Deno.test("redundant audio that is cut off, or carries what was not negotiated, is dropped with a reason", () => {
  const world = createWorld(AUDIO);
  assert(!take(world, packetOf({ seq: 1, payloadType: 63 }, [0x80 | 111, 0, 0])));
  assert(!take(world, packetOf({ seq: 2, payloadType: 63 }, [96, 1, 2, 3])));
  const { drops } = world.ingest.counters;
  assertEquals([drops.payloadMalformed, drops.payloadTypeUnknown], [1, 1]);
});

Deno.test("the level of audio is in the ring, where all threads find it; blocks have none", () => {
  const world = createWorld(AUDIO);
  take(world, packetOf({ seq: 1, extensions: [[LEVEL, [0x80 | 33]]] }, soundOf(1)));
  take(world, redOf(3, [2], [[LEVEL, [90]]]));
  take(world, packetOf({ seq: 4 }, soundOf(4)));
  const levels = [1, 2, 3, 4].map((seq) => readBack(trackOf(world), seq)!.packet.frame);
  assertEquals(levels.map(({ audioLevel }) => audioLevel), [33, -1, 90, -1]);
  assertEquals(levels.map(({ voice }) => voice), [true, false, false, false]);
});

Deno.test("arrivals are noted by their transport-wide numbers, also of packets that are of no use", () => {
  const world = createWorld(AUDIO);
  const cc = (n: number): Extension => [TRANSPORT_CC, [n >> 8, n & 0xff]];
  take(world, packetOf({ seq: 1, extensions: [cc(500)] }, soundOf(1)));
  take(world, packetOf({ seq: 9, payloadType: 77, ssrc: 99, extensions: [cc(502)] }, [1]));
  take(world, packetOf({ seq: 2, extensions: [[TRANSPORT_CC, [1, 2, 3]]] }, soundOf(2)));
  take(world, packetOf({ seq: 3 }, soundOf(3)));
  const recorder = world.up.recorder!;
  const feedback = takeFeedback(recorder, 1, 5, world.nowUs + 100_000)!;
  assertEquals(feedback.baseSeq16, 500);
  const arrivals = [...feedback.arrivalsUs];
  assertEquals(arrivals.map((us) => Number.isNaN(us)), [false, true, false]);
  assertEquals(arrivals[2]! - arrivals[0]!, 20_000);
});

Deno.test("without transport-wide feedback nothing is recorded, and an estimate is made where REMB can tell it", () => {
  const none = { transportCcExtensionId: 0, transportCc: false };
  const world = createWorld({ ...AUDIO, ...none });
  take(world, packetOf({ seq: 1, extensions: [[TRANSPORT_CC, [0, 1]]] }, soundOf(1)));
  assertEquals([world.up.recorder, world.up.estimator], [null, null]);
  const other = createWorld({ ...AUDIO, ...none, remb: true });
  for (let seq = 1; seq < 200; seq++) take(other, packetOf({ seq }, soundOf(1)));
  assertEquals(other.up.estimator?.streams.length, 1);
  assert(updateReceiveEstimate(other.up.estimator!, 100_000, other.nowUs) > 0);
  setMedia(other.up, [], other.ingest.budget);
  assertEquals(other.up.estimator!.streams.length, 0);
});

Deno.test("a stream of padding alone is not alive, and gives way to another at once", () => {
  const world = createWorld(AUDIO);
  for (let seq = 1; seq < 100; seq++) assert(take(world, packetOf({ seq }, [], 200)));
  assert(!isAlive(trackOf(world), world.nowUs));
  assertEquals(trackOf(world).aliveSinceUs, Infinity);
  assert(take(world, packetOf({ seq: 5, ssrc: 6 }, soundOf(5))));
  assertEquals(trackOf(world).ssrc, 6);
  assert(isAlive(trackOf(world), world.nowUs));
});

Deno.test("another SSRC takes a stream over when the first was silent for half a second, or said goodbye", () => {
  const world = createWorld(AUDIO);
  take(world, packetOf({ seq: 1 }, soundOf(1)));
  assert(!take(world, packetOf({ seq: 5, ssrc: 6 }, soundOf(5))));
  assertEquals(world.ingest.counters.drops.ssrcLimit, 1);
  world.nowUs += 500_000;
  assert(take(world, packetOf({ seq: 5, ssrc: 6 }, soundOf(5))));
  handleUpRtcp(world.up, [{ type: "bye", ssrcs: [6], reason: "" }], world.nowUs);
  assert(take(world, packetOf({ seq: 5, ssrc: 7 }, soundOf(5))));
  assertEquals(trackOf(world).ssrc, 7);
  assertEquals(world.up.bindings.size, 1);
  assertEquals(world.ingest.budget.usedBytes, trackOf(world).ring.memory.byteLength);
});

/** Bits, as many of each value as its second member says. */
function bitsOf(...fields: [value: number, count: number][]): number[] {
  let bits = fields.map(([value, count]) => value.toString(2).padStart(count, "0")).join("");
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  return bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
}

/** A structure of two temporal layers: a key frame, base frames, and frames of the upper layer. */
const TWO_TEMPORAL_LAYERS: [number, number][] = [
  ...[[1, 1], [0, 1], [0, 3]] as [number, number][], // structure, no active targets, no changes
  ...[[0, 6], [1, 5]] as [number, number][], // offset, targets less one
  ...[[0, 2], [1, 2], [3, 2]] as [number, number][], // layers: same, next temporal, end
  ...[[2, 2], [2, 2], [2, 2], [2, 2], [0, 2], [1, 2]] as [number, number][], // indications
  ...[[0, 1], [1, 1], [1, 4], [0, 1], [1, 1], [0, 4], [0, 1]] as [number, number][], // references
  ...[[0, 1], [0, 1]] as [number, number][], // chains, resolutions
];

Deno.test("layers of AV1 come from the dependency descriptor, retransmissions included", () => {
  const world = createWorld(AUDIO, AV1);
  const descriptor = (template: number, frame: number, structure: [number, number][] = []) =>
    bitsOf([3, 2], [template, 6], [frame, 16], ...structure);
  const av1 = (seq: number, data: number[], payload: number[], retransmitted = false) =>
    packetOf({
      seq,
      ssrc: retransmitted ? 8 : 7,
      payloadType: retransmitted ? 36 : 35,
      extensions: [[DESCRIPTOR, data]],
    }, retransmitted ? [0, 2, ...payload] : payload);
  const key = [0x18, 2, 0x08, 0, 0x30, 0x00]; // a sequence header, then a frame's
  const delta = [0x10, 0x30, 0x20];
  assert(take(world, av1(1, descriptor(0, 1, TWO_TEMPORAL_LAYERS), key)));
  assert(take(world, av1(3, descriptor(1, 3), delta)));
  assert(take(world, av1(60_000, descriptor(2, 2), delta, true)));
  const track = trackOf(world, 1);
  const frames = [1, 2, 3].map((seq) => readBack(track, seq)!.packet.frame);
  assertEquals(frames.map(({ keyframe }) => keyframe), [true, false, false]);
  assertEquals(frames.map(({ temporalId }) => temporalId), [0, 1, 0]);
  assertEquals(frames.map(({ discardable }) => discardable), [false, true, false]);
});

Deno.test("no packet throws, whatever its extensions and blocks are, and what is kept is bounded", () => {
  const world = createWorld(AUDIO, AV1);
  const rtx = new Uint8Array(30);
  writeRtpHeader(rtx, 0, true, 36, 3, 0, 8);
  writeU16(rtx, 12, 2);
  const extensions: Extension[] = [[TRANSPORT_CC, [1, 2]], [LEVEL, [5]], [4, [0x61]]];
  const seeds = [
    redOf(10, [8, 9], extensions),
    packetOf({ seq: 3, extensions }, soundOf(3), 4),
    packetOf({ seq: 4, ssrc: 7, payloadType: 35, extensions: [[DESCRIPTOR, [0xc0, 0, 1]]] }, [
      0x10,
    ]),
    rtx,
  ];
  fuzz(3, 120, seeds, (buf, start, end) => {
    world.nowUs += 50;
    ingestPacket(world.ingest, world.up, buf, start, end, world.nowUs);
    if (world.ingest.recovered.count > 4) throw new Error("more than a packet can bring");
  });
  assert(world.up.bindings.size <= 4, `${world.up.bindings.size} SSRCs`);
});
