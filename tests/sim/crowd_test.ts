/**
 * Many viewers in a simulated world: one bad network is no concern of others, comings and goings leave nothing behind, and numbers that wrap
 * are not noticed.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { followSteps } from "./links.ts";
import { createPath } from "./network.ts";
import { figuresOf, routerFootprint } from "./observe.ts";
import { leave, publish, type Publisher } from "./publisher.ts";
import { QUEUE_BYTES, THREE_LAYERS } from "./scenarios.ts";
import { createServer } from "./server.ts";
import { unwatch, type Viewer, watch } from "./viewer.ts";
import { createWorld, runFor } from "./world.ts";

/** What one viewer was sent, each packet with its time: as a number that stands for it, and how many. */
interface Trace {
  packets: number;
  hash: number;
}

function trace(viewer: Viewer): Trace {
  const seen: Trace = { packets: 0, hash: 0 };
  const { connection, server: { world } } = viewer;
  const { onSent } = connection;
  connection.onSent = (packet) => {
    onSent(packet);
    seen.packets++;
    let { hash } = seen;
    for (let i = 0; i < packet.length; i += 7) hash = (Math.imul(hash, 31) + packet[i]!) | 0;
    seen.hash = (Math.imul(hash, 31) + (world.nowUs % 0x4000_0000)) | 0;
  };
  return seen;
}

/**
 * Thirty viewers of one publisher; the last one's network has some capacity from a time on. `frozen` is the share of the time that its picture froze for once
 * it had five seconds to settle, `asked` how many key frames of the least encoding were asked for.
 */
function lecture(
  seed: number,
  lastBps: number,
  fromMs: number,
): { traces: Trace[]; viewers: Viewer[]; frozen: number; asked: number } {
  const world = createWorld(seed);
  const server = createServer(world);
  const publisher = publish(server, 1, { encodings: THREE_LAYERS });
  runFor(world, 1000);
  const paths = Array.from(
    { length: 30 },
    () => createPath({ rateBps: 6_000_000, queueBytes: QUEUE_BYTES }),
  );
  followSteps(world, paths[29]!, [{ atMs: fromMs, rateBps: lastBps }]);
  const viewers = paths.map((down, i) => watch(publisher, 10 + i, { feedback: "twcc", down }));
  const traces = viewers.map(trace);
  runFor(world, fromMs + 5000);
  const { playback } = viewers[29]!.video!;
  const before = playback.frozenMs;
  runFor(world, 15_000);
  const frozen = (playback.frozenMs - before) / 15_000;
  return { traces, viewers, frozen, asked: publisher.streams[0]!.asked };
}

Deno.test("of thirty viewers one falls to 200 kb/s, and the others get the very same packets", () => {
  const seed = 201;
  const alike = lecture(seed, 6_000_000, 5000);
  const mixed = lecture(seed, 200_000, 5000);
  const { packets } = mixed.traces[0]!;
  const slow = mixed.viewers[29]!;
  print(
    `seed ${seed}: ${packets} packets to a viewer on a good network; on 200 kb/s ` +
      `${mixed.traces[29]!.packets}, frozen for ${(mixed.frozen * 100).toFixed(1)} %`,
  );
  assertEquals(mixed.traces.slice(0, 29), alike.traces.slice(0, 29));
  assert(mixed.traces[29]!.packets < packets * 0.6, "the slow viewer is sent no less");
  for (const viewer of mixed.viewers) assertEquals(viewer.complaints, []);
  assert(slow.video!.decoded > 500, `${slow.video!.decoded} pictures for the slow viewer`);
  assert(mixed.frozen < 0.05, `frozen for a share of ${mixed.frozen}`);
});

Deno.test("of thirty viewers one begins on 200 kb/s, and the others see no difference", () => {
  for (const seed of [202, 203, 204]) {
    const { viewers, frozen, asked } = lecture(seed, 200_000, 0);
    print(
      `seed ${seed}: on 200 kb/s frozen for ${(frozen * 100).toFixed(1)} %, ${asked} key frames`,
    );
    for (const viewer of viewers.slice(0, 29)) {
      const { freezes, decodable } = figuresOf(viewer);
      assertEquals([viewer.complaints, freezes, decodable], [[], 0, 1]);
      assertEquals(viewer.video!.last?.stream, 2);
    }
    assertEquals(viewers[29]!.video!.last?.stream, 0);
    assert(frozen < 0.05, `frozen for a share of ${frozen}`);
    assert(asked <= 3, `${asked} key frames`);
  }
});

const SMALL_LAYERS = [
  { rid: "l", rateBps: 60_000, fps: 15 },
  { rid: "h", rateBps: 200_000, fps: 15 },
];

/** The most that happened in any second, of a count that was taken each second. */
function mostInASecond(counts: readonly number[]): number {
  return counts.reduce((most, count, i) => i === 0 ? 0 : Math.max(most, count - counts[i - 1]!), 0);
}

