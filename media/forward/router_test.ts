import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, fuzz } from "../../tests/random.ts";
import { audioMedia, videoMedia } from "../../tests/up_media.ts";
import { writeRtpHeader } from "../packet/rtp.ts";
import { writeU16 } from "../packet/bytes.ts";
import type { RtcpPacket } from "../packet/rtcp.ts";
import type { DownTrackSpec } from "./down_track.ts";
import type { ForwardOut } from "./output.ts";
import { packetRingBytes } from "./packet_ring.ts";
import {
  activateDown,
  createRouter,
  deadline,
  handleRtcp,
  handleRtp,
  onTime,
  pauseDown,
  removeDown,
  type Router,
  setCeiling,
  setDown,
  setUp,
} from "./router.ts";

const START_US = 1_767_225_600_000_000;

const VIDEO = videoMedia({
  midExtensionId: 4,
  ridExtensionId: 10,
  repairedRidExtensionId: 11,
  ssrcs: [{ ssrc: 1, rtxSsrc: 2 }],
});

const AUDIO = audioMedia({
  midExtensionId: 4,
  ridExtensionId: 10,
  repairedRidExtensionId: 11,
});

const SPEC: DownTrackSpec = {
  kind: "video",
  mid: "v",
  codec: "vp8",
  ssrc: 5001,
  rtxSsrc: 5002,
  payloadType: 96,
  rtxPayloadType: -1,
  redPayloadType: -1,
  transportCcId: 0,
  clockRateHz: 90_000,
  cname: "c",
};

interface Sent {
  readonly session: number;
  readonly bytes: Uint8Array;
  readonly roc: number;
}

interface Sink extends ForwardOut {
  readonly rtp: Sent[];
  readonly rtcp: { session: number; packet: RtcpPacket }[];
}

function createSink(): Sink {
  const arena = new Uint8Array(8192);
  const rtp: Sent[] = [];
  const rtcp: Sink["rtcp"] = [];
  return {
    arena,
    rtp,
    rtcp,
    reserve: () => 13,
    sendRtp: (session, offset, _headerLength, end, roc) =>
      rtp.push({ session, bytes: arena.slice(offset, end), roc }),
    sendRtcp: (session, packets) => {
      for (const packet of packets) rtcp.push({ session, packet });
    },
  };
}

function createTestRouter(maxRingBytes?: number): Router {
  const random = createRandom(9);
  const random32 = () => random.int(0x1_0000_0000);
  return createRouter(maxRingBytes === undefined ? { random32 } : { random32, maxRingBytes });
}

/** A VP8 packet that is a whole frame. */
function vp8(seq16: number, keyframe: boolean, ssrc = 1, payloadType = 96): Uint8Array {
  const packet = new Uint8Array(60);
  writeRtpHeader(packet, 0, true, payloadType, seq16, seq16 * 3000, ssrc);
  packet.set([0x90, 0x80, 0x80 | (seq16 >> 8), seq16 & 0xff, keyframe ? 0 : 1], 12);
  return packet;
}

function hand(router: Router, sink: Sink, packet: Uint8Array, nowUs = START_US): void {
  handleRtp(router, 10, packet, 0, packet.length, nowUs, sink);
}

/** A router with a publisher, session 10, and a connected receiver, session 20. */
function createCall(spec: Partial<DownTrackSpec> = {}): { router: Router; sink: Sink } {
  const router = createTestRouter();
  const sink = createSink();
  setUp(router, 10, "", [VIDEO], START_US);
  setDown(router, 20, 10, 1, [{ ...SPEC, ...spec }], START_US, sink);
  activateDown(router, 20, START_US, sink);
  return { router, sink };
}

Deno.test("a receiver gets the SSRC, payload type and numbers of its own, and no extensions", () => {
  const { router, sink } = createCall({ payloadType: 120 });
  hand(router, sink, vp8(7, true));
  hand(router, sink, vp8(8, false));
  assertEquals(sink.rtp.length, 2);
  const [first, second] = sink.rtp.map(({ bytes }) => new DataView(bytes.buffer));
  assertEquals(first!.getUint32(8), 5001);
  assertEquals(first!.getUint8(1), 0x80 | 120);
  assertEquals((second!.getUint16(2) - first!.getUint16(2)) & 0xffff, 1);
  assertEquals((second!.getUint32(4) - first!.getUint32(4)) | 0, 3000);
  assertEquals(sink.rtp[0]!.bytes.length, 60);
});

