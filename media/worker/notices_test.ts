/**
 * What a worker tells of its own accord, of sessions in a simulated world.
 */
import { assert, assertEquals } from "../../tests/assert.ts";
import { createPath } from "../../tests/sim/network.ts";
import { publish } from "../../tests/sim/publisher.ts";
import { createServer } from "../../tests/sim/server.ts";
import { watch } from "../../tests/sim/viewer.ts";
import { createWorld, runFor } from "../../tests/sim/world.ts";
import type { MediaEvent } from "./commands.ts";
import { type NoticeSource, postNotices, postQuality } from "./notices.ts";

/** A server, and what it tells. The sessions named are connected. */
function createTeller(connected: readonly number[] = []) {
  const world = createWorld(1);
  const server = createServer(world);
  const told: MediaEvent[] = [];
  const source: NoticeSource = {
    router: server.router,
    sessions: new Map(connected.map((id) => [id, { state: "connected" as const }])),
    post: (event) => told.push(event),
  };
  return { world, server, source, take: () => told.splice(0) };
}

const ENCODINGS = [
  { rid: "l", rateBps: 100_000, fps: 30 },
  { rid: "h", rateBps: 800_000, fps: 30 },
];

Deno.test("where nothing has happened nothing is told", () => {
  const { source, take } = createTeller();
  postNotices(source);
  postQuality(source);
  assertEquals(take(), []);
});

Deno.test("who speaks is told by rank, who has ended by -1, and of borrowed sessions nothing", () => {
  const { world, server, source, take } = createTeller();
  for (const session of [1, 2, 3]) publish(server, session, { group: "g" });
  runFor(world, 100);
  const { ups, speakers } = server.router;
  speakers.changes.length = 0;
  speakers.changes.push({ session: 2, speaking: true }, { session: 3, speaking: false });
  speakers.changes.push({ session: 2, speaking: true });
  speakers.speaking.set("g", [7, 2, 1]);
  ups.set(7, { ...ups.get(1)!, session: 7, borrowed: true });
  postNotices(source);
  assertEquals(take(), [{
    type: "speaking",
    changes: [{ session: 2, rank: 1 }, { session: 3, rank: -1 }, { session: 1, rank: 2 }],
  }]);
  postNotices(source);
  assertEquals(take(), []);
});

Deno.test("a publisher that is gone ends as a speaker", () => {
  const { server, source, take } = createTeller();
  server.router.speakers.changes.push({ session: 9, speaking: false });
  postNotices(source);
  assertEquals(take(), [{ type: "speaking", changes: [{ session: 9, rank: -1 }] }]);
});

Deno.test("all encodings of a session are told of when one is wanted no more, once", () => {
  const { world, server, source, take } = createTeller();
  publish(server, 1, { encodings: ENCODINGS, audio: false });
  runFor(world, 500);
  const [media] = server.router.ups.get(1)!.media;
  media!.encodings[1]!.toldWanted = false;
  const change = { session: 1, mid: media!.spec.mid, encodings: [] };
  server.router.wanted.push(change, change, { ...change, session: 9 });
  postNotices(source);
  assertEquals(take(), [{
    type: "encodings",
    session: 1,
    wanted: [{ rid: "l", active: true }, { rid: "h", active: false }],
  }]);
  assertEquals(server.router.wanted, []);
});

Deno.test("of encodings without names nothing is told", () => {
  const { world, server, source, take } = createTeller();
  const encodings = ENCODINGS.map((encoding) => ({ ...encoding, rid: "" }));
  publish(server, 1, { encodings, audio: false });
  runFor(world, 500);
  server.router.wanted.push({ session: 1, mid: "0", encodings: [] });
  postNotices(source);
  assertEquals(take(), []);
});

Deno.test("of a slow link the newest figure is told", () => {
  const { server, source, take } = createTeller();
  server.router.slowLinks.push({ session: 1, lossShare: 0.2 }, { session: 2, lossShare: 0.1 });
  server.router.slowLinks.push({ session: 1, lossShare: 0 });
  postNotices(source);
  assertEquals(take(), [
    { type: "slowlink", session: 1, lossShare: 0 },
    { type: "slowlink", session: 2, lossShare: 0.1 },
  ]);
});

Deno.test("quality is told of connected publishers, and once of each viewer", () => {
  const { world, server, source, take } = createTeller([1, 12, 13]);
  const first = publish(server, 1, { up: createPath({ loss: 0.1 }) });
  const second = publish(server, 2);
  runFor(world, 500);
  watch(first, 11, { client: 5 });
  watch(second, 12, { client: 5 });
  watch(first, 13, { client: 6 });
  runFor(world, 10_000);
  const viewer = server.router.viewers.get(5)!;
  Object.assign(viewer.estimator, { known: true, bps: 700_000, reason: "delay" });
  Object.assign(viewer.estimator, { wantedBps: 900_000, lossShare: 0.03, rttUs: 45_000 });
  Object.assign(server.router.viewers.get(6)!.estimator, { known: true, reason: "start" });
  postQuality(source);
  const [event] = take();
  assert(event?.type === "quality");
  const [up, down, other, ...more] = event.reports;
  assertEquals(more, []);
  assert(up?.direction === "up" && up.session === 1);
  assert(up.lossShare > 0.05 && up.lossShare < 0.15, `${up.lossShare} of packets lost`);
  assert(up.rttMs > 0, "repairs were timed");
  assertEquals(down, {
    direction: "down",
    session: 12,
    lossShare: 0.03,
    rttMs: 45,
    estimateBps: 700_000,
    wantedBps: 900_000,
  });
  assert(other?.direction === "down" && other.session === 13);
  assertEquals(other.estimateBps, 0, "an estimate that has just begun says nothing");
});

Deno.test("a viewer behind a narrow link is told of with what it carries and what would be sent", () => {
  const { world, server, source, take } = createTeller([2]);
  const rates = [150_000, 500_000, 1_500_000];
  const encodings = rates.map((rateBps, i) => ({ rid: "lmh"[i]!, rateBps, fps: 30 }));
  const publisher = publish(server, 1, { encodings });
  runFor(world, 1000);
  watch(publisher, 2, { feedback: "twcc", down: createPath({ rateBps: 350_000 }) });
  runFor(world, 20_000);
  postQuality(source);
  const [event] = take();
  assert(event?.type === "quality");
  const [quality] = event.reports;
  assert(quality?.direction === "down");
  const { estimateBps, wantedBps, rttMs } = quality;
  assert(estimateBps > 150_000 && estimateBps < 500_000, `an estimate of ${estimateBps}`);
  assert(wantedBps > 1_300_000, `${wantedBps} would be sent`);
  assert(rttMs >= 40, `a round trip of ${rttMs} ms`);
});
