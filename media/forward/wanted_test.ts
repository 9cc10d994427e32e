import { assertEquals } from "../../tests/assert.ts";
import type { DownTrack } from "./down_track.ts";
import { NO_VIEW } from "./down_track.ts";
import { createGrant } from "./grants.ts";
import { createPacketRing } from "./packet_ring.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import { createUpTrack, type UpTrack } from "./up_track.ts";
import type { WantedEncodings } from "./viewer.ts";
import {
  collectEncodingWishes,
  type EncodingWish,
  reviewWanted,
  wantEncodings,
  wantLentEncoding,
} from "./wanted.ts";

const NOW_US = 100_000_000;
const SECOND_US = 1_000_000;

interface Call {
  readonly up: UpSession;
  readonly encodings: UpTrack[];
  readonly followers: DownTrack[];
}

/** A publisher of three encodings, 150 kb/s, 500 kb/s and 1.5 Mb/s, with as many receivers, which get the least. */
function createCall(receivers: number, borrowers = 0): Call {
  const encodings = ["q", "h", "f"].map((rid, i) => {
    const track = createUpTrack(i, "video", rid, i, 90_000, createPacketRing(8), true);
    track.started = true;
    track.aliveSinceUs = 0;
    track.lastPacketUs = NOW_US;
    track.layerRates.totalBps.fill([150_000, 500_000, 1_500_000][i]!);
    return track;
  });
  const followers = Array.from({ length: receivers }, () => {
    const part = {
      active: true,
      encodings,
      ceiling: "high",
      view: NO_VIEW,
      grant: createGrant(),
      source: encodings[0]!,
      target: encodings[0]!,
      pending: null,
    };
    return part as unknown as DownTrack;
  });
  const media = {
    spec: { mid: "v" },
    encodings,
    followers,
    borrowers: new Array(borrowers).fill({}),
  };
  const up = { session: 10, media: [media as unknown as UpMediaState] };
  return { up: up as unknown as UpSession, encodings, followers };
}

/** Which encodings the publisher is told are wanted, if it is told anything; as a string of their names. */
function told(call: Call, nowUs: number): string | null {
  const changes: WantedEncodings[] = [];
  reviewWanted(call.up, nowUs, changes);
  if (changes.length === 0) return null;
  return changes[0]!.encodings.map(({ rid, wanted }) => wanted ? rid : "").join("");
}

Deno.test("all encodings are wanted while it is not known what each receiver gets, and some seconds more", () => {
  const call = createCall(0);
  assertEquals(told(call, NOW_US), null);
  const connecting = createCall(2);
  connecting.followers[1]!.active = false;
  assertEquals(told(connecting, NOW_US), null);
  connecting.followers[1]!.active = true;
  assertEquals(told(connecting, NOW_US + 4 * SECOND_US), null);
  assertEquals(told(connecting, NOW_US + 5 * SECOND_US), "q");
});

Deno.test("a receiver wants what it gets, what it goes over to, and the best that it could get", () => {
  const call = createCall(1);
  wantEncodings(call.followers[0]!, 600_000, NOW_US);
  assertEquals(told(call, NOW_US), "qh");
  assertEquals(told(call, NOW_US), null);
  const rich = createCall(1);
  rich.followers[0]!.source = rich.encodings[1]!;
  rich.followers[0]!.target = rich.encodings[2]!;
  wantEncodings(rich.followers[0]!, Infinity, NOW_US);
  assertEquals(told(rich, NOW_US), "hf");
});

Deno.test("a receiver that has hardly enough wants the encoding below as well", () => {
  const call = createCall(1);
  call.followers[0]!.source = call.encodings[1]!;
  call.followers[0]!.target = call.encodings[1]!;
  wantEncodings(call.followers[0]!, 640_000, NOW_US);
  assertEquals(told(call, NOW_US), "qh");
  const calm = createCall(1);
  calm.followers[0]!.source = calm.encodings[1]!;
  calm.followers[0]!.target = calm.encodings[1]!;
  wantEncodings(calm.followers[0]!, 660_000, NOW_US);
  assertEquals(told(calm, NOW_US), "h");
});

Deno.test("with several receivers the least is always wanted", () => {
  const call = createCall(2);
  for (const track of call.followers) {
    track.source = track.target = call.encodings[2]!;
    wantEncodings(track, Infinity, NOW_US);
  }
  assertEquals(told(call, NOW_US), "qf");
  const lent = createCall(1, 1);
  wantLentEncoding(lent.up, 1, NOW_US);
  assertEquals(told(lent, NOW_US), "qh");
});

Deno.test("a wish lasts five seconds, and an encoding is wanted again at once", () => {
  const call = createCall(1);
  const [track] = call.followers;
  wantEncodings(track!, 2_000_000, NOW_US);
  assertEquals(told(call, NOW_US), "qf");
  track!.source = track!.target = call.encodings[2]!;
  wantEncodings(track!, Infinity, NOW_US + SECOND_US);
  assertEquals(told(call, NOW_US + 4 * SECOND_US), null);
  assertEquals(told(call, NOW_US + 5 * SECOND_US), "f");
  track!.target = call.encodings[1]!;
  wantEncodings(track!, 200_000, NOW_US + 5.5 * SECOND_US);
  assertEquals(told(call, NOW_US + 5.6 * SECOND_US), "qhf");
});

Deno.test("an encoding that pauses because nobody wanted it is wanted when there is room again", () => {
  const call = createCall(1);
  const [track] = call.followers;
  wantEncodings(track!, 300_000, NOW_US);
  assertEquals(told(call, NOW_US), "q");
  for (const encoding of call.encodings.slice(1)) encoding.lastPacketUs = NOW_US - 10 * SECOND_US;
  wantEncodings(track!, 800_000, NOW_US);
  assertEquals(told(call, NOW_US), "qh");
});

Deno.test("lenders hear of what is wanted here every other second, and of nothing else", () => {
  const call = createCall(1);
  const wished = (nowUs: number): number[] => {
    const wishes: EncodingWish[] = [];
    collectEncodingWishes(call.up, nowUs, wishes);
    return wishes.map(({ track }) => track);
  };
  wantEncodings(call.followers[0]!, 300_000, NOW_US);
  assertEquals(wished(NOW_US), [0]);
  assertEquals(wished(NOW_US + 1.9 * SECOND_US), []);
  wantEncodings(call.followers[0]!, 300_000, NOW_US + 2 * SECOND_US);
  assertEquals(wished(NOW_US + 2 * SECOND_US), [0]);
  assertEquals(wished(NOW_US + 8 * SECOND_US), []);
});
