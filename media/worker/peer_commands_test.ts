/**
 * A worker's peers by their commands: the real router, SDP and ICE; no network, no clock, and a peer whose DTLS is done when the
 * test says so.
 */
import { assert, assertEquals } from "../../tests/assert.ts";
import { answerTo, iceOf, offerWith, type PeerTransport } from "../../tests/peer_sdp.ts";
import { createRandom, type Random } from "../../tests/random.ts";
import { OFFERS } from "../../tests/sdp_fixtures.ts";
import { NO_VIEW } from "../forward/down_track.ts";
import { createRouter, handleRtp } from "../forward/router.ts";
import { writeRtpHeader } from "../packet/rtp.ts";
import { parseStun } from "../packet/stun.ts";
import { writeBindingRequest } from "../packet/stun_write.ts";
import { addressOf } from "../transport/address.ts";
import { createDtlsCertificate } from "../transport/dtls.ts";
import { fingerprintOf } from "../transport/fingerprint.ts";
import { onSessionTime, receiveCheck } from "../transport/session.ts";
import { createBackend } from "../transport/srtp_context.ts";
import { createPortableSuite } from "../transport/srtp_portable.ts";
import type { UdpPort } from "../transport/udp.ts";
import { createUdpMux } from "../transport/udp_mux.ts";
import type { MediaEvent, SessionId, Want } from "./commands.ts";
import { createOutbox } from "./outbox.ts";
import { handleSessionCommand, onConnected, onLost, type SessionCommand } from "./peer_commands.ts";
import type { Peers } from "./peers.ts";

const BOTH: Want = { audio: true, video: "high" };
const SOUND: Want = { audio: true, video: "none" };
const CODECS = ["vp8", "opus"];

/** What a played peer shows as its certificate. */
const CERTIFICATE = Uint8Array.of(1, 2, 3);
const FINGERPRINT = fingerprintOf(CERTIFICATE);

const certificate = await createDtlsCertificate();

interface World {
  readonly peers: Peers;
  readonly random: Random;
  nowUs: number;
  /** Events that were not taken yet. */
  readonly events: Extract<MediaEvent, { session: SessionId }>[];
  readonly sent: number[];
}

function createWorld(seed = 1): World {
  const random = createRandom(seed);
  const mux = createUdpMux();
  const sessions: Peers["sessions"] = new Map();
  const sent: number[] = [];
  const events: World["events"] = [];
  const port: UdpPort = {
    name: "test",
    port: 9,
    ipv6: true,
    receive: () => Promise.resolve(false),
    send(batch) {
      for (let i = 0; i < batch.count; i++) sent.push(batch.to[i]!);
      return Promise.resolve(0);
    },
    close: () => {},
  };
  const out = createOutbox(port, sessions, new Map());
  const world: World = {
    random,
    nowUs: 1_000_000_000,
    events,
    sent,
    peers: {
      sessions,
      ups: new Map(),
      downs: new Map(),
      router: createRouter({ random32: () => random.int(2 ** 32) }),
      context: {
        mux,
        certificate,
        backend: createBackend(createPortableSuite()),
        owner: {
          send: (bytes, to) => out.sendDatagram(bytes, to),
          connected: (session) => onConnected(world.peers, session, world.nowUs),
          lost: (session, reason) => onLost(world.peers, session, reason),
        },
      },
      candidates: [],
      out,
      random: (bytes) => random.fill(bytes) as Uint8Array<ArrayBuffer>,
      post(event) {
        if ("session" in event) events.push(event);
      },
    },
  };
  return world;
}

function command(world: World, record: SessionCommand): void {
  handleSessionCommand(world.peers, record, world.nowUs);
}

/** The events since the last call, by type and session. */
function take(world: World): string[] {
  return world.events.splice(0).map((event) => `${event.type} ${event.session}`);
}

/** The offer or answer that was posted last for a session. */
function lastSdp(world: World, session: SessionId): string {
  const event = world.events.findLast((each) => each.session === session);
  assert(event !== undefined && "sdp" in event, `no description of session ${session}`);
  return event.sdp;
}

