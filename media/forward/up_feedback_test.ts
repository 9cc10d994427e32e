import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { videoMedia } from "../../tests/up_media.ts";
import { noteArrival } from "../bandwidth/feedback_recorder.ts";
import type { RtcpPacket } from "../packet/rtcp.ts";
import type { UpMedia } from "../sdp/negotiate.ts";
import { createRouterCounters } from "./counters.ts";
import { wantKeyframe } from "./keyframes.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket } from "./packet.ts";
import { allotRing } from "./ring_size.ts";
import { sendUpFeedback, type UpFeedbackContext } from "./up_feedback.ts";
import { createUpSession, setMedia, type UpSession } from "./up_session.ts";
import { createUpTrack, receivePacket, type UpTrack } from "./up_track.ts";

const START_US = 1_767_225_600_000_000;

const VIDEO = videoMedia({ midExtensionId: 4, transportCcExtensionId: 3, transportCc: true });
const SOURCE = new DataView(new ArrayBuffer(1600));

interface World {
  readonly context: UpFeedbackContext;
  readonly up: UpSession;
  readonly tracks: UpTrack[];
  readonly out: ForwardOut;
  readonly sent: { readonly nowUs: number; readonly packet: RtcpPacket }[];
  dueUs: number;
  nowUs: number;
  readonly seqs: number[];
}

/** A publisher of one video in `count` encodings. */
function createWorld(spec: Partial<UpMedia> = {}, count = 1): World {
  const budget = { limitBytes: 1e9, usedBytes: 0, nextTrackId: 0 };
  const up = createUpSession(1, START_US);
  setMedia(up, [{ ...VIDEO, ...spec }], budget);
  const tracks = Array.from({ length: count }, (_, i) => {
    const ring = allotRing("video", budget);
    assert(ring !== null);
    const track = createUpTrack(i, "video", `${i}`, 10 + i, 90_000, ring, true);
    up.media[0]!.encodings.push(track);
    return track;
  });
  const world: World = {
    context: {
      counters: createRouterCounters(),
      budget,
      ssrc: 77,
      rembBps: 8_000_000,
      slowLinks: [],
    },
    up,
    tracks,
    sent: [],
    out: {
      arena: new Uint8Array(0),
      reserve: () => 0,
      sendRtp: () => {},
      sendRtcp: (_session, packets) => {
        for (const packet of packets) world.sent.push({ nowUs: world.nowUs, packet });
      },
    },
    dueUs: START_US,
    nowUs: START_US,
    seqs: new Array(count).fill(0),
  };
  return world;
}

/** Hands in the next packet of an encoding, or leaves it out. */
function arrive(world: World, i = 0, length = 1000, lost = false): void {
  const seq = world.seqs[i]!++;
  if (lost) return;
  const packet = createPacket();
  packet.arrivalUs = world.nowUs;
  packet.timestamp = Math.floor((world.nowUs - START_US) * 0.09) >>> 0;
  packet.payloadLength = length;
  packet.frame.frameStart = true;
  receivePacket(world.tracks[i]!, packet, seq & 0xffff, SOURCE, 0, "original");
}

/** Lets time pass in steps of 5 ms, and sends what is due. */
function pass(world: World, ms: number, step: (t: number) => void = () => {}): void {
  for (let t = 0; t < ms; t += 5) {
    world.nowUs += 5_000;
    step(t);
    world.dueUs = sendUpFeedback(world.context, world.up, world.nowUs, world.out);
    assert(world.dueUs > world.nowUs, "what was due is done");
  }
}

function sentOf<T extends RtcpPacket["type"]>(
  world: World,
  type: T,
): { nowUs: number; packet: Extract<RtcpPacket, { type: T }> }[] {
  return world.sent.flatMap(({ nowUs, packet }) =>
    packet.type === type ? [{ nowUs, packet: packet as Extract<RtcpPacket, { type: T }> }] : []
  );
}

Deno.test("arrival times leave every 50 to 100 ms, cover all packets, and stop when none come", () => {
  const world = createWorld();
  let number = 65_500;
  pass(world, 2000, () => noteArrival(world.up.recorder!, number++ & 0xffff, world.nowUs));
  const feedback = sentOf(world, "twcc");
  for (let i = 1; i < feedback.length; i++) {
    const gap = feedback[i]!.nowUs - feedback[i - 1]!.nowUs;
    assert(gap >= 50_000 && gap <= 105_000, `${gap} µs`);
  }
  const told = feedback.flatMap(({ packet }) => [...packet.arrivalsUs]);
  assert(told.length > 380 && told.every((us) => !Number.isNaN(us)));
  assertEquals(feedback.map(({ packet }) => packet.feedbackCount), feedback.map((_, i) => i & 255));
  world.sent.length = 0;
  pass(world, 200);
  assertEquals(sentOf(world, "twcc").length, 1);
  world.sent.length = 0;
  pass(world, 2000);
  assertEquals(sentOf(world, "twcc").length, 0);
});