Deno.test("nothing is sent before the receiver is connected, nor while it is lost", () => {
  const router = createTestRouter();
  const sink = createSink();
  setUp(router, 10, "", [VIDEO], START_US);
  setDown(router, 20, 10, 1, [SPEC], START_US, sink);
  hand(router, sink, vp8(1, true));
  assertEquals(sink.rtp.length, 0);
  activateDown(router, 20, START_US, sink);
  assertEquals(sink.rtp.length, 1);
  pauseDown(router, 20);
  hand(router, sink, vp8(2, false));
  assertEquals(sink.rtp.length, 1);
  activateDown(router, 20, START_US + 1000, sink);
  assertEquals(sink.rtp.length, 3);
  removeDown(router, 20);
  hand(router, sink, vp8(3, true));
  assertEquals(sink.rtp.length, 3);
});

Deno.test("a receiver may come before the publisher", () => {
  const router = createTestRouter();
  const sink = createSink();
  setDown(router, 20, 10, 1, [SPEC], START_US, sink);
  activateDown(router, 20, START_US, sink);
  setUp(router, 10, "", [VIDEO], START_US);
  hand(router, sink, vp8(1, true));
  assertEquals(sink.rtp.length, 1);
});

Deno.test("a NACK is answered under the same SSRC without RTX, by RFC 4588 with it, once a round trip", () => {
  for (const rtx of [false, true]) {
    const { router, sink } = createCall({ rtxPayloadType: rtx ? 97 : -1 });
    hand(router, sink, vp8(1, true));
    const sent = sink.rtp[0]!.bytes;
    const seq16 = (sent[2]! << 8) | sent[3]!;
    const nack: RtcpPacket[] = [{
      type: "nack",
      senderSsrc: 1,
      mediaSsrc: 5001,
      seq16s: [seq16, (seq16 + 1) & 0xffff, (seq16 - 300) & 0xffff],
    }];
    handleRtcp(router, 20, nack, START_US + 50_000, sink);
    handleRtcp(router, 20, nack, START_US + 55_000, sink);
    assertEquals(sink.rtp.length, 2);
    assertEquals(router.counters.drops.resendRepeated, 1);
    assertEquals(router.counters.drops.resendMissed, 4);
    const again = sink.rtp[1]!.bytes;
    if (!rtx) {
      assertEquals(again, sent);
      continue;
    }
    const view = new DataView(again.buffer);
    assertEquals(view.getUint32(8), 5002);
    assertEquals(view.getUint8(1), 0x80 | 97);
    assertEquals(view.getUint16(12), seq16);
    assertEquals(again.subarray(14), sent.subarray(12));
    assertEquals(view.getUint32(4), new DataView(sent.buffer).getUint32(4));
  }
});

Deno.test("a retransmission of the publisher fills its gap, a late one that nobody waits for is dropped", () => {
  const { router, sink } = createCall();
  hand(router, sink, vp8(1, true));
  hand(router, sink, vp8(3, false));
  onTime(router, START_US + 20_000, sink);
  const nack = sink.rtcp.find(({ packet }) => packet.type === "nack")?.packet;
  assert(nack?.type === "nack");
  assertEquals([nack.mediaSsrc, nack.seq16s], [1, [2]]);
  const lost = vp8(2, false);
  const rtx = new Uint8Array(62);
  rtx.set(lost.subarray(0, 12));
  writeRtpHeader(rtx, 0, true, 97, 900, 2 * 3000, 2);
  writeU16(rtx, 12, 2);
  rtx.set(lost.subarray(12), 14);
  hand(router, sink, rtx, START_US + 60_000);
  assertEquals(sink.rtp.length, 3);
  const numbers = sink.rtp.map(({ bytes }) => (bytes[2]! << 8) | bytes[3]!);
  assertEquals(numbers[2], (numbers[0]! + 1) & 0xffff);
  assertEquals(router.counters.packetsRepaired, 1);
  hand(router, sink, rtx, START_US + 61_000);
  assertEquals(router.counters.drops.duplicate, 1);
});

Deno.test("a PLI goes to the publisher at once, as FIR if it knows only that, and not at all if neither", () => {
  for (
    const [pli, fir, expected] of [[true, true, "pli"], [false, true, "fir"], [false, false, ""]]
  ) {
    const router = createTestRouter();
    const sink = createSink();
    setUp(router, 10, "", [{ ...VIDEO, pli: pli === true, fir: fir === true }], START_US);
    hand(router, sink, vp8(1, false));
    setDown(router, 20, 10, 1, [SPEC], START_US, sink);
    activateDown(router, 20, START_US, sink);
    assert(deadline(router) <= START_US);
    onTime(router, START_US, sink);
    const asked = sink.rtcp.map(({ packet }) => packet.type)
      .filter((type) => type === "pli" || type === "fir");
    assertEquals(asked, expected === "" ? [] : [expected]);
  }
});

