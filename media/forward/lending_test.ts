import { assert, assertEquals } from "../../tests/assert.ts";
import { audioMedia, videoMedia } from "../../tests/up_media.ts";
import { writeRtpHeader } from "../packet/rtp.ts";
import { writeU16 } from "../packet/bytes.ts";
import {
  borrow,
  createLoan,
  describeLent,
  forwardLent,
  giveBack,
  lend,
  type Loan,
  noteLentReport,
  takeBack,
  wantLentKeyframe,
} from "./lending.ts";
import { createLendQueue, mustWake, openLendQueue } from "./lend_queue.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket } from "./packet.ts";
import { isIntact, readPacket } from "./packet_ring.ts";
import { rateOf } from "./rates.ts";
import {
  activateDown,
  createRouter,
  deadline,
  handleRtcp,
  handleRtp,
  onTime,
  removeUp,
  type Router,
  setDown,
  setUp,
} from "./router.ts";
import { speakersOf } from "./speakers.ts";

const START_US = 1_767_225_600_000_000;
const UP = 1;
const SSRC = 77;

const VIDEO = videoMedia({
  codecs: [{ ...videoMedia().codecs[0]!, rtxPayloadType: -1 }],
  ssrcs: [{ ssrc: SSRC, rtxSsrc: 0 }],
  fir: false,
  remb: false,
});

const AUDIO = audioMedia({
  audioLevelExtensionId: 1,
  redPayloadType: 63,
  ssrcs: [{ ssrc: SSRC, rtxSsrc: 0 }],
});

interface Sink extends ForwardOut {
  /** Packets for receivers. */
  readonly rtp: Uint8Array[];
  /** Types of RTCP packets, by session. */
  readonly rtcp: string[];
}

function createSink(): Sink {
  const arena = new Uint8Array(8192);
  const sink: Sink = {
    arena,
    rtp: [],
    rtcp: [],
    reserve: () => 0,
    sendRtp: (_session, offset, _headerLength, end) => sink.rtp.push(arena.slice(offset, end)),
    sendRtcp: (session, packets) => {
      for (const packet of packets) sink.rtcp.push(`${session} ${packet.type}`);
    },
  };
  return sink;
}

interface Side {
  readonly router: Router;
  readonly out: Sink;
}

/** A thread that receives and forwards to session 10, and one that borrows and forwards to session 20, alike in all else. */
interface World {
  readonly lender: Side;
  readonly borrower: Side;
  readonly loan: Loan;
  /** Hands over what the lender has to tell. */
  readonly exchange: () => void;
  /** The lender's descriptions are on their way: only its packets arrive. */
  held: boolean;
  nowUs: number;
  picture: number;
  seq: number;
}

function createSide(): Side {
  return { router: createRouter({ random32: () => 5 }), out: createSink() };
}

function follow(side: Side, session: number, nowUs: number, media = VIDEO): void {
  setDown(
    side.router,
    session,
    UP,
    session,
    [{
      kind: media.kind,
      mid: media.mid,
      codec: media.codecs[0]!.name,
      ssrc: 5001,
      rtxSsrc: 0,
      payloadType: media.codecs[0]!.payloadType,
      rtxPayloadType: -1,
      redPayloadType: -1,
      transportCcId: 0,
      clockRateHz: media.codecs[0]!.clockRateHz,
      cname: "c",
    }],
    nowUs,
    side.out,
  );
  activateDown(side.router, session, nowUs, side.out);
}

function createWorld(media = VIDEO): World {
  const lender = createSide();
  const borrower = createSide();
  const queue = createLendQueue();
  const loan = createLoan(openLendQueue(queue.memory));
  setUp(lender.router, UP, "room", [media], START_US);
  assert(lend(lender.router, UP, queue));
  let revision = -1;
  const world: World = {
    lender,
    borrower,
    loan,
    nowUs: START_US,
    held: false,
    picture: 0,
    seq: 65_530,
    exchange: () => {
      const up = lender.router.ups.get(UP);
      if (up !== undefined && up.revision !== revision && !world.held) {
        revision = up.revision;
        borrow(borrower.router, loan, structuredLent(up), world.nowUs, borrower.out);
      }
      if (mustWake(queue)) forwardLent(borrower.router, loan, world.nowUs, borrower.out);
    },
  };
  return world;
}

/** What arrives of a description that was posted: a copy, but for the shared memory. */
function structuredLent(up: Parameters<typeof describeLent>[0]) {
  return structuredClone(describeLent(up));
}

