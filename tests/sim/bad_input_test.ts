/**
 * Peers that lie, break or play games, in a simulated world: whatever they send is bounded work and hurts nobody else.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import type { RtcpPacket } from "../../media/packet/rtcp.ts";
import { seq16Of } from "../../media/packet/seq.ts";
import { createPath } from "./network.ts";
import { figuresOf } from "./observe.ts";
import {
  buildPacket,
  bytesOfText,
  DESCRIPTOR_EXTENSION,
  LEVEL_EXTENSION,
  MID_EXTENSION,
  RID_EXTENSION,
  RTX_PAYLOAD_TYPE,
  TRANSPORT_CC_EXTENSION,
  VIDEO_PAYLOAD_TYPE,
} from "./packets.ts";
import { offer, publish, type Publisher, startAnew } from "./publisher.ts";
import { QUEUE_BYTES, THREE_LAYERS } from "./scenarios.ts";
import { createServer, sendRtcpUp, sendRtpUp, type SimServer } from "./server.ts";
import { type Viewer, watch } from "./viewer.ts";
import { createWorld, forkRandom, planIn, runFor, type World } from "./world.ts";

/** What one viewer got: a number that stands for all of it, and how much it was. */
interface Received {
  packets: number;
  bytes: number;
  hash: number;
}

function receive(viewer: Viewer): Received {
  const seen: Received = { packets: 0, bytes: 0, hash: 0 };
  const { connection } = viewer;
  const { onSent } = connection;
  connection.onSent = (packet) => {
    onSent(packet);
    seen.packets++;
    seen.bytes += packet.length;
    for (let i = 0; i < packet.length; i += 7) seen.hash = (seen.hash * 31 + packet[i]!) | 0;
  };
  return seen;
}

/** Does something every so often. */
function repeat(world: World, everyMs: number, act: () => void): void {
  const again = () => {
    act();
    planIn(world, everyMs, again);
  };
  planIn(world, everyMs, again);
}

/** Lies that a viewer can tell, by what they are about. */
const LIES: readonly [name: string, everyMs: number, tell: (liar: Viewer) => RtcpPacket[]][] = [
  ["feedback on packets that were never sent", 20, (liar) => {
    const random = forkRandom(liar.server.world, `lie ${liar.server.world.nowUs}`);
    const arrivalsUs = new Float64Array(1 + random.int(400));
    const from = random.int(8_000_000) * 1000;
    for (let i = 0; i < arrivalsUs.length; i++) {
      arrivalsUs[i] = random.int(3) === 0 ? NaN : from + random.int(5_000_000);
    }
    arrivalsUs[0] = from;
    const [baseSeq16, feedbackCount] = [random.int(0x10000), random.int(256)];
    return [{
      type: "twcc",
      senderSsrc: 1,
      mediaSsrc: 1,
      baseSeq16,
      feedbackCount,
      statusCount: arrivalsUs.length,
      arrivalsUs,
    }];
  }],
  ["all that was sent, again and again", 20, (liar) => {
    const { spec, highest } = liar.video!;
    const seq16s = Array.from({ length: 500 }, (_, i) => seq16Of(highest - 499 + i));
    return [{ type: "nack", senderSsrc: 1, mediaSsrc: spec.ssrc, seq16s }];
  }],
  ["an estimate of nothing", 50, (liar) => [
    { type: "remb", senderSsrc: 1, bitrateBps: 0, ssrcs: [liar.video!.spec.ssrc] },
  ]],
  ["an estimate beyond all bounds", 50, (liar) => [
    { type: "remb", senderSsrc: 1, bitrateBps: 2 ** 63, ssrcs: [liar.video!.spec.ssrc] },
  ]],
  ["that nearly all is lost", 50, (liar) => [{
    type: "rr",
    ssrc: 1,
    reports: [{
      ssrc: liar.video!.spec.ssrc,
      fractionLost: 255,
      cumulativeLost: 0x7f_ffff,
      highestSeqExt: 0xffff_ffff,
      jitter: 0xffff_ffff,
      lastSr: 0x1234_5678,
      delaySinceLastSr: 0xffff_ffff,
    }],
  }]],
  ["key frames", 10, (liar) => [
    { type: "pli", senderSsrc: 1, mediaSsrc: liar.video!.spec.ssrc },
    { type: "fir", senderSsrc: 1, entries: [{ ssrc: liar.video!.spec.ssrc, sequenceNumber: 1 }] },
  ]],
];

interface Call {
  readonly server: SimServer;
  readonly publisher: Publisher;
  readonly honest: Viewer;
  readonly liar: Viewer;
  readonly gotHonest: Received;
  readonly gotLiar: Received;
}