Deno.test("under heavy loss requests stay bounded: each packet at most ten times, ever more seldom", () => {
  const world = createWorld();
  const random = createRandom(5);
  pass(world, 20_000, () => arrive(world, 0, 1000, random.next() < 0.6));
  const asked = new Map<number, number>();
  let total = 0;
  for (const { packet } of sentOf(world, "nack")) {
    assert(packet.seq16s.length <= 256);
    for (const seq of packet.seq16s) {
      asked.set(seq, (asked.get(seq) ?? 0) + 1);
      total++;
    }
  }
  assert(Math.max(...asked.values()) <= 10);
  const lost = 4000 * 0.6;
  assert(total < lost * 9, `${total} requests for about ${lost} packets`);
  assert(sentOf(world, "pli").length > 0, "what was given up needs a key frame");
});

Deno.test("packets that only overtook one another are hardly ever asked for, once that was learnt", () => {
  const world = createWorld();
  const { missing } = world.tracks[0]!;
  const late: { seq: number; atUs: number }[] = [];
  const random = createRandom(6);
  world.tracks[0]!.repeats = true;
  const take = (seq: number) => {
    const packet = createPacket();
    packet.arrivalUs = world.nowUs;
    packet.payloadLength = 100;
    receivePacket(world.tracks[0]!, packet, seq & 0xffff, SOURCE, 0, "original");
  };
  const step = () => {
    const seq = world.seqs[0]!++;
    if (random.next() < 0.1) late.push({ seq, atUs: world.nowUs + 25_000 });
    else take(seq);
    while (late.length > 0 && late[0]!.atUs <= world.nowUs) take(late.shift()!.seq);
  };
  pass(world, 2000, step);
  world.sent.length = 0;
  pass(world, 10_000, step);
  assertEquals(sentOf(world, "nack").length, 0);
  assertEquals(missing.givenUp, 0);
});

Deno.test("a packet that the ring has no place for any more is given up, and a key frame asked for", () => {
  const world = createWorld();
  arrive(world);
  arrive(world, 0, 1000, true);
  for (let i = 0; i < 300; i++) arrive(world);
  assertEquals(world.tracks[0]!.missing.count, 0);
  assertEquals(world.tracks[0]!.missing.givenUp, 1);
  pass(world, 10);
  assertEquals(sentOf(world, "pli").length, 1);
  assertEquals(sentOf(world, "nack").length, 0);
});

Deno.test("however many ask, a source gets no more than two requests for a key frame in a second", () => {
  const world = createWorld();
  pass(world, 10_000, () => {
    arrive(world);
    for (let k = 0; k < 30; k++) wantKeyframe(world.tracks[0]!.keyframes, world.nowUs);
  });
  const count = sentOf(world, "pli").length;
  assert(count >= 19 && count <= 20, `${count} in ten seconds`);
});

Deno.test("the rate told is the cap, unless the best encoding is wanted by nobody", () => {
  const world = createWorld({}, 3);
  const play = (ms: number) =>
    pass(world, ms, (t) => {
      arrive(world, 0, 100);
      arrive(world, 1, 300);
      if (t % 10 === 0) arrive(world, 2, 1200);
    });
  play(3000);
  const told = () => sentOf(world, "remb").at(-1)!.packet.bitrateBps;
  assertEquals(told(), 8_000_000);
  world.tracks[2]!.toldWanted = false;
  play(1100);
  const two = (120 + 320) * 8 * 200 * 1.5;
  assert(Math.abs(told() - two) < two * 0.1, `${told()} bps`);
  world.tracks[1]!.toldWanted = false;
  play(1100);
  assert(told() >= 200_000 && told() < two / 2, `${told()} bps`);
  world.tracks[2]!.toldWanted = true;
  play(1100);
  assertEquals(told(), 8_000_000);
});

Deno.test("a publisher whose way loses much is told so once, and again when it is good", () => {
  const world = createWorld();
  const random = createRandom(7);
  pass(world, 5000, () => arrive(world));
  assertEquals(world.context.slowLinks, []);
  pass(world, 8000, () => arrive(world, 0, 1000, random.next() < 0.2));
  assertEquals(world.context.slowLinks.length, 1);
  const [slow] = world.context.slowLinks.splice(0);
  assertEquals(slow!.session, 1);
  assert(slow!.lossShare > 0.08 && slow!.lossShare < 0.3);
  pass(world, 8000, () => arrive(world));
  assertEquals(world.context.slowLinks.at(-1), { session: 1, lossShare: 0 });
});