Deno.test("a flood of SSRCs leaves no state, with or without a mid that is right", () => {
  const { router, sink } = createCall();
  setUp(router, 10, "", [VIDEO, AUDIO], START_US);
  hand(router, sink, vp8(1, true));
  const random = createRandom(3);
  for (let i = 0; i < 20_000; i++) {
    const packet = vp8(random.int(65_536), true, random.int(0x1_0000_0000));
    if (i % 2 === 1) packet[1] = 111;
    hand(router, sink, packet, START_US + i);
  }
  const up = router.ups.get(10)!;
  assert(up.bindings.size <= 2, `${up.bindings.size} SSRCs`);
  assertEquals(up.media.map((media) => media.encodings.length), [1, 1]);
  assert(router.budget.usedBytes <= packetRingBytes(256, 128) + packetRingBytes(64));
  assertEquals(router.counters.drops.ssrcLimit, 20_000 - 1);
});

Deno.test("a publisher of many media has no more than sixteen rings", () => {
  const router = createTestRouter();
  const sink = createSink();
  const media = Array.from({ length: 60 }, (_, i) => (
    { ...VIDEO, mid: `v${i}`, ssrcs: [{ ssrc: 100 + i, rtxSsrc: 0 }] }
  ));
  setUp(router, 10, "", media, START_US);
  for (let i = 0; i < 60; i++) hand(router, sink, vp8(1, true, 100 + i));
  assertEquals(router.budget.usedBytes, 16 * packetRingBytes(256, 128));
  assertEquals(router.counters.drops.ssrcLimit, 44);
});

Deno.test("an SSRC that replaces a silent one is taken", () => {
  const { router, sink } = createCall();
  hand(router, sink, vp8(1, true));
  hand(router, sink, vp8(500, true, 77), START_US + 100_000);
  assertEquals(router.counters.drops.ssrcLimit, 1);
  hand(router, sink, vp8(501, true, 77), START_US + 5_000_000);
  hand(router, sink, vp8(502, true, 77), START_US + 5_033_000);
  assertEquals(router.ups.get(10)!.media[0]!.encodings.map((track) => track.ssrc), [77]);
  assertEquals(sink.rtp.length, 3);
});

Deno.test("rings get smaller when memory runs out, and a track that finds none is dropped", () => {
  const router = createTestRouter(packetRingBytes(256, 128) + packetRingBytes(64, 32));
  const sink = createSink();
  for (let session = 10; session < 13; session++) setUp(router, session, "", [VIDEO], START_US);
  for (let session = 10; session < 13; session++) {
    const packet = vp8(1, true);
    handleRtp(router, session, packet, 0, packet.length, START_US, sink);
  }
  const capacityOf = (session: number) =>
    router.ups.get(session)!.media[0]!.encodings[0]?.ring.capacity;
  assertEquals([capacityOf(10), capacityOf(11), capacityOf(12)], [256, 64, undefined]);
  assertEquals(router.counters.drops.ringMemory, 1);
});

Deno.test("the same SSRC of a receiver goes on after a pause in the negotiation: no number is used twice", () => {
  const { router, sink } = createCall();
  hand(router, sink, vp8(1, true));
  setDown(router, 20, 10, 1, [], START_US, sink);
  hand(router, sink, vp8(2, false));
  assertEquals(sink.rtp.length, 1);
  setDown(router, 20, 10, 1, [SPEC], START_US, sink);
  hand(router, sink, vp8(3, true), START_US + 33_000);
  const numbers = sink.rtp.map(({ bytes, roc }) => roc * 65_536 + ((bytes[2]! << 8) | bytes[3]!));
  assertEquals(new Set(numbers).size, numbers.length);
  assert(numbers.every((number, i) => number === numbers[0]! + i));
});

/** One frame of spatial layer `spatialId` in VP9 picture `picture`; the packet's number is its place. */
function vp9(seq16: number, picture: number, spatialId: number, keyframe: boolean, ssrc = 1) {
  const packet = new Uint8Array(40);
  writeRtpHeader(packet, 0, spatialId === 1, 96, seq16, picture * 3000, ssrc);
  const inter = keyframe ? 0 : 0x40;
  const layers = spatialId << 1 | (spatialId > 0 ? 1 : 0);
  const header = keyframe && spatialId === 0 ? 0x80 : 0x84;
  packet.set(
    [0xac | inter, 0x80 | picture >> 8, picture & 0xff, layers, picture & 0xff, header],
    12,
  );
  return packet;
}

Deno.test("a receiver whose tracks and mids change all the time leaves nothing behind", () => {
  const { router, sink } = createCall();
  for (let i = 0; i < 1000; i++) {
    const mid = `v${i}`;
    setUp(router, 10, "", [{ ...VIDEO, mid }], START_US);
    setDown(router, 20, 10, 1, [{ ...SPEC, ssrc: 6000 + i, mid }], START_US, sink);
    setCeiling(router, 20, mid, "low", START_US, sink);
    hand(router, sink, vp8(i, true));
  }
  const down = router.downs.get(20)!;
  assert(sink.rtp.length >= 1000, `${sink.rtp.length} packets`);
  assert(down.ended.length <= 8, `${down.ended.length} ended tracks`);
  assertEquals(down.tracks.length, 1);
  assert(down.ceilings.size <= 2, `${down.ceilings.size} ceilings`);
  assertEquals(router.ups.get(10)!.media.map((media) => media.followers.length), [1]);
});

