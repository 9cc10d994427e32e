import { assert, assertEquals } from "../../tests/assert.ts";
import { audioMedia } from "../../tests/up_media.ts";
import { createPacket } from "./packet.ts";
import { createPacketRing } from "./packet_ring.ts";
import {
  createSpeakers,
  noteAudio,
  reviewSpeakers,
  type Speakers,
  speakersOf,
} from "./speakers.ts";
import { createUpSession, setMedia, type UpSession } from "./up_session.ts";
import { createUpTrack, receivePacket, type UpTrack } from "./up_track.ts";

const AUDIO = audioMedia({ audioLevelExtensionId: 1 });
const SOURCE = new DataView(new ArrayBuffer(100));
const SILENT = 90;
const LOUD = 30;

interface Room {
  readonly speakers: Speakers;
  readonly ups: UpSession[];
  readonly tracks: UpTrack[];
  nowUs: number;
  seq: number;
}

function createRoom(count: number, limit = 3): Room {
  const ups: UpSession[] = [];
  const tracks: UpTrack[] = [];
  for (let i = 0; i < count; i++) {
    const up = createUpSession(100 + i, 0);
    up.groupName = "room";
    setMedia(up, [AUDIO], { limitBytes: 1e9, usedBytes: 0, nextTrackId: 0 });
    const track = createUpTrack(i, "audio", "", i, 48_000, createPacketRing(8), false);
    up.media[0]!.encodings.push(track);
    ups.push(up);
    tracks.push(track);
  }
  return { speakers: createSpeakers(limit), ups, tracks, nowUs: 1_000_000, seq: 0 };
}

/** Lets everybody be heard at `levelOf(i)` for `ms`; -1 tells no level. */
function hear(room: Room, ms: number, levelOf: (i: number) => number): void {
  for (let t = 0; t < ms; t += 20) {
    room.nowUs += 20_000;
    room.seq++;
    room.tracks.forEach((track, i) => {
      const packet = createPacket();
      packet.arrivalUs = room.nowUs;
      packet.payloadLength = 50;
      packet.frame.frameStart = true;
      packet.frame.audioLevel = levelOf(i);
      receivePacket(track, packet, room.seq & 0xffff, SOURCE, 0, "original");
      noteAudio(room.speakers, track, packet);
    });
    reviewSpeakers(room.speakers, room.ups, room.nowUs);
  }
}

function audible(room: Room): number[] {
  return room.tracks.flatMap((track, i) => track.audible ? [i] : []);
}

/** What was to be announced since this was last asked. */
function changes(room: Room): [session: number, speaking: boolean][] {
  return room.speakers.changes.splice(0).map(({ session, speaking }) => [session, speaking]);
}

Deno.test("in a large room only as many are forwarded as the limit says; in a small one all", () => {
  const large = createRoom(5);
  hear(large, 500, () => SILENT);
  assertEquals(audible(large).length, 3);
  const small = createRoom(3);
  hear(small, 500, () => SILENT);
  assertEquals(audible(small).length, 3);
  const unlimited = createRoom(20, 0);
  hear(unlimited, 500, () => SILENT);
  assertEquals(audible(unlimited).length, 20);
});

Deno.test("who begins to speak is forwarded within a tenth of a second, in place of one who does not", () => {
  const room = createRoom(10);
  hear(room, 1000, () => SILENT);
  assert(!audible(room).includes(7));
  hear(room, 80, (i) => i === 7 ? LOUD : SILENT);
  assert(audible(room).includes(7));
  assertEquals(audible(room).length, 3);
  assertEquals(changes(room), [[107, true]]);
  assertEquals(speakersOf(room.speakers, "room"), [107]);
});

Deno.test("of too many who speak the loudest are forwarded; who spoke last stays when all fall silent", () => {
  const room = createRoom(6);
  hear(room, 2000, (i) => i === 5 ? SILENT : 30 + 8 * i);
  assertEquals(audible(room), [0, 1, 2]);
  assertEquals(speakersOf(room.speakers, "room").slice(0, 3), [100, 101, 102]);
  hear(room, 500, (i) => i === 4 ? LOUD : SILENT);
  hear(room, 5000, () => SILENT);
  assert(audible(room).includes(4));
  assertEquals(speakersOf(room.speakers, "room"), []);
});

