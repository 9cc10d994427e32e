/**
 * Fuzzes the router as a whole: packets and reports of a call, changed here and there, never make it throw, and never make it send out of
 * all proportion.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { deadline, handleRtcp, handleRtp, onTime } from "../../media/forward/router.ts";
import { parseRtcp, type RtcpPacket, serializeRtcp } from "../../media/packet/rtcp.ts";
import { createRandom, fuzz, FUZZ_INPUTS, type Random } from "../random.ts";
import { publish, type Publisher } from "./publisher.ts";
import { THREE_LAYERS } from "./scenarios.ts";
import { createServer, type SimServer } from "./server.ts";
import type { VideoCodec } from "./payloads.ts";
import { type Viewer, watch } from "./viewer.ts";
import { createWorld, runFor, type World } from "./world.ts";

const CODECS: readonly VideoCodec[] = ["vp8", "vp9", "av1", "h264"];

interface Bench {
  readonly world: World;
  readonly server: SimServer;
  readonly publishers: readonly Publisher[];
  readonly viewers: readonly Viewer[];
}

/** A call of all codecs, begun half a second ago. */
function createBench(seed: number): Bench {
  const world = createWorld(seed);
  const server = createServer(world);
  const publishers = CODECS.map((codec, i) => {
    const layered = codec === "vp9" || codec === "av1";
    return publish(server, 1 + i, {
      codec,
      congestionControl: true,
      encodings: layered ? THREE_LAYERS.slice(2) : THREE_LAYERS,
      spatialLayers: layered ? 3 : 1,
      temporalLayers: codec === "h264" ? 1 : 3,
      microphone: { redundancy: 2 },
    });
  });
  runFor(world, 500);
  const viewers = publishers.map((publisher, i) =>
    watch(publisher, 10 + i, { feedback: "twcc", client: 10 + (i >> 1) })
  );
  return { world, server, publishers, viewers };
}

Deno.test("changed packets of a call never make the router throw, nor send without end", () => {
  const { server, world, publishers, viewers } = createBench(401);
  const { router, out } = server;
  const packets: Uint8Array[] = [];
  for (const { connection } of publishers) connection.onUp = (packet) => packets.push(packet);
  runFor(world, 1000);
  assert(packets.length > 300, `${packets.length} packets`);
  for (const viewer of viewers) assertEquals(viewer.complaints, []);
  // From here on nobody answers, and the packets come changed, late, twice, and to the wrong sessions.
  server.connections.clear();
  const random = createRandom(402);
  const before = { ...router.counters };
  let most = 0;
  fuzz(402, 1400, packets, (buf, start, end) => {
    const sent = router.counters.packetsOut;
    world.nowUs += random.int(3000);
    handleRtp(router, random.int(CODECS.length + 2), buf, start, end, world.nowUs, out);
    if (deadline(router) <= world.nowUs) onTime(router, world.nowUs, out);
    most = Math.max(most, router.counters.packetsOut - sent);
  });
  assert(router.counters.packetsIn - before.packetsIn === FUZZ_INPUTS);
  assert(most <= 512, `${most} packets for one`);
  const share = (router.counters.packetsOut - before.packetsOut) / FUZZ_INPUTS;
  assert(share < 3, `${share} packets were sent for each that came`);
});

/** Reports that no honest receiver writes, but that are well-formed. */
function absurd(random: Random, ssrc: number): RtcpPacket {
  const u32 = () => random.int(0x1_0000_0000);
  switch (random.int(6)) {
    case 0: {
      const arrivalsUs = new Float64Array(1 + random.int(600)).fill(NaN);
      const baseUs = random.int(0x100_0000) * 64_000;
      arrivalsUs[0] = baseUs;
      for (let i = 1; i < arrivalsUs.length; i++) {
        if (random.int(3) > 0) arrivalsUs[i] = baseUs + random.int(6_000_000);
      }
      const [baseSeq16, feedbackCount] = [random.int(0x10000), random.int(256)];
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
    case 1:
      return {
        type: "nack",
        senderSsrc: 1,
        mediaSsrc: ssrc,
        seq16s: Array.from({ length: 1 + random.int(300) }, () => random.int(0x10000)),
      };
    case 2: {
      const bitrateBps = [0, 1, 2 ** 63, random.int(10_000_000)][random.int(4)]!;
      return { type: "remb", senderSsrc: 1, bitrateBps, ssrcs: [ssrc] };
    }
    case 3:
      return {
        type: "rr",
        ssrc: 1,
        reports: [{
          ssrc,
          fractionLost: random.int(256),
          cumulativeLost: random.int(0x80_0000),
          highestSeqExt: u32(),
          jitter: u32(),
          lastSr: u32(),
          delaySinceLastSr: u32(),
        }],
      };
    case 4:
      return { type: "pli", senderSsrc: 1, mediaSsrc: ssrc };
    default:
      return {
        type: "sr",
        ssrc,
        ntpSeconds: u32(),
        ntpFraction: u32(),
        rtpTimestamp: u32(),
        packetCount: u32(),
        octetCount: u32(),
        reports: [],
      };
  }
}

Deno.test("absurd and changed reports never make the router throw, nor send without end", () => {
  const bench = createBench(411);
  const { server, world } = bench;
  const { router, out } = server;
  runFor(world, 2000);
  const random = createRandom(412);
  const ssrcs = [
    ...bench.viewers.flatMap((viewer) => [viewer.video!.spec.ssrc, viewer.audio!.spec.ssrc]),
    ...bench.publishers.flatMap((publisher) => publisher.streams.map(({ ssrc }) => ssrc)),
  ];
  const samples = Array.from(
    { length: 200 },
    () => serializeRtcp([absurd(random, ssrcs[random.int(ssrcs.length)]!)]),
  );
  const sessions = [1, 2, 3, 4, 10, 11, 12, 13, 99];
  server.connections.clear();
  const before = router.counters.packetsOut;
  const beganUs = world.nowUs;
  let most = 0;
  fuzz(412, 1400, samples, (buf, start, end) => {
    const packets = parseRtcp(buf, start, end);
    world.nowUs += random.int(2000);
    if (packets === null) return;
    const sent = router.counters.packetsOut;
    handleRtcp(router, sessions[random.int(sessions.length)]!, packets, world.nowUs, out);
    if (deadline(router) <= world.nowUs) onTime(router, world.nowUs, out);
    most = Math.max(most, router.counters.packetsOut - sent);
  });
  const seconds = (world.nowUs - beganUs) / 1e6;
  assert(most <= 1024, `${most} packets for one report`);
  const perSecond = (router.counters.packetsOut - before) / seconds;
  assert(perSecond < 4000, `${perSecond} packets a second were sent`);
});