function transportOf(session: SessionId, generation = 0): PeerTransport {
  return {
    ice: { ufrag: `peer${session}g${generation}`, pwd: "their-password-their-password" },
    fingerprint: FINGERPRINT,
  };
}

function publish(world: World, session: SessionId, kinds = ["audio", "video"]): void {
  const sdp = offerWith(OFFERS.chromium.camera, transportOf(session), kinds);
  command(world, { type: "publish", session, group: "g", sdp, codecs: CODECS });
}

function answer(world: World, session: SessionId, offer: string, generation = 0): void {
  command(world, {
    type: "answer",
    session,
    sdp: answerTo(offer, transportOf(session, generation)),
  });
}

/** A peer's check arrives from a port of one host. Returns why it went unanswered, or null. */
function check(world: World, session: SessionId, port: number, theirs = transportOf(session)) {
  const state = world.peers.sessions.get(session)!;
  const { local } = state.ice;
  const bytes = writeBindingRequest({
    transactionId: new Uint8Array(12),
    username: `${local.ufrag}:${theirs.ice.ufrag}`,
    priority: 1,
    useCandidate: true,
    role: "controlling",
    tieBreaker: 1n,
  }, local.pwd);
  return receiveCheck(
    state,
    parseStun(bytes, 0, bytes.length)!,
    addressOf("192.0.2.1", port)!,
    world.nowUs,
  );
}

/** DTLS with the peer comes to its end. */
function finishDtls(world: World, session: SessionId): void {
  const { dtls } = world.peers.sessions.get(session)!;
  if (dtls.state !== "handshake") return;
  dtls.state = "connected";
  const keys = () => ({
    profile: "AEAD_AES_128_GCM" as const,
    key: new Uint8Array(16).fill(session),
    salt: new Uint8Array(12),
  });
  dtls.events.connected({ local: keys(), remote: keys() }, CERTIFICATE);
}

/** A publisher, session 1, and a receiver of it, session 2, with the receiver's first offer. */
function createCall(want: Want = BOTH): { world: World; offer: string } {
  const world = createWorld();
  publish(world, 1);
  command(world, { type: "subscribe", session: 2, up: 1, viewer: 1, want });
  const offer = lastSdp(world, 2);
  assertEquals(take(world), ["answered 1", "offer 2"]);
  return { world, offer };
}

/** How many of a receiver's tracks the router has. */
function trackCount(world: World, session: SessionId): number {
  return world.peers.router.downs.get(session)?.tracks.length ?? 0;
}

Deno.test("wishes that change while an offer waits for its answer make one more offer after it", () => {
  const { world, offer } = createCall(SOUND);
  for (const want of [BOTH, SOUND, BOTH]) command(world, { type: "want", session: 2, want });
  assertEquals(take(world), []);
  answer(world, 2, offer);
  const second = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2"]);
  assertEquals(second.match(/^m=/gm)?.length, 2);
  answer(world, 2, second);
  assertEquals(take(world), []);
  assertEquals(trackCount(world, 2), 2);
});

Deno.test("a wish that is taken back while an offer waits makes no offer", () => {
  const { world, offer } = createCall();
  for (const want of [SOUND, BOTH]) command(world, { type: "want", session: 2, want });
  answer(world, 2, offer);
  assertEquals(take(world), []);
});

Deno.test("a publisher that changes while a receiver's offer waits is followed after the answer", () => {
  const { world, offer } = createCall();
  publish(world, 1, ["audio"]);
  assertEquals(take(world), ["answered 1"]);
  answer(world, 2, offer);
  const second = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2"]);
  assert(/m=video[^]*a=inactive/.test(second), second);
  publish(world, 1);
  answer(world, 2, second);
  const third = lastSdp(world, 2);
  assertEquals(take(world), ["answered 1", "offer 2"]);
  assertEquals(third.match(/^m=/gm)?.length, 2, "the place of the video is used again");
  answer(world, 2, third);
  assertEquals(trackCount(world, 2), 2);
});