Deno.test("ten minutes of comings and goings leave memory as it was, and cause no storms", () => {
  const seed = 211;
  const world = createWorld(seed);
  const server = createServer(world);
  const lossy = () => createPath({ loss: 0.01, jitterMs: 5, rateBps: 2_000_000 });
  const steady = [1, 2].map((session) =>
    publish(server, session, { encodings: SMALL_LAYERS, up: lossy() })
  );
  let guest: Publisher | null = null;
  const viewers: Viewer[] = [];
  const asked = steady.map((publisher) => publisher.streams.map(() => [0]));
  let footprint = 0;
  // A viewer joins each 1.2 s and stays for 12; a third publisher comes for 24 s of each 48.
  for (let i = 0; i < 500; i++) {
    const source = steady[i % 2]!;
    const audio = i % 4 < 2;
    viewers.push(watch(source, 100 + i, { feedback: "twcc", audio, down: lossy() }));
    if (viewers.length > 10) unwatch(viewers.shift()!);
    if (i % 40 === 0) guest = publish(server, 3 + i / 40, { encodings: SMALL_LAYERS });
    if (i % 40 === 20) leave(guest!);
    runFor(world, 600);
    if (i === 59) footprint = routerFootprint(server);
    runFor(world, 600);
    steady.forEach((publisher, at) =>
      publisher.streams.forEach((stream, index) => asked[at]![index]!.push(stream.asked))
    );
    for (const viewer of viewers) assertEquals(viewer.complaints, []);
  }
  // As many sessions are there as after the 59th join.
  const change = routerFootprint(server) / footprint - 1;
  const plis = Math.max(...asked.flat().map(mostInASecond));
  const nacks = steady.map(({ nacked, connection: { up } }) => nacked / Math.max(1, up.lost));
  print(
    `seed ${seed}: memory ${
      (change * 100).toFixed(1)
    } % of ${footprint} bytes, at most ${plis} PLI ` +
      `in 1.2 s, ${nacks.map((share) => share.toFixed(2)).join(" and ")} NACKs for a lost packet`,
  );
  assert(Math.abs(change) <= 0.05, `memory changed by ${(change * 100).toFixed(1)} %`);
  assert(plis <= 2, `${plis} requests for key frames in 1.2 s`);
  assert(Math.max(...nacks) < 2, `${Math.max(...nacks)} NACKs for a lost packet`);
  assertEquals(server.router.viewers.size, viewers.length);
});

/** A call at a high rate whose numbers begin shortly before they wrap, or far from it. */
function longNumbers(seed: number, wraps: boolean) {
  const world = createWorld(seed);
  // All that the server draws is as high as can be, so that its own numbers wrap as soon as they may.
  const server = createServer(world, {
    rembBps: 20_000_000,
    ...wraps ? { random32: () => 0xffff_ffff } : {},
  });
  const publisher = publish(server, 1, {
    encodings: THREE_LAYERS.map((one) => ({ ...one, rateBps: one.rateBps * 5 })),
    congestionControl: true,
    up: createPath({ rateBps: 30_000_000 }),
    down: createPath(),
    firstSeq16: wraps ? 65_536 - 900 : 1000,
    firstTimestamp: wraps ? 0x1_0000_0000 - 90_000 * 5 : 1_000_000,
    firstPictureId: wraps ? 0x7fff - 200 : 500,
  });
  publisher.uplink!.path.history.nextSeq = wraps ? 65_536 - 2000 : 0;
  const viewer = watch(publisher, 2, { feedback: "twcc", down: createPath({ rateBps: 30e6 }) });
  const { history } = server.router.downs.get(2)!.path;
  history.nextSeq = wraps ? 65_536 - 2000 : 0;
  runFor(world, 60_000);
  return { publisher, viewer, figures: figuresOf(viewer) };
}

Deno.test("numbers of every kind wrap, and nothing is to be seen of it", () => {
  const seed = 221;
  const plain = longNumbers(seed, false);
  const wrapped = longNumbers(seed, true);
  const { video } = wrapped.viewer;
  print(
    `seed ${seed}: ${video!.decoded} pictures and ${wrapped.figures.freezes} freezes, without ` +
      `wraps ${plain.viewer.video!.decoded} and ${plain.figures.freezes}`,
  );
  assert(video!.highest > 65_536 + 1000, `the viewer's numbers ended at ${video!.highest}`);
  for (const { viewer, figures, publisher } of [plain, wrapped]) {
    assertEquals(viewer.complaints, []);
    assertEquals([figures.freezes, figures.plis, viewer.video!.skipped], [0, 0, 0]);
    assertEquals(publisher.nacked, 0);
    assert(viewer.video!.decoded > 1780, `${viewer.video!.decoded} pictures`);
    assert(viewer.video!.last?.stream === 2, "it is not the best layer");
    assert(figures.concealed < 0.001, `${figures.concealed} of the sound was made up`);
  }
});