function callWithLiar(
  seed: number,
  everyMs: number,
  tell: ((liar: Viewer) => RtcpPacket[]) | null,
): Call {
  const world = createWorld(seed);
  const server = createServer(world);
  const publisher = publish(server, 1, { encodings: THREE_LAYERS });
  runFor(world, 1000);
  const options = { feedback: "twcc" } as const;
  const down = () => createPath({ rateBps: 5_000_000, queueBytes: QUEUE_BYTES });
  const honest = watch(publisher, 2, { ...options, down: down() });
  const liar = watch(publisher, 3, { ...options, down: down() });
  const [gotHonest, gotLiar] = [receive(honest), receive(liar)];
  runFor(world, 5000);
  if (tell !== null) {
    repeat(world, everyMs, () => sendRtcpUp(server, liar.connection, tell(liar)));
  }
  runFor(world, 15_000);
  return { server, publisher, honest, liar, gotHonest, gotLiar };
}

for (const [name, everyMs, tell] of LIES) {
  Deno.test(`a viewer asks for or tells of ${name}: others notice nothing`, () => {
    const seed = 301;
    const truth = callWithLiar(seed, everyMs, null);
    const lie = callWithLiar(seed, everyMs, tell);
    const share = lie.gotLiar.bytes / truth.gotLiar.bytes;
    const asked = lie.publisher.streams.reduce((sum, stream) => sum + stream.asked, 0);
    print(`seed ${seed}, ${name}: it is sent ${share.toFixed(2)} of before, ${asked} key frames`);
    assertEquals(lie.honest.complaints, []);
    assertEquals(lie.liar.complaints, []);
    // Key frames are for all; whoever asks for them may have a few.
    if (name === "key frames") assert(asked <= 25, `${asked} key frames were asked for`);
    else assertEquals(lie.gotHonest, truth.gotHonest);
    assert(figuresOf(lie.honest).freezes === 0, "the honest viewer saw a freeze");
    assert(share < 3, `it is sent ${share} times what it was before`);
    assert(lie.liar.video!.decoded > 100, `${lie.liar.video!.decoded} pictures for the liar`);
  });
}

Deno.test("encodings appear and vanish at will, and viewers see one picture after another", () => {
  const seed = 311;
  const world = createWorld(seed);
  const server = createServer(world);
  const publisher = publish(server, 1, { encodings: THREE_LAYERS, temporalLayers: 3 });
  runFor(world, 1000);
  const viewers = [5_000_000, 900_000].map((rateBps, i) =>
    watch(publisher, 2 + i, {
      feedback: "twcc",
      down: createPath({ rateBps, queueBytes: QUEUE_BYTES }),
    })
  );
  const random = forkRandom(world, "switches");
  for (let i = 0; i < 200; i++) {
    runFor(world, 100 + random.int(1500));
    const stream = publisher.streams[random.int(3)]!;
    const others = publisher.streams.filter((one) => one.kind === "video" && one !== stream);
    // One is always there; browsers begin what they had stopped with a key frame.
    if (stream.sending && !others.some((one) => one.sending)) continue;
    stream.sending = !stream.sending;
    stream.encoder!.keyframeWanted = true;
  }
  const seconds = (world.nowUs / 1000 - viewers[0]!.joinedMs) / 1000;
  for (const viewer of viewers) {
    const { video, complaints } = viewer;
    const { longestFreezeMs } = figuresOf(viewer);
    const perSecond = video!.decoded / seconds;
    print(
      `seed ${seed}: ${perSecond.toFixed(1)} pictures a second, ${video!.switches} switches, ` +
        `a freeze of ${Math.round(longestFreezeMs)} ms`,
    );
    assertEquals(complaints, []);
    assert(perSecond > 15, `${perSecond} pictures a second`);
    assert(longestFreezeMs < 4000, `a freeze of ${longestFreezeMs} ms`);
  }
  const asked = Math.max(...publisher.streams.map((stream) => stream.asked));
  assert(asked / seconds <= 2, `${asked / seconds} requests for key frames a second`);
});

Deno.test("SSRCs change in mid-stream, with RIDs and without, and the picture comes back", () => {
  const seed = 321;
  for (const encodings of [THREE_LAYERS, [{ rid: "", rateBps: 500_000, fps: 30 }]]) {
    const world = createWorld(seed);
    const server = createServer(world);
    const publisher = publish(server, 1, { encodings });
    runFor(world, 1000);
    const viewer = watch(publisher, 2, {
      feedback: "twcc",
      down: createPath({ rateBps: 5_000_000, queueBytes: QUEUE_BYTES }),
    });
    for (let i = 0; i < 10; i++) {
      runFor(world, 6000);
      startAnew(publisher, 100);
      offer(publisher);
    }
    runFor(world, 4000);
    const { longestFreezeMs } = figuresOf(viewer);
    print(`seed ${seed}, ${encodings.length} encodings: ${Math.round(longestFreezeMs)} ms at most`);
    assertEquals(viewer.complaints, []);
    assert(world.nowUs / 1000 - viewer.video!.lastFrameMs < 200, "the picture did not come back");
    assert(longestFreezeMs < 4500, `a freeze of ${longestFreezeMs} ms`);
    const encodingsNow = server.router.ups.get(1)!.media[0]!.encodings.length;
    assert(encodingsNow <= encodings.length, `${encodingsNow} encodings are kept`);
  }
});