Deno.test("an ICE restart that is asked for while an offer waits comes with the next one", () => {
  const { world, offer } = createCall();
  command(world, { type: "restart", session: 2 });
  command(world, { type: "restart", session: 2 });
  assertEquals(take(world), []);
  assertEquals(check(world, 2, 5000), null, "the credentials of the offer are good");
  answer(world, 2, offer);
  const second = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2"]);
  assert(iceOf(second).ufrag !== iceOf(offer).ufrag);
  answer(world, 2, second, 1);
  assertEquals(take(world), []);
  assertEquals(check(world, 2, 5001, transportOf(2, 1)), null);
  assertEquals([...world.peers.context.mux.byUfrag.keys()].length, 2);
});

Deno.test("a lost receiver is restarted, and an answer from before the loss changes nothing of that", () => {
  const { world, offer } = createCall();
  answer(world, 2, offer);
  check(world, 2, 5000);
  finishDtls(world, 2);
  assertEquals(take(world), ["connected 2"]);
  command(world, { type: "want", session: 2, want: SOUND });
  const second = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2"]);

  world.nowUs += 31_000_000;
  onSessionTime(world.peers.sessions.get(2)!, world.nowUs);
  assertEquals(take(world), ["lost 2"]);
  command(world, { type: "restart", session: 2 });
  assertEquals(take(world), [], "the offer from before is under way");
  answer(world, 2, second);
  const third = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2"]);
  answer(world, 2, third, 1);
  assertEquals(check(world, 2, 5002, transportOf(2, 1)), null);
  assertEquals(take(world), ["connected 2"]);
  assertEquals(world.peers.router.downs.get(2)!.active, true);
});

Deno.test("what a receiver does not take is not sent, and not offered again by itself", () => {
  const { world, offer } = createCall();
  const theirs = transportOf(2);
  command(world, {
    type: "answer",
    session: 2,
    sdp: answerTo(offer, theirs, { rejected: ["1"] }),
  });
  assertEquals(trackCount(world, 2), 1);
  command(world, { type: "want", session: 2, want: { audio: true, video: "low" } });
  assertEquals(take(world), []);
  // The rejected section is dead, so that another takes its place when the wish comes anew.
  command(world, { type: "want", session: 2, want: SOUND });
  const second = lastSdp(world, 2);
  answer(world, 2, second);
  command(world, { type: "want", session: 2, want: BOTH });
  const third = lastSdp(world, 2);
  assertEquals(take(world), ["offer 2", "offer 2"]);
  assert(third.includes("a=mid:2"), third);
  answer(world, 2, third);
  assertEquals(trackCount(world, 2), 2);
});

Deno.test("an answer that nobody waits for ends its session, one after the end does nothing", () => {
  const { world, offer } = createCall();
  answer(world, 2, offer);
  answer(world, 2, offer);
  assertEquals(take(world), ["refused 2"]);
  answer(world, 2, offer);
  command(world, { type: "restart", session: 2 });
  command(world, { type: "close", session: 2 });
  assertEquals(take(world), []);
});

Deno.test("DTLS that ends after its session does nothing", () => {
  const { world, offer } = createCall();
  answer(world, 2, offer);
  check(world, 2, 5000);
  const { dtls } = world.peers.sessions.get(2)!;
  command(world, { type: "close", session: 2 });
  const keys = () => ({
    profile: "AEAD_AES_128_GCM" as const,
    key: new Uint8Array(16),
    salt: new Uint8Array(12),
  });
  dtls.events.connected({ local: keys(), remote: keys() }, CERTIFICATE);
  dtls.events.closed("too late");
  dtls.events.send(Uint8Array.of(22));
  assertEquals(take(world), []);
  world.peers.out.flush();
  assertEquals(world.sent.length, 1, "the answer to the check alone");
});

