/**
 * Statistics of sessions in a simulated world.
 */
import { assert, assertEquals } from "../../tests/assert.ts";
import { createPath } from "../../tests/sim/network.ts";
import { publish } from "../../tests/sim/publisher.ts";
import { createServer } from "../../tests/sim/server.ts";
import { watch } from "../../tests/sim/viewer.ts";
import { createWorld, runFor } from "../../tests/sim/world.ts";
import { readStatistics } from "./statistics.ts";

const ENCODINGS = [
  { rid: "l", rateBps: 120_000, fps: 30 },
  { rid: "h", rateBps: 900_000, fps: 30 },
];

/** A call of ten seconds: three temporal layers in two encodings, 4 % of packets lost each way. */
function call() {
  const world = createWorld(3);
  const server = createServer(world);
  const lossy = () => createPath({ loss: 0.04 });
  const publisher = publish(server, 1, { encodings: ENCODINGS, temporalLayers: 3, up: lossy() });
  runFor(world, 1000);
  watch(publisher, 2, { client: 20, down: lossy(), feedback: "reports" });
  watch(publisher, 3, { client: 30, feedback: "reports" });
  runFor(world, 10_000);
  return { world, server, statistics: readStatistics(server.router, world.nowUs) };
}

function near(value: number, expected: number, tolerance: number, what: string): void {
  assert(Math.abs(value - expected) <= tolerance, `${what} is ${value}, not about ${expected}`);
}

Deno.test("each received encoding is told of", () => {
  const { server, statistics } = call();
  const [up] = statistics.sessions.filter((session) => session.direction === "up");
  assert(up?.direction === "up" && up.session === 1);
  assertEquals(up.tracks.map(({ kind, codec, rid }) => `${kind} ${codec} ${rid}`), [
    "video vp8 l",
    "video vp8 h",
    "audio opus ",
  ]);
  const [low, high, audio] = up.tracks;
  near(low!.bitrateBps, 120_000, 40_000, "the rate of the low encoding");
  // With a key frame in the last second it is more.
  near(high!.bitrateBps, 900_000, 300_000, "the rate of the high encoding");
  near(high!.framesPerSecond, 30, 3, "the rate of pictures");
  assertEquals(high!.layers.map(({ spatial, temporal }) => `${spatial} ${temporal}`), [
    "0 0",
    "0 1",
    "0 2",
  ]);
  const rates = high!.layers.map(({ bitrateBps }) => bitrateBps);
  assert(rates[0]! < rates[1]! && rates[1]! < rates[2]!, `${rates} grow with each layer`);
  near(high!.lossShare, 0.04, 0.02, "loss");
  assert(high!.repaired > 0 && high!.repaired <= high!.lost);
  assert(high!.nacks >= high!.repaired && high!.plis > 0);
  assert(high!.rttMs > 0 && high!.jitterMs >= 0);
  assert([low, high, audio].every((track) => track!.alive && track!.audible));
  assertEquals(
    up.tracks.reduce((bytes, { ringBytes }) => bytes + ringBytes, 0),
    server.router.budget.usedBytes,
    "rings are all the memory that the budget knows",
  );
});

Deno.test("each sent track is told of, as it is sent and as its receiver reports", () => {
  const { statistics } = call();
  const downs = statistics.sessions.flatMap((each) => each.direction === "down" ? [each] : []);
  assertEquals(downs.map(({ session, viewer }) => [session, viewer]), [[2, 20], [3, 30]]);
  const videos = downs.map(({ tracks }) => tracks.find(({ kind }) => kind === "video")!);
  for (const video of videos) {
    assertEquals([video.codec, video.maxEncoding, video.maxTemporal], ["vp8", 1, 2]);
    assertEquals(video.rid, ENCODINGS[video.encoding]!.rid);
    assert(video.temporal <= 2 && video.spatial === 0 && video.maxSpatial === 0);
    assert(video.packets > 0 && video.bytes > 0 && video.rttMs > 0);
  }
  const [lossy, clean] = videos;
  assert(lossy!.lost > clean!.lost && lossy!.resent > clean!.resent);
  assert(lossy!.nacks > clean!.nacks);
});

Deno.test("streams that have stopped have no rate", () => {
  const { world, server } = call();
  const { sessions } = readStatistics(server.router, world.nowUs + 10_000_000);
  for (const { tracks } of sessions) {
    assertEquals(tracks.map(({ bitrateBps }) => bitrateBps), tracks.map(() => 0));
  }
});

Deno.test("each viewer's network is told of", () => {
  const { server, statistics } = call();
  assertEquals(statistics.viewers.map(({ viewer }) => viewer), [20, 30]);
  const { estimator } = server.router.viewers.get(20)!;
  const [viewer] = statistics.viewers;
  assertEquals(viewer!.known, estimator.known);
  assertEquals(viewer!.estimateBps, estimator.bps);
  assertEquals(viewer!.reason, estimator.reason);
  assertEquals(viewer!.rttMs, estimator.rttUs / 1000);
  assert(viewer!.queueMs >= 0 && viewer!.queueBytes >= 0);
});

Deno.test("sessions that are lent by another thread are told of there", () => {
  const { world, server } = call();
  const up = server.router.ups.get(1)!;
  server.router.ups.set(1, { ...up, borrowed: true });
  const { sessions } = readStatistics(server.router, world.nowUs);
  assertEquals(sessions.map(({ session }) => session), [2, 3]);
});

Deno.test("a router without sessions has nothing to tell", () => {
  const server = createServer(createWorld(1));
  assertEquals(readStatistics(server.router, 0), { sessions: [], viewers: [] });
});