Deno.test("low of a single VP9 encoding is its lowest spatial layer, and its packets get the marker", () => {
  const router = createTestRouter();
  const sink = createSink();
  const codecs = [{ ...VIDEO.codecs[0]!, name: "vp9" }];
  setUp(router, 10, "", [{ ...VIDEO, codecs }], START_US);
  setDown(router, 20, 10, 1, [{ ...SPEC, codec: "vp9" }], START_US, sink);
  activateDown(router, 20, START_US, sink);
  let seq = 0;
  const picture = (n: number, keyframe = false) => {
    for (const layer of [0, 1]) {
      hand(router, sink, vp9(seq++, n, layer, keyframe), START_US + n * 33_000);
    }
    return sink.rtp.splice(0).map(({ bytes }) => [bytes[15]! >> 1 & 7, bytes[1]! >> 7]);
  };
  assertEquals(picture(1, true), [[0, 0], [1, 1]]);
  setCeiling(router, 20, "v", "low", START_US + 40_000, sink);
  assertEquals(picture(2), [[0, 1]]);
  assertEquals(picture(3), [[0, 1]]);
  setCeiling(router, 20, "v", "high", START_US + 110_000, sink);
  onTime(router, START_US + 110_000, sink);
  assert(sink.rtcp.some(({ packet }) => packet.type === "pli"));
  assertEquals(picture(4), [[0, 1]]);
  assertEquals(picture(5, true), [[0, 0], [1, 1]]);
});

Deno.test("VP9 picture ids and TL0PICIDX go on when the encoding changes", () => {
  const router = createTestRouter();
  const sink = createSink();
  const codecs = [{ ...VIDEO.codecs[0]!, name: "vp9" }];
  const ssrcs = [{ ssrc: 1, rtxSsrc: 0 }, { ssrc: 2, rtxSsrc: 0 }];
  setUp(router, 10, "", [{ ...VIDEO, codecs, ssrcs }], START_US);
  setDown(router, 20, 10, 1, [{ ...SPEC, codec: "vp9" }], START_US, sink);
  activateDown(router, 20, START_US, sink);
  const whole = (seq: number, n: number, ssrc: number, keyframe: boolean) => {
    const packet = vp9(seq, n, 0, keyframe, ssrc);
    packet[1] = packet[1]! | 0x80;
    hand(router, sink, packet, START_US + seq * 33_000);
  };
  whole(1, 0x100, 1, true);
  whole(2, 0x101, 1, false);
  whole(3, 0x7777, 2, true); // the better one
  whole(4, 0x7778, 2, false);
  const ids = sink.rtp.map(({ bytes }) => [(bytes[13]! & 0x7f) << 8 | bytes[14]!, bytes[16]]);
  assertEquals(ids, [[0x100, 0], [0x101, 1], [0x102, 2], [0x103, 3]]);
});

Deno.test("a router without sessions has nothing to do", () => {
  const router = createTestRouter();
  assertEquals(deadline(router), Infinity);
  hand(router, createSink(), vp8(1, true));
  assertEquals(router.counters.drops.sessionUnknown, 1);
});

Deno.test("no packet of a publisher throws, and what comes out of any is well-formed", () => {
  const { router, sink } = createCall();
  setUp(router, 10, "", [VIDEO, AUDIO], START_US);
  setDown(
    router,
    20,
    10,
    1,
    [SPEC, { ...SPEC, kind: "audio", mid: "a", codec: "opus", ssrc: 6001 }],
    START_US,
    sink,
  );
  const rtx = new Uint8Array(30);
  writeRtpHeader(rtx, 0, true, 97, 3, 0, 2);
  let nowUs = START_US;
  fuzz(1, 200, [vp8(1, true), vp8(2, false), vp8(3, false, 9, 111), rtx], (buf, start, end) => {
    nowUs += 100;
    handleRtp(router, 10, buf, start, end, nowUs, sink);
    if (nowUs >= deadline(router)) onTime(router, nowUs, sink);
    for (const { bytes } of sink.rtp.splice(0)) {
      if (bytes[0] !== 0x80 && bytes[0] !== 0xa0) throw new Error("a malformed packet");
    }
    sink.rtcp.length = 0;
  });
  assert(router.counters.packetsOut > 100);
  assert(router.ups.get(10)!.bindings.size <= 4);
});
