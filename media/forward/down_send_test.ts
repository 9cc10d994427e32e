import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, type Random } from "../../tests/random.ts";
import { audioMedia, videoMedia } from "../../tests/up_media.ts";
import { createRedBlocks, readRed } from "../codec/red.ts";
import { readU16, readU32 } from "../packet/bytes.ts";
import { writeRtpHeader } from "../packet/rtp.ts";
import type { ReportBlock, RtcpPacket } from "../packet/rtcp.ts";
import type { DownTrack, DownTrackSpec } from "./down_track.ts";
import type { ForwardOut } from "./output.ts";
import { sendProbe } from "./probes.ts";
import {
  activateDown,
  createRouter,
  deadline,
  handleRtcp,
  handleRtp,
  onTime,
  pauseDown,
  type Router,
  setDown,
  setUp,
} from "./router.ts";

const START_US = 1_767_225_600_000_000;
const UP = 10;
const DOWN = 20;
const VIDEO_SSRC = 5001;
const RTX_SSRC = 5002;
const AUDIO_SSRC = 6001;
const FRAME_US = 33_333;

const VIDEO = videoMedia({ ssrcs: [{ ssrc: 1, rtxSsrc: 2 }] });

const AUDIO = audioMedia({ ssrcs: [{ ssrc: 3, rtxSsrc: 0 }], pli: true, fir: true, remb: true });

const VIDEO_SPEC: DownTrackSpec = {
  kind: "video",
  mid: "v",
  codec: "vp8",
  ssrc: VIDEO_SSRC,
  rtxSsrc: RTX_SSRC,
  payloadType: 96,
  rtxPayloadType: 97,
  redPayloadType: -1,
  transportCcId: 3,
  clockRateHz: 90_000,
  cname: "c",
};

const AUDIO_SPEC: DownTrackSpec = {
  ...VIDEO_SPEC,
  kind: "audio",
  mid: "a",
  codec: "opus",
  ssrc: AUDIO_SSRC,
  rtxSsrc: 0,
  payloadType: 111,
  rtxPayloadType: -1,
  redPayloadType: 63,
  clockRateHz: 48_000,
};

/** A packet as it was sent. */
interface Sent {
  readonly ssrc: number;
  readonly seqExt: number;
  readonly timestamp: number;
  readonly marker: boolean;
  /** -1 without the extension. */
  readonly transportSeq16: number;
  readonly payload: Uint8Array;
  readonly bytes: Uint8Array;
  readonly atUs: number;
}

interface Call {
  readonly router: Router;
  readonly out: ForwardOut;
  readonly sent: Sent[];
  readonly rtcp: RtcpPacket[];
  nowUs: number;
  frame: number;
  audioSeq: number;
  videoSeq: number;
}

/** A publisher of video and audio, and a receiver of both. Two texts under one number of an SSRC throw. */
function createCall(
  video: Partial<DownTrackSpec> = {},
  audio: Partial<DownTrackSpec> = {},
): Call {
  const random = createRandom(5);
  const router = createRouter({ random32: () => random.int(0x1_0000_0000) });
  const arena = new Uint8Array(8192);
  const texts = new Map<string, number>();
  const call: Call = {
    router,
    out: {
      arena,
      reserve: () => 16 + random.int(64),
      sendRtp(_session, offset, headerLength, end, roc) {
        const packet = readSent(arena.slice(offset, end), headerLength, roc, call.nowUs);
        const key = `${packet.ssrc} ${packet.seqExt}`;
        const text = hashOf(packet.bytes);
        if ((texts.get(key) ?? text) !== text) throw new Error(`two texts of ${key}`);
        texts.set(key, text);
        call.sent.push(packet);
      },
      sendRtcp: (_session, packets) => call.rtcp.push(...packets),
    },
    sent: [],
    rtcp: [],
    nowUs: START_US,
    frame: 0,
    audioSeq: 0,
    videoSeq: 0,
  };
  setUp(router, UP, "", [VIDEO, AUDIO], START_US);
  const specs = [{ ...VIDEO_SPEC, ...video }, { ...AUDIO_SPEC, ...audio }];
  setDown(router, DOWN, UP, 1, specs, START_US, call.out);
  activateDown(router, DOWN, START_US, call.out);
  return call;
}