/** Sends a made-up packet of video for a publisher. */
function inject(
  publisher: Publisher,
  stream: number,
  extensions: Parameters<typeof buildPacket>[1],
  payload: Uint8Array,
  padding = 0,
  payloadType = VIDEO_PAYLOAD_TYPE,
): void {
  const { server, connection, streams } = publisher;
  const { random } = server.world;
  const { ssrc, rtxSsrc, seq16 } = streams[stream]!;
  const fields = {
    marker: random.int(2) === 0,
    payloadType,
    seq16: (seq16 + random.int(40) - 20) & 0xffff,
    timestamp: random.int(0x1_0000_0000),
    ssrc: payloadType === RTX_PAYLOAD_TYPE ? rtxSsrc : ssrc,
  };
  sendRtpUp(server, connection, buildPacket(fields, extensions, payload, [], padding));
}

Deno.test("a stream of padding alone takes no place of others, and is forwarded to nobody", () => {
  const seed = 331;
  const world = createWorld(seed);
  const server = createServer(world);
  const publisher = publish(server, 1, { encodings: THREE_LAYERS });
  publisher.streams[2]!.sending = false;
  repeat(world, 5, () => {
    const stream = publisher.streams[2]!;
    stream.seq16 = (stream.seq16 + 1) & 0xffff;
    const extensions = [
      { id: MID_EXTENSION, data: bytesOfText("0") },
      { id: RID_EXTENSION, data: bytesOfText("h") },
    ];
    inject(publisher, 2, extensions, new Uint8Array(0), 255);
  });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { feedback: "twcc", down: createPath({ rateBps: 5e6 }) });
  runFor(world, 20_000);
  const { longestFreezeMs } = figuresOf(viewer);
  print(`seed ${seed}: ${viewer.video!.decoded} pictures, a freeze of ${longestFreezeMs} ms`);
  assertEquals(viewer.complaints, []);
  assert(viewer.video!.decoded > 590, `${viewer.video!.decoded} pictures`);
  assertEquals(viewer.video!.last?.stream, 1);
  assert(longestFreezeMs < 200);
});

Deno.test("extensions of wrong length and impossible descriptors do no harm to other media", () => {
  const seed = 341;
  for (const codec of ["vp8", "vp9", "av1", "h264"] as const) {
    const world = createWorld(seed);
    const server = createServer(world);
    const good = publish(server, 1, { codec, encodings: THREE_LAYERS });
    const bad = publish(server, 2, {
      codec,
      congestionControl: true,
      down: createPath(),
      temporalLayers: codec === "h264" ? 1 : 3,
    });
    runFor(world, 1000);
    const down = () => createPath({ rateBps: 6e6, queueBytes: QUEUE_BYTES });
    const viewers = [good, bad].map((publisher, i) =>
      watch(publisher, 10 + i, { feedback: "twcc", down: down(), client: 10 + i })
    );
    const random = forkRandom(world, "nonsense");
    const ids = [
      LEVEL_EXTENSION,
      TRANSPORT_CC_EXTENSION,
      MID_EXTENSION,
      DESCRIPTOR_EXTENSION,
      RID_EXTENSION,
    ];
    repeat(world, 11, () => {
      const extensions = ids.filter(() => random.int(2) === 0).map((id) => ({
        id,
        data: random.fill(new Uint8Array(random.int(4) === 0 ? random.int(80) : random.int(5))),
      }));
      const payload = random.fill(new Uint8Array(random.int(60)));
      const type = random.int(4) === 0 ? RTX_PAYLOAD_TYPE : VIDEO_PAYLOAD_TYPE;
      inject(bad, 0, extensions, payload, 0, type);
    });
    runFor(world, 15_000);
    const [other] = viewers;
    assertEquals(other!.complaints, []);
    assertEquals(other!.video!.skipped, 0);
    assert(other!.video!.decoded > 440, `${codec}: ${other!.video!.decoded} pictures`);
    assertEquals(figuresOf(other!).freezes, 0);
    // Its own picture may suffer, but not its viewer's ability to read what comes.
    assertEquals(server.router.ups.size, 2);
    const drops = Object.values(server.router.counters.drops).reduce((sum, one) => sum + one, 0);
    print(`seed ${seed}, ${codec}: ${drops} packets refused, ${other!.video!.decoded} pictures`);
  }
});