/** A packet of the publisher: a picture of its own. */
function packetOf(world: World, keyframe: boolean): Uint8Array {
  const bytes = new Uint8Array(12 + 40).fill(world.picture);
  const timestamp = world.picture * 3000;
  writeRtpHeader(bytes, 0, true, 96, world.seq & 0xffff, timestamp, SSRC);
  bytes[12] = 0x90;
  bytes[13] = 0x80;
  writeU16(bytes, 14, 0x8000 | world.picture & 0x7fff);
  bytes[16] = keyframe ? 0 : 1;
  world.picture++;
  world.seq++;
  return bytes;
}

function arrive(world: World, bytes: Uint8Array): void {
  const { router, out } = world.lender;
  handleRtp(router, UP, bytes, 0, bytes.length, world.nowUs, out);
  world.exchange();
}

function play(world: World, pictures: number, keyframeFirst = false): void {
  for (let i = 0; i < pictures; i++) {
    world.nowUs += 33_333;
    arrive(world, packetOf(world, keyframeFirst && i === 0));
    for (const { router, out } of [world.lender, world.borrower]) {
      if (world.nowUs >= deadline(router)) onTime(router, world.nowUs, out);
    }
  }
}

Deno.test("a follower on another thread gets byte for byte what one on the publisher's thread gets", () => {
  const world = createWorld();
  world.exchange();
  follow(world.lender, 10, world.nowUs);
  follow(world.borrower, 20, world.nowUs);
  play(world, 100, true);
  assertEquals(world.borrower.out.rtp.length, 100);
  assertEquals(world.borrower.out.rtp, world.lender.out.rtp);
});

Deno.test("a packet that comes late reaches the borrower's followers in its place", () => {
  const world = createWorld();
  world.exchange();
  follow(world.lender, 10, world.nowUs);
  follow(world.borrower, 20, world.nowUs);
  play(world, 5, true);
  const late = packetOf(world, false);
  play(world, 3);
  arrive(world, late);
  play(world, 3);
  assertEquals(world.borrower.out.rtp.length, 12);
  assertEquals(world.borrower.out.rtp, world.lender.out.rtp);
});

Deno.test("who joins late on another thread starts from the key frame in the lender's ring", () => {
  const world = createWorld();
  play(world, 10, true);
  follow(world.borrower, 20, world.nowUs);
  assertEquals(world.borrower.out.rtp.length, 10);
  play(world, 1);
  assertEquals(world.borrower.out.rtp.length, 11);
});

Deno.test("what a borrower's receiver asks for again comes from the lender's ring", () => {
  const world = createWorld();
  world.exchange();
  follow(world.borrower, 20, world.nowUs);
  play(world, 10, true);
  const { router, out } = world.borrower;
  const first = out.rtp[0]!;
  const seq16 = (first[2]! << 8) | first[3]!;
  handleRtcp(
    router,
    20,
    [{ type: "nack", senderSsrc: 1, mediaSsrc: 5001, seq16s: [seq16] }],
    world.nowUs,
    out,
  );
  assertEquals(out.rtp.length, 11);
  assertEquals(out.rtp[10], first);
});

Deno.test("a key frame that a borrower lacks is asked of the publisher by the lender", () => {
  const world = createWorld();
  play(world, 3);
  follow(world.borrower, 20, world.nowUs);
  const { router, out } = world.borrower;
  onTime(router, world.nowUs, out);
  const wishes = router.wishes.splice(0);
  assertEquals(wishes.length, 1);
  for (const wish of wishes) {
    wantLentKeyframe(world.lender.router, wish.session, wish.track, world.nowUs);
  }
  onTime(world.lender.router, world.nowUs, world.lender.out);
  assert(world.lender.out.rtcp.includes(`${UP} pli`));
  assertEquals(out.rtcp, [], "a borrower has nothing to say to the publisher itself");
  play(world, 2, true);
  assertEquals(out.rtp.length, 2);
});

Deno.test("a borrower's receivers get sender reports once the lender has passed on the publisher's clock", () => {
  const world = createWorld();
  world.exchange();
  follow(world.borrower, 20, world.nowUs);
  play(world, 20, true);
  assertEquals(world.borrower.out.rtcp, []);
  const [track] = world.loan.tracks.keys();
  noteLentReport(world.loan, track!, {
    ntpSeconds: 3_900_000_000,
    ntpFraction: 0,
    rtpTimestamp: 0,
    arrivalUs: world.nowUs,
  });
  play(world, 30);
  assert(world.borrower.out.rtcp.includes("20 sr"));
});