function hashOf(bytes: Uint8Array): number {
  let hash = bytes.length;
  for (let i = 0; i < bytes.length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
  return hash;
}

function readSent(bytes: Uint8Array, headerLength: number, roc: number, atUs: number): Sent {
  const extended = (bytes[0]! & 0x10) !== 0;
  assertEquals(headerLength, extended ? 20 : 12);
  if (extended) assertEquals([readU16(bytes, 12), bytes[16]], [0xbede, 0x31]);
  return {
    ssrc: readU32(bytes, 8),
    seqExt: roc * 0x1_0000 + readU16(bytes, 2),
    timestamp: readU32(bytes, 4),
    marker: (bytes[1]! & 0x80) !== 0,
    transportSeq16: extended ? readU16(bytes, 17) : -1,
    payload: bytes.subarray(headerLength),
    bytes,
    atUs,
  };
}

function trackOf(call: Call, ssrc: number): DownTrack {
  return call.router.downs.get(DOWN)!.tracks.find(({ spec }) => spec.ssrc === ssrc)!;
}

/** Lets the viewer have an estimate, as if its receivers had told it. */
function estimate(call: Call, bps: number): void {
  const { estimator } = call.router.viewers.get(1)!;
  estimator.known = true;
  estimator.bps = estimator.undrainedBps = bps;
  handleRtcp(call.router, DOWN, [], call.nowUs, call.out);
}

/** Lets time pass; what is due on the way is done. */
function pass(call: Call, us: number): void {
  const { router, out } = call;
  const untilUs = call.nowUs + us;
  while (deadline(router) <= untilUs) {
    call.nowUs = Math.max(call.nowUs, deadline(router));
    onTime(router, call.nowUs, out);
    assert(deadline(router) > call.nowUs, "a deadline does not pass");
  }
  call.nowUs = untilUs;
}

function takeVideo(call: Call, seq: number, frame: number, marker: boolean, keyframe: boolean) {
  const packet = new Uint8Array(1012);
  writeRtpHeader(packet, 0, marker, 96, seq & 0xffff, frame * 3000, 1);
  packet.fill(seq, 12);
  const begins = keyframe || frame * 4 === seq;
  packet.set([begins ? 0x90 : 0x80, 0x80, 0x80 | (frame >> 8), frame & 0xff, keyframe ? 0 : 1], 12);
  handleRtp(call.router, UP, packet, 0, packet.length, call.nowUs, call.out);
}

/** One frame of `packets` packets of 1000 bytes. */
function sendFrame(call: Call, packets: number, keyframe = false): void {
  const frame = call.frame++;
  for (let i = 0; i < packets; i++) {
    takeVideo(call, call.videoSeq++, frame, i === packets - 1, keyframe && i === 0);
  }
}

function sendAudio(call: Call, length = 80): void {
  const seq = call.audioSeq++;
  const packet = new Uint8Array(12 + length);
  writeRtpHeader(packet, 0, false, 111, seq & 0xffff, seq * 960, 3);
  for (let i = 12; i < packet.length; i++) packet[i] = seq * 7 + i;
  handleRtp(call.router, UP, packet, 0, packet.length, call.nowUs, call.out);
}

function nack(call: Call, ssrc: number, seqExts: readonly number[]): void {
  const seq16s = seqExts.map((seqExt) => seqExt & 0xffff);
  const packet: RtcpPacket = { type: "nack", senderSsrc: 1, mediaSsrc: ssrc, seq16s };
  handleRtcp(call.router, DOWN, [packet], call.nowUs, call.out);
}

function report(call: Call, ssrc: number, fractionLost: number): void {
  const block: ReportBlock = {
    ssrc,
    fractionLost: Math.round(fractionLost * 256),
    cumulativeLost: 0,
    highestSeqExt: trackOf(call, ssrc).map.highestDown,
    jitter: 0,
    lastSr: 0,
    delaySinceLastSr: 0,
  };
  const packet: RtcpPacket = { type: "rr", ssrc: 1, reports: [block] };
  handleRtcp(call.router, DOWN, [packet], call.nowUs, call.out);
}

/** What was sent since this was asked last. */
function take(call: Call, ssrc?: number): Sent[] {
  return call.sent.splice(0).filter((packet) => ssrc === undefined || packet.ssrc === ssrc);
}

function assertFollowing(numbers: readonly number[], words: string): void {
  numbers.forEach((number, i) => assertEquals(number, numbers[0]! + i, words));
}

Deno.test("packets of a session share one row of transport-wide numbers, retransmissions among them", () => {
  const call = createCall();
  sendFrame(call, 3, true);
  sendAudio(call);
  const [first] = call.sent;
  nack(call, VIDEO_SSRC, [first!.seqExt]);
  sendFrame(call, 1);
  const sent = take(call);
  assertEquals(sent.map(({ ssrc }) => ssrc), [
    ...[VIDEO_SSRC, VIDEO_SSRC, VIDEO_SSRC],
    ...[AUDIO_SSRC, RTX_SSRC, VIDEO_SSRC],
  ]);
  assertFollowing(sent.map(({ transportSeq16 }) => transportSeq16), "transport-wide numbers");
  assertEquals(sent[4]!.payload.subarray(2), first!.payload);
});

Deno.test("without RTX a packet is sent again byte for byte, its transport-wide number included", () => {
  const call = createCall({ rtxPayloadType: -1 }, { redPayloadType: -1 });
  sendFrame(call, 3, true);
  const before = take(call);
  pass(call, 100_000);
  take(call);
  nack(call, VIDEO_SSRC, before.map(({ seqExt }) => seqExt));
  const again = take(call);
  assertEquals(again.map(({ bytes }) => bytes), before.map(({ bytes }) => bytes));
  sendFrame(call, 1);
  assertEquals(take(call)[0]!.transportSeq16, before[2]!.transportSeq16 + 1);
});

Deno.test("receivers that did not negotiate it get no extension", () => {
  const call = createCall({ transportCcId: 0 }, { transportCcId: 0 });
  sendFrame(call, 2, true);
  sendAudio(call);
  assertEquals(take(call).map(({ transportSeq16 }) => transportSeq16), [-1, -1, -1]);
});

Deno.test("video waits for its pace, audio never does, and repairs go before video", () => {
  const call = createCall();
  sendFrame(call, 1, true);
  const [first] = take(call);
  estimate(call, 400_000);
  pass(call, 30_000);
  sendFrame(call, 20);
  const burst = take(call).length;
  assert(burst >= 1 && burst <= 4, `a burst of ${burst} packets`);
  nack(call, VIDEO_SSRC, [first!.seqExt]);
  for (let i = 0; i < 5; i++) sendAudio(call);
  assertEquals(take(call).map(({ ssrc }) => ssrc), new Array(5).fill(AUDIO_SSRC));
  pass(call, 400_000);
  const sent = take(call);
  assertEquals(sent[0]!.ssrc, RTX_SSRC);
  const video = sent.filter(({ ssrc }) => ssrc === VIDEO_SSRC);
  assertEquals(video.length, 20 - burst);
  assertFollowing(video.map(({ seqExt }) => seqExt), "numbers of video");
  assert(video.at(-1)!.marker);
  const tookUs = video.at(-1)!.atUs - video[0]!.atUs;
  assert(tookUs > 200_000, `${video.length} packets in ${tookUs} µs`);
});

Deno.test("video that waits too long is dropped between pictures until a key frame, and leaves no gap", () => {
  const call = createCall();
  sendFrame(call, 4, true);
  estimate(call, 200_000);
  for (let i = 0; i < 60 && call.router.counters.drops.queueOverflow === 0; i++) {
    pass(call, FRAME_US);
    sendFrame(call, 4);
  }
  assert(call.router.counters.drops.queueOverflow > 0);
  assertEquals(trackOf(call, VIDEO_SSRC).source, null);
  pass(call, 1_000_000);
  assert(call.rtcp.some(({ type }) => type === "pli"), "no key frame was asked for");
  assert(call.router.counters.drops.queueOverflow < 200);
  const before = take(call, VIDEO_SSRC);
  assert(before.at(-1)!.marker, "the last picture is not whole");
  sendFrame(call, 4);
  pass(call, FRAME_US);
  assertEquals(take(call), [], "a frame that is of no use");
  estimate(call, 2_000_000);
  pass(call, 1_000_000);
  sendFrame(call, 4, true);
  pass(call, 1_000_000);
  const after = take(call, VIDEO_SSRC);
  assert(after.length >= 4);
  assertEquals(after[0]!.payload[4]! & 1, 0, "not a key frame");
  assertFollowing([...before, ...after].map(({ seqExt }) => seqExt), "numbers of video");
  assert(((after[0]!.timestamp - before.at(-1)!.timestamp) | 0) > 0);
  // What was taken back cannot be asked for under its old number.
  nack(call, VIDEO_SSRC, [after[0]!.seqExt]);
  pass(call, 100_000);
  assertEquals(take(call, RTX_SSRC)[0]!.payload.subarray(2), after[0]!.payload);
});

Deno.test("a connection that is lost forgets what waits, and another begins with a key frame", () => {
  const call = createCall();
  sendFrame(call, 2, true);
  estimate(call, 200_000);
  for (let i = 0; i < 5; i++) sendFrame(call, 4);
  const before = take(call, VIDEO_SSRC);
  pauseDown(call.router, DOWN);
  pass(call, 1_000_000);
  assertEquals(take(call), []);
  activateDown(call.router, DOWN, call.nowUs, call.out);
  sendFrame(call, 2, true);
  pass(call, 500_000);
  const [next] = take(call, VIDEO_SSRC);
  assert(next!.seqExt > before.at(-1)!.seqExt);
  assertEquals(next!.payload[4]! & 1, 0, "not a key frame");
});

Deno.test("who asks for everything again and again gets a share of its estimate", () => {
  const call = createCall();
  estimate(call, 1_000_000);
  sendFrame(call, 2, true);
  let resent = 0;
  for (let i = 0; i < 300; i++) {
    sendFrame(call, 3);
    const { highestDown } = trackOf(call, VIDEO_SSRC).map;
    nack(call, VIDEO_SSRC, Array.from({ length: 500 }, (_, k) => highestDown - k));
    pass(call, FRAME_US);
    for (const { ssrc, bytes } of take(call)) if (ssrc === RTX_SSRC) resent += bytes.length;
  }
  const bps = (resent * 8) / 10;
  assert(bps > 250_000 && bps < 450_000, `${bps} b/s of repairs`);
  assert(call.router.counters.drops.resendLimited > 1000);
});

Deno.test("audio repeats what was before it while its receiver loses packets, and ends that when it does not", () => {
  const call = createCall();
  const blocks = createRedBlocks();
  const payloads: Uint8Array[] = [];
  const send = (loss: number, count = 60) => {
    for (let i = 0; i < count; i++) {
      sendAudio(call, 60 + (call.audioSeq % 5) * 10);
      pass(call, 20_000);
    }
    report(call, AUDIO_SSRC, loss);
    const sent = take(call, AUDIO_SSRC);
    for (const { bytes, payload, timestamp } of sent) {
      if ((bytes[1]! & 0x7f) === 111) {
        payloads.push(payload);
        continue;
      }
      assertEquals(bytes[1]! & 0x7f, 63);
      const length = bytes.length;
      assert(readRed(bytes, length - payload.length, length, blocks));
      payloads.push(bytes.subarray(blocks.primary.start, blocks.primary.end));
      for (let k = 0; k < blocks.redundantCount; k++) {
        const block = blocks.redundant[k]!;
        const distance = blocks.redundantCount - k;
        assertEquals(block.timestampOffset, distance * 960);
        assertEquals(block.payloadType, 111);
        assertEquals(
          bytes.slice(block.start, block.end),
          payloads[payloads.length - 1 - distance]!.slice(),
          `at ${timestamp}`,
        );
      }
    }
    const kinds = new Set(sent.map(({ bytes }) => bytes[1]! & 0x7f));
    assertEquals(kinds.size, 1);
    return kinds.has(63) ? blocks.redundantCount : 0;
  };
  report(call, AUDIO_SSRC, 0);
  const losses = [0, 0.01, 0.03, 0.015, 0.1, 0.06, 0.04];
  const repeated = losses.map((loss) => send(loss));
  assertEquals(repeated, [0, 0, 0, 1, 1, 2, 2]);
  for (let i = 0; i < 20; i++) send(0);
  assertEquals(send(0), 0);
});

Deno.test("what a receiver has left behind is not sent again, whether it would have to wait or has waited", () => {
  const call = createCall();
  sendFrame(call, 20, true);
  pass(call, 100_000);
  const sent = take(call, VIDEO_SSRC).map(({ seqExt }) => seqExt);
  estimate(call, 100_000);
  nack(call, VIDEO_SSRC, sent.slice(0, 10));
  pass(call, 5_000);
  const { drops } = call.router.counters;
  assertEquals(drops.resendLeftBehind, 0);
  trackOf(call, VIDEO_SSRC).source = null;
  nack(call, VIDEO_SSRC, sent.slice(10));
  pass(call, 2_000_000);
  assert(take(call, RTX_SSRC).length < 10);
  assert(drops.resendLeftBehind > 0, `${drops.resendLeftBehind}`);
});

Deno.test("audio repeats no more than its share of the estimate allows, whatever is lost", () => {
  const call = createCall();
  const payloadTypeAt = (bps: number): number => {
    for (let i = 0; i < 40; i++) {
      estimate(call, bps);
      sendAudio(call, 100); // 40 kb/s
      pass(call, 20_000);
    }
    report(call, AUDIO_SSRC, 0.3);
    return take(call, AUDIO_SSRC).at(-1)!.bytes[1]! & 0x7f;
  };
  for (let i = 0; i < 3; i++) payloadTypeAt(1_000_000);
  assertEquals(payloadTypeAt(1_000_000), 63);
  assertEquals(payloadTypeAt(100_000), 111);
  assertEquals(payloadTypeAt(1_000_000), 63);
});

Deno.test("redundant audio is sent again as it was, also when it would be sent otherwise now", () => {
  const call = createCall();
  for (let i = 0; i < 3; i++) {
    report(call, AUDIO_SSRC, 0.1);
    sendAudio(call);
    sendAudio(call);
    pass(call, 50_000);
  }
  const before = take(call, AUDIO_SSRC);
  report(call, AUDIO_SSRC, 0);
  pass(call, 50_000);
  nack(call, AUDIO_SSRC, before.map(({ seqExt }) => seqExt));
  assertEquals(take(call).map(({ bytes }) => bytes), before.map(({ bytes }) => bytes));
  assert(before.some(({ bytes }) => (bytes[1]! & 0x7f) === 63));
});

Deno.test("receivers without RED get plain audio, whatever they lose", () => {
  const call = createCall({}, { redPayloadType: -1 });
  for (let i = 0; i < 20; i++) {
    sendAudio(call);
    pass(call, 30_000);
    report(call, AUDIO_SSRC, 0.3);
  }
  assert(take(call, AUDIO_SSRC).every(({ bytes }) => (bytes[1]! & 0x7f) === 111));
});

Deno.test("what got lost before it came to us is not the receiver's loss", () => {
  const call = createCall();
  sendFrame(call, 4, true);
  report(call, VIDEO_SSRC, 0);
  for (let i = 0; i < 30; i++) {
    call.videoSeq++; // lost on the way here
    sendFrame(call, 3);
    pass(call, FRAME_US);
  }
  report(call, VIDEO_SSRC, 0.25);
  assertEquals(trackOf(call, VIDEO_SSRC).reception.lossShare, 0);
  for (let i = 0; i < 30; i++) {
    call.videoSeq++;
    sendFrame(call, 3);
    pass(call, FRAME_US);
  }
  report(call, VIDEO_SSRC, 0.5);
  const { lossShare } = trackOf(call, VIDEO_SSRC).reception;
  assert(Math.abs(lossShare - 1 / 3) < 0.02, `a loss of ${lossShare}`);
});

function probe(call: Call, bytes: number): Sent[] {
  const { context, viewers } = call.router;
  take(call);
  context.nowUs = call.nowUs;
  sendProbe(context, viewers.get(1)!, { cluster: 1, bps: 1e6, bytes, packets: 5 }, call.out);
  return take(call);
}

Deno.test("a probe is made of retransmissions, and of padding where those are not enough", () => {
  const call = createCall();
  assertEquals(probe(call, 5000), [], "nothing was sent that could be sent again");
  sendFrame(call, 4, true);
  const sent = probe(call, 10_000);
  assert(sent.every(({ ssrc }) => ssrc === RTX_SSRC));
  assertFollowing(sent.map(({ seqExt }) => seqExt), "numbers");
  assertFollowing(sent.map(({ transportSeq16 }) => transportSeq16), "transport-wide numbers");
  const padding = sent.filter(({ bytes }) => (bytes[0]! & 0x20) !== 0);
  assertEquals(sent.length - padding.length, 4);
  assert(padding.every(({ payload }) => payload.at(-1) === payload.length));
  const total = sent.reduce((sum, { bytes }) => sum + bytes.length, 0);
  assert(total >= 10_000 && total < 11_500, `${total} bytes`);
});

Deno.test("without RTX a probe is padding behind a picture, which can be asked for again", () => {
  const call = createCall({ rtxPayloadType: -1 });
  sendFrame(call, 2, true);
  const picture = take(call);
  const sent = probe(call, 1000);
  assertEquals(sent.length, 5);
  assertFollowing([...picture, ...sent].map(({ seqExt }) => seqExt), "numbers");
  assert(sent.every(({ timestamp }) => timestamp === picture[0]!.timestamp));
  pass(call, 100_000);
  take(call);
  nack(call, VIDEO_SSRC, sent.map(({ seqExt }) => seqExt));
  assertEquals(take(call).map(({ bytes }) => bytes), sent.map(({ bytes }) => bytes));
  const next = call.frame++;
  takeVideo(call, call.videoSeq++, next, false, false);
  assertEquals(probe(call, 1000), [], "in the middle of a picture");
  takeVideo(call, call.videoSeq++, next, true, false);
  assertEquals(take(call, VIDEO_SSRC)[0]!.seqExt, sent.at(-1)!.seqExt + 2);
});

/** What a receiver may say that makes no sense, or a little. */
function forge(call: Call, random: Random): RtcpPacket {
  const ssrc = [VIDEO_SSRC, AUDIO_SSRC, RTX_SSRC, 77][random.int(4)]!;
  switch (random.int(6)) {
    case 0: {
      const arrivalsUs = new Float64Array(1 + random.int(random.int(8) === 0 ? 4096 : 20));
      const startUs = random.int(0x1_0000_0000) * 1000;
      for (let i = 0; i < arrivalsUs.length; i++) {
        arrivalsUs[i] = random.int(3) === 0 ? NaN : startUs + i * 250 + random.int(1_000_000);
      }
      const baseSeq16 = random.int(0x1_0000);
      const feedbackCount = random.int(256);
      return {
        type: "twcc",
        senderSsrc: 1,
        mediaSsrc: ssrc,
        baseSeq16,
        feedbackCount,
        statusCount: arrivalsUs.length,
        arrivalsUs,
      };
    }
    case 1: {
      const bitrateBps = [0, 1, 30_000, 1e6, 2 ** 63, Infinity][random.int(6)]!;
      return { type: "remb", senderSsrc: 1, bitrateBps, ssrcs: [ssrc] };
    }
    case 2: {
      const block: ReportBlock = {
        ssrc,
        fractionLost: random.int(2) === 0 ? 255 : random.int(256),
        cumulativeLost: random.int(0x80_0000),
        highestSeqExt: random.int(0x1_0000_0000),
        jitter: random.int(0x1_0000_0000),
        lastSr: random.int(0x1_0000_0000),
        delaySinceLastSr: random.int(0x1_0000_0000),
      };
      return { type: "rr", ssrc: 1, reports: [block, block] };
    }
    case 3:
      return { type: "pli", senderSsrc: 1, mediaSsrc: ssrc };
    default: {
      const { highestDown } = trackOf(call, VIDEO_SSRC).map;
      const seq16s = Array.from(
        { length: random.int(300) },
        () => random.int(4) === 0 ? random.int(0x1_0000) : (highestDown - random.int(400)) & 0xffff,
      );
      return { type: "nack", senderSsrc: 1, mediaSsrc: ssrc, seq16s };
    }
  }
}

for (const rtxPayloadType of [97, -1]) {
  const rtx = rtxPayloadType < 0 ? "without" : "with";
  Deno.test(`whatever a receiver says, ${rtx} RTX: no number has two texts, and work is bounded`, () => {
    const call = createCall({ rtxPayloadType });
    const other = createCall({ rtxPayloadType });
    const random = createRandom(31);
    let bytes = 0;
    for (let i = 0; i < 4000; i++) {
      const [lost, packets] = [random.int(6) === 0, 1 + random.int(6)];
      const keyframe = i % 97 === 0;
      for (const each of [call, other]) {
        if (lost) each.videoSeq++;
        sendFrame(each, packets, keyframe);
        sendAudio(each);
      }
      for (let k = random.int(4); k > 0; k--) {
        handleRtcp(call.router, DOWN, [forge(call, random)], call.nowUs, call.out);
      }
      const us = random.int(2 * FRAME_US);
      if (random.int(50) === 0) estimate(call, 50_000 + random.int(3_000_000));
      if (random.int(200) === 0) pauseDown(call.router, DOWN);
      if (random.int(20) === 0) activateDown(call.router, DOWN, call.nowUs, call.out);
      if (random.int(20) === 0 && trackOf(call, VIDEO_SSRC).active) {
        const { context, viewers } = call.router;
        const probe = { cluster: random.int(255), bps: 1e6, bytes: random.int(1e5), packets: 5 };
        sendProbe(context, viewers.get(1)!, probe, call.out);
      }
      pass(call, us);
      pass(other, us);
      for (const packet of take(call)) bytes += packet.bytes.length;
      const { pacer, estimator } = call.router.viewers.get(1)!;
      assert(pacer.video.count <= 1024 && pacer.repairs.count <= 1024);
      assert(estimator.bps >= 30_000 && estimator.bps <= 200_000_000, `${estimator.bps} b/s`);
    }
    assert(
      call.router.counters.packetsResent > 100,
      `${call.router.counters.packetsResent} sent again`,
    );
    assert(bytes > 1_000_000);
    const unmoved = take(other);
    assertEquals(unmoved.length, other.router.counters.packetsOut);
    assertEquals(other.router.counters.drops.queueOverflow, 0);
    assert(!other.router.viewers.get(1)!.estimator.known);
  });
}

Deno.test("feedback on more packets than a receiver can have got is not read", () => {
  const call = createCall();
  const feedback: RtcpPacket = {
    type: "twcc",
    senderSsrc: 1,
    mediaSsrc: VIDEO_SSRC,
    baseSeq16: 0,
    feedbackCount: 0,
    statusCount: 4096,
    arrivalsUs: new Float64Array(4096).fill(NaN),
  };
  for (let i = 0; i < 100; i++) {
    handleRtcp(call.router, DOWN, new Array(10).fill(feedback), call.nowUs, call.out);
    pass(call, 10_000);
  }
  assert(call.router.counters.drops.feedbackLimited > 990);
});

Deno.test("without transport-wide numbers, reports count against what was sent", () => {
  const call = createCall({ transportCcId: 0 }, { transportCcId: 0 });
  const { estimator } = call.router.viewers.get(1)!;
  const lossOf = (loss: number) => {
    for (let i = 0; i < 10; i++) {
      for (let k = 0; k < 30; k++) {
        sendFrame(call, 3, i === 0 && k === 0);
        pass(call, FRAME_US);
      }
      report(call, VIDEO_SSRC, loss);
    }
    return estimator.lossShare;
  };
  assertEquals(lossOf(0), 0);
  assert(estimator.known);
  const share = lossOf(0.2);
  assert(share > 0.1 && share < 0.25, `a loss of ${share}`);
  const { path } = call.router.downs.get(DOWN)!;
  assert(path.sentBytes > 900_000 * 0.5, `${path.sentBytes} bytes`);
  assertEquals(path.history.nextSeq, 0);
});

Deno.test("a key frame that was begun, and of which its receiver knows nothing yet, is not asked for again", () => {
  const call = createCall();
  sendFrame(call, 20, true);
  pass(call, 50_000);
  const { keyframes } = trackOf(call, VIDEO_SSRC).source!;
  const pli: RtcpPacket = { type: "pli", senderSsrc: 1, mediaSsrc: VIDEO_SSRC };
  handleRtcp(call.router, DOWN, [pli], call.nowUs, call.out);
  assertEquals(keyframes.wanted, false);
  pass(call, 1_000_000);
  handleRtcp(call.router, DOWN, [pli], call.nowUs, call.out);
  assertEquals(keyframes.wanted, true);
});