Deno.test("a refused offer of a publisher ends its stream, and receivers are not offered what is gone", () => {
  const { world, offer } = createCall();
  answer(world, 2, offer);
  command(world, { type: "publish", session: 1, group: "g", sdp: "garbage", codecs: CODECS });
  assertEquals(take(world), ["refused 1"]);
  command(world, { type: "close", session: 2 });
  assertEmpty(world);
});

/** Nothing is held for anybody. */
function assertEmpty({ peers }: World): void {
  const { router, context: { mux } } = peers;
  assertEquals(
    {
      sessions: peers.sessions.size,
      ups: peers.ups.size,
      downs: peers.downs.size,
      routerUps: router.ups.size,
      routerDowns: router.downs.size,
      ringBytes: router.budget.usedBytes,
      userNames: mux.byUfrag.size,
      addresses: mux.addresses.numbers.size,
      owners: mux.byAddress.filter((session) => session !== undefined).length,
    },
    {
      sessions: 0,
      ups: 0,
      downs: 0,
      routerUps: 0,
      routerDowns: 0,
      ringBytes: 0,
      userNames: 0,
      addresses: 0,
      owners: 0,
    },
  );
}

/** What must hold at any time. */
function assertSound(world: World): void {
  const { peers } = world;
  const { mux } = peers.context;
  assertEquals(peers.sessions.size, peers.ups.size + peers.downs.size);
  assert(mux.byUfrag.size <= 2 * peers.sessions.size);
  for (const session of mux.byUfrag.values()) assert(session.state !== "closed");
  for (const session of mux.byAddress) assert(session?.state !== "closed");
  for (const session of peers.sessions.values()) {
    assert(session.address < 0 || mux.addresses.endpoints[session.address] !== undefined);
    assert(session.state !== "connected" || session.address >= 0);
  }
  for (const [id, down] of peers.router.downs) {
    assert(peers.downs.has(id));
    assert(!down.active || peers.sessions.get(id)?.state === "connected");
    assert(down.ended.length <= 8);
  }
}

/** One packet of a publisher, as it comes out of SRTP. */
function sendMedia(world: World, session: SessionId): void {
  const packet = new Uint8Array(100);
  const keyframe = world.random.int(5) === 0 ? 0 : 1;
  writeRtpHeader(packet, 0, true, 96, world.random.int(65_536), 0, 1 + world.random.int(3));
  packet.set([0x90, 0x80, 0x80, 1, keyframe], 12);
  handleRtp(world.peers.router, session, packet, 0, 100, world.nowUs, world.peers.out);
}

Deno.test("how a receiver shows a video holds for its tracks, those of later answers too", () => {
  const { world, offer } = createCall();
  const view = { ...NO_VIEW, width: 640, height: 360, stage: true, spatial: 1 };
  const shown = () =>
    world.peers.router.downs.get(2)!.tracks.map((track) => [track.spec.kind, track.view]);
  command(world, { type: "view", session: 2, view });
  answer(world, 2, offer);
  assertEquals(shown(), [["audio", NO_VIEW], ["video", view]]);
  const small = { ...view, width: 64, height: 36, stage: false };
  command(world, { type: "view", session: 2, view: small });
  assertEquals(shown(), [["audio", NO_VIEW], ["video", small]]);

  command(world, { type: "want", session: 2, want: SOUND });
  answer(world, 2, lastSdp(world, 2));
  assertEquals(shown(), [["audio", NO_VIEW]]);
  command(world, { type: "want", session: 2, want: BOTH });
  answer(world, 2, lastSdp(world, 2));
  assertEquals(shown(), [["audio", NO_VIEW], ["video", small]]);
});