Deno.test("what is given back falls silent, and may be lent again", () => {
  const world = createWorld();
  world.exchange();
  follow(world.borrower, 20, world.nowUs);
  play(world, 5, true);
  giveBack(world.borrower.router, world.loan, UP);
  assertEquals(world.loan.tracks.size, 0);
  assertEquals(world.borrower.router.ups.size, 0);
  play(world, 5);
  assertEquals(world.borrower.out.rtp.length, 5);
  borrow(
    world.borrower.router,
    world.loan,
    structuredLent(world.lender.router.ups.get(UP)!),
    world.nowUs,
    world.borrower.out,
  );
  play(world, 5, true);
  assert(world.borrower.out.rtp.length > 5);
});

Deno.test("a session that is taken back or gone is told of no more", () => {
  const world = createWorld();
  world.exchange();
  play(world, 2, true);
  const { router } = world.lender;
  const [queue] = router.ups.get(UP)!.borrowers;
  takeBack(router, UP, queue!);
  assertEquals(router.ups.get(UP)!.borrowers, []);
  play(world, 2);
  assertEquals(mustWake(queue!), false);
  removeUp(router, UP);
  assertEquals(lend(router, UP, queue!), false);
});

Deno.test("when a ring is replaced by a larger one the borrower misses nothing, though it hears of it late", () => {
  const world = createWorld();
  world.exchange();
  follow(world.lender, 10, world.nowUs);
  follow(world.borrower, 20, world.nowUs);
  play(world, 60, true);
  const [track] = world.lender.router.ups.get(UP)!.media[0]!.encodings;
  const [lent] = world.loan.tracks.values();
  const { capacity } = track!.ring;
  track!.fit.packetRate = 500;
  world.held = true;
  play(world, 45);
  assert(track!.ring.capacity > capacity);
  assertEquals(lent!.track.ring.capacity, capacity);
  world.held = false;
  play(world, 100);
  assertEquals(lent!.track.ring.capacity, track!.ring.capacity);
  assertEquals(world.borrower.router.counters.drops.overwritten, 0);
  assertEquals(world.borrower.out.rtp.length, 205);
  assertEquals(world.borrower.out.rtp, world.lender.out.rtp);
});

Deno.test("a borrower finds the pinned key frame long after the ring has moved on, and knows rates", () => {
  const world = createWorld();
  play(world, 1000, true);
  const [lent] = world.loan.tracks.values();
  const { track } = lent!;
  assertEquals(track.keyframeSeq, 65_530);
  const packet = createPacket();
  assert(readPacket(track.ring, track.keyframeSeq, packet));
  assert(packet.frame.keyframe && isIntact(track.ring, packet));
  assert(!readPacket(track.ring, track.keyframeSeq + 1, packet));
  const [own] = world.lender.router.ups.get(UP)!.media[0]!.encodings;
  const bps = rateOf(own!, 0, 0);
  assert(Math.abs(rateOf(track, 0, 0) - bps) < bps / 10, `${rateOf(track, 0, 0)} for ${bps} bps`);
  assert(track.aliveSinceUs <= START_US + 100_000);
});

/** A packet of redundant audio with the sound of `seq` and of the one before it, and its level. */
function redOf(world: World, level: number): Uint8Array {
  const seq = world.seq++;
  const bytes = new Uint8Array(12 + 8 + 4 + 1 + 10 + 10);
  writeRtpHeader(bytes, 0, false, 63, seq & 0xffff, (seq * 960) >>> 0, SSRC);
  bytes[0] = 0x90;
  bytes.set([0xbe, 0xde, 0, 1, 0x10, level, 0, 0], 12);
  bytes.set([0x80 | 111, 960 >> 6, (960 & 0x3f) << 2, 10, 111], 20);
  bytes.fill(seq - 1, 25, 35).fill(seq, 35);
  return bytes;
}

Deno.test("lost audio that redundant blocks bring reaches a borrower's followers too, and so does who speaks", () => {
  const world = createWorld(AUDIO);
  arrive(world, redOf(world, 90));
  follow(world.lender, 10, world.nowUs, AUDIO);
  follow(world.borrower, 20, world.nowUs, AUDIO);
  for (let i = 0; i < 60; i++) {
    world.nowUs += 20_000;
    const bytes = redOf(world, i < 30 ? 90 : 20);
    if (i % 5 !== 3) arrive(world, bytes);
    for (const { router, out } of [world.lender, world.borrower]) onTime(router, world.nowUs, out);
  }
  assertEquals(world.borrower.out.rtp.length, 60);
  assertEquals(world.borrower.out.rtp, world.lender.out.rtp);
  assertEquals(speakersOf(world.borrower.router.speakers, "room"), [UP]);
  assertEquals(world.borrower.router.speakers.changes, []);
  assertEquals(world.lender.router.speakers.changes.map(({ speaking }) => speaking), [true]);
});