Deno.test("two of the same loudness do not take turns", () => {
  const room = createRoom(5, 1);
  hear(room, 1000, (i) => i === 2 ? LOUD : SILENT);
  assertEquals(audible(room), [2]);
  changes(room);
  for (let k = 0; k < 50; k++) {
    hear(room, 60, (i) => i === 2 || i === 3 ? LOUD + ((k + i) % 2) * 4 : SILENT);
    assertEquals(audible(room), [2]);
  }
  assertEquals(changes(room), [[103, true]]);
});

Deno.test("speech is announced when it begins, when another is the loudest, and two seconds after its end", () => {
  const room = createRoom(3);
  hear(room, 1000, (i) => i === 0 ? LOUD : SILENT);
  assertEquals(changes(room), [[100, true]]);
  hear(room, 1000, (i) => i === 1 ? LOUD : SILENT);
  // He speaks, and then stands before the other.
  assertEquals(changes(room).sort(), [[100, true], [101, true], [101, true]]);
  assertEquals(speakersOf(room.speakers, "room"), [101, 100]);
  hear(room, 800, (i) => i === 0 ? LOUD : SILENT);
  assertEquals(changes(room).sort(), [[100, true], [101, true]]);
  hear(room, 3000, () => SILENT);
  assertEquals(changes(room).sort(), [[100, false], [101, false]]);
});

Deno.test("speakers who change places are announced, no more often than twice a second", () => {
  const room = createRoom(4, 0);
  const order = [0, 1, 2];
  const levelOf = (i: number) => i === 3 ? SILENT : LOUD + 10 * order.indexOf(i);
  hear(room, 2000, levelOf);
  changes(room);
  hear(room, 2000, levelOf);
  assertEquals(changes(room), []);
  order.splice(0, 3, 0, 2, 1); // behind the loudest
  hear(room, 3000, levelOf);
  assertEquals(speakersOf(room.speakers, "room"), [100, 102, 101]);
  assertEquals(changes(room).sort(), [[100, true], [101, true], [102, true]]);
  for (let k = 0; k < 50; k++) {
    order.reverse();
    hear(room, 100, levelOf);
  }
  assert(changes(room).length <= 3 * 10);
});

Deno.test("a session is announced anew when a borrowed one takes its place", () => {
  const room = createRoom(3, 0);
  room.ups[1] = { ...room.ups[1]!, borrowed: true };
  hear(room, 1000, (i) => i === 0 ? LOUD : SILENT);
  assertEquals(changes(room), [[100, true]]);
  hear(room, 1000, (i) => i === 1 ? LOUD : SILENT);
  assertEquals(speakersOf(room.speakers, "room"), [101, 100]);
  assert(changes(room).some(([session, speaking]) => session === 100 && speaking));
});

Deno.test("who tells no levels is always forwarded and takes nobody's place", () => {
  const room = createRoom(6);
  hear(room, 2000, (i) => i < 2 ? -1 : SILENT);
  const heard = audible(room);
  assert(heard.includes(0) && heard.includes(1));
  assertEquals(heard.length, 5);
});

Deno.test("a borrowed session is judged like others, and announced by its own thread", () => {
  const room = createRoom(4, 2);
  const { session } = room.ups[1]!;
  room.ups[1] = { ...room.ups[1]!, borrowed: true };
  hear(room, 500, (i) => i === 1 ? LOUD : SILENT);
  assert(audible(room).includes(1));
  assertEquals(speakersOf(room.speakers, "room"), [session]);
  assertEquals(changes(room), []);
});

Deno.test("who leaves while speaking is announced as silent, and when nobody is heard nothing is due", () => {
  const room = createRoom(3);
  hear(room, 500, (i) => i === 1 ? LOUD : SILENT);
  changes(room);
  room.ups.splice(1, 1);
  hear(room, 200, () => SILENT);
  assertEquals(changes(room), [[101, false]]);
  assert(room.speakers.dueUs < Infinity);
  reviewSpeakers(room.speakers, room.ups, room.nowUs + 60_000_000);
  assertEquals(room.speakers.dueUs, Infinity);
  assertEquals(audible(room).length, 3);
});