Deno.test("the router knows whose sessions are whose, of which group, and what was negotiated", () => {
  const { world, offer } = createCall();
  answer(world, 2, offer);
  publish(world, 3);
  command(world, { type: "subscribe", session: 4, up: 3, viewer: 1, want: BOTH });
  answer(world, 4, lastSdp(world, 4));
  command(world, { type: "subscribe", session: 5, up: 3, viewer: 2, want: BOTH });
  answer(world, 5, lastSdp(world, 5));
  const { ups, viewers, downs } = world.peers.router;
  assertEquals(ups.get(1)!.groupName, "g");
  assertEquals([...viewers].map(([id, { downs }]) => [id, downs.map(({ session }) => session)]), [
    [1, [2, 4]],
    [2, [5]],
  ]);
  // The answer takes all that is offered.
  const [audio, video] = downs.get(2)!.tracks;
  assert(audio!.spec.transportCcId > 0 && video!.spec.transportCcId > 0);
  assert(audio!.spec.redPayloadType > 0 && video!.spec.redPayloadType < 0);
  for (const session of [2, 4, 5]) command(world, { type: "close", session });
  assertEquals(viewers.size, 0);
});

/** Whatever comes next of all that may come. */
function step(world: World, offers: Map<SessionId, string>): void {
  const { random, peers } = world;
  const up = 1 + random.int(6);
  const down = 100 + random.int(20);
  const session = random.int(2) === 0 ? up : down;
  const known = peers.sessions.has(session);
  switch (random.int(15)) {
    case 0:
    case 1:
      return publish(world, up, [["audio"], ["video"], ["audio", "video"], []][random.int(4)]);
    case 2:
      return command(world, {
        type: "publish",
        group: "g",
        session: up,
        sdp: offerWith(OFFERS.chromium.simulcast, transportOf(up, random.int(3))),
        codecs: CODECS,
      });
    case 3:
      return command(world, { type: "publish", session: up, group: "g", sdp: "?", codecs: CODECS });
    case 4:
      return command(world, {
        type: "subscribe",
        session: down,
        up,

        viewer: down % 5,
        want: BOTH,
      });
    case 5:
      return command(world, {
        type: "want",
        session: down,
        want: {
          audio: random.int(2) === 0,
          video: (["none", "low", "high"] as const)[random.int(3)]!,
        },
      });
    case 6:
    case 7: {
      const choices = [{}, { rejected: ["1"] }, { inactive: ["0"] }][random.int(3)]!;
      const sdp = answerTo(offers.get(down) ?? "v=0", transportOf(down, random.int(2)), choices);
      return command(world, { type: "answer", session: down, sdp });
    }
    case 8:
      return command(world, { type: "restart", session: down });
    case 9:
      if (random.int(4) === 0) command(world, { type: "close", session });
      return;
    case 10:
    case 11:
      if (known) check(world, session, 5000 + random.int(12), transportOf(session, random.int(2)));
      return;
    case 12:
      if (known && peers.sessions.get(session)!.ice.selected !== null) finishDtls(world, session);
      return;
    case 13: {
      const view = { ...NO_VIEW, width: random.int(2000), temporal: 0 };
      return command(world, { type: "view", session, view });
    }
    default:
      for (let i = 0; i < 10; i++) sendMedia(world, up);
      if (random.int(10) > 0) return;
      world.nowUs += random.int(40_000_000);
      for (const each of peers.sessions.values()) onSessionTime(each, world.nowUs);
  }
}

Deno.test("whatever comes in whatever order, nothing is left when all is closed", () => {
  const connected: number[] = [];
  let mostRingBytes = 0;
  for (let seed = 1; seed <= 8; seed++) {
    const world = createWorld(seed);
    const offers = new Map<SessionId, string>();
    let connections = 0;
    for (let i = 0; i < 2500; i++) {
      step(world, offers);
      for (const event of world.events.splice(0)) {
        if (event.type === "offer") offers.set(event.session, event.sdp);
        if (event.type === "connected") connections++;
      }
      if (i % 20 === 0) assertSound(world);
      mostRingBytes = Math.max(mostRingBytes, world.peers.router.budget.usedBytes);
      world.nowUs += 1000;
    }
    for (const session of [...world.peers.sessions.keys()]) {
      command(world, { type: "close", session });
    }
    assertEmpty(world);
    connected.push(connections);
  }
  assert(connected.every((count) => count > 10), `connections: ${connected}`);
  assert(mostRingBytes > 0, "no packet found its way into a ring");
});
