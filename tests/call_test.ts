/**
 * Calls in a simulated world: scripted publishers and viewers around the real router, over networks that lose, delay and reorder.
 * @module
 */
import { activateDown, pauseDown, setCeiling } from "../media/forward/router.ts";
import { assert, assertEquals } from "./assert.ts";
import type { Watched } from "./sim/watched.ts";
import { createPath } from "./sim/network.ts";
import { addAudio, leave, publish, type Publisher, startAnew } from "./sim/publisher.ts";
import { createServer, type SimServer, wake } from "./sim/server.ts";
import { subscribe, unwatch, type Viewer, watch } from "./sim/viewer.ts";
import { createWorld, runFor, type World } from "./sim/world.ts";

/** Runs a scenario; if it fails, the seed that repeats the run is named. */
function scenario(
  name: string,
  seed: number,
  run: (server: SimServer, world: World) => void,
): void {
  Deno.test(name, () => {
    const world = createWorld(seed);
    try {
      run(createServer(world), world);
    } catch (error) {
      throw new Error(`seed ${seed} failed`, { cause: error });
    }
  });
}

/** A viewer's video: it has one, and nothing was wrong with it. */
function videoOf(viewer: Viewer): Watched {
  assertEquals(viewer.complaints, []);
  assert(viewer.video !== null);
  return viewer.video;
}

scenario(
  "a clean call: every frame arrives, none late, in step with the sound",
  1,
  (server, world) => {
    const publisher = publish(server, 1);
    runFor(world, 1000);
    const viewer = watch(publisher, 2);
    runFor(world, 20_000);
    const video = videoOf(viewer);
    assert(video.decoded > 590, `${video.decoded} frames`);
    assertEquals(video.skipped, 0);
    assertEquals(video.frozenMs, 0);
    assert(viewer.audio!.decoded > 990, `${viewer.audio!.decoded} packets of audio`);
    assert(video.worstSyncMs <= 2, `video is ${video.worstSyncMs} ms off its clock`);
    assertEquals(publisher.nacked, 0);
    // It makes no estimate of its own, and is told ours: with room to grow.
    assert(publisher.rembBps > 1_500_000, `a REMB of ${publisher.rembBps}`);
  },
);

scenario("loss of 5 % both ways is repaired, with RTX", 2, (server, world) => {
  const publisher = publish(server, 1, { up: createPath({ loss: 0.05 }) });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { down: createPath({ loss: 0.05 }) });
  runFor(world, 30_000);
  const video = videoOf(viewer);
  assert(video.decoded > 885, `${video.decoded} frames`);
  assertEquals(video.skipped, 0);
  assert(video.resent > 50, `${video.resent} packets by RTX`);
  assert(server.router.counters.packetsRepaired > 50);
  assert(publisher.worstLoss >= 5 && publisher.worstLoss < 60, `loss ${publisher.worstLoss}/256`);
});

scenario("loss of 5 % both ways is repaired, without RTX", 3, (server, world) => {
  const publisher = publish(server, 1, { rtx: false, up: createPath({ loss: 0.05 }) });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { rtx: false, down: createPath({ loss: 0.05 }) });
  runFor(world, 30_000);
  const video = videoOf(viewer);
  assert(video.decoded > 885, `${video.decoded} frames`);
  assertEquals(video.skipped, 0);
});

scenario("bursts of loss are repaired, or end at a key frame", 4, (server, world) => {
  const burst = { burstStart: 0.004, burstLength: 12 };
  const publisher = publish(server, 1, { up: createPath(burst) });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { down: createPath(burst) });
  runFor(world, 60_000);
  const video = videoOf(viewer);
  assert(video.decoded > 1750, `${video.decoded} frames`);
  assert(video.longestGapMs < 1500, `a gap of ${video.longestGapMs} ms`);
});

scenario(
  "a publisher whose network fails for four seconds comes back with a key frame",
  5,
  (server, world) => {
    const up = createPath();
    const publisher = publish(server, 1, { up });
    runFor(world, 1000);
    const viewer = watch(publisher, 2);
    runFor(world, 5000);
    up.conditions.loss = 1;
    runFor(world, 4000);
    up.conditions.loss = 0;
    runFor(world, 3000);
    const video = videoOf(viewer);
    assert(world.nowUs / 1000 - video.lastFrameMs < 100, "the picture did not come back");
    assert(video.longestGapMs < 5000, `a gap of ${video.longestGapMs} ms`);
  },
);

scenario("packets that overtake one another put nothing out of order", 6, (server, world) => {
  const disorder = { jitterMs: 5, reorder: 0.1, reorderMs: 30 };
  const publisher = publish(server, 1, { up: createPath(disorder) });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { down: createPath(disorder) });
  runFor(world, 20_000);
  const video = videoOf(viewer);
  assert(video.decoded > 590, `${video.decoded} frames`);
  assertEquals(video.skipped, 0);
  assertEquals(video.frozenMs, 0);
});

scenario(
  "a late joiner gets a picture from the cached key frame, without asking for one",
  7,
  (server, world) => {
    const publisher = publish(server, 1);
    watch(publisher, 2);
    runFor(world, 1500);
    const asked = publisher.streams[0]!.asked;
    const viewer = watch(publisher, 3);
    runFor(world, 100);
    const video = videoOf(viewer);
    const wait = video.firstFrameMs - viewer.joinedMs;
    assert(wait < 30, `the first frame came after ${wait} ms`);
    runFor(world, 3000);
    assertEquals(publisher.streams[0]!.asked, asked);
    assertEquals(videoOf(viewer).skipped, 0);
  },
);

scenario(
  "a late joiner who finds no fresh key frame has a picture after a round trip",
  8,
  (server, world) => {
    const publisher = publish(server, 1);
    watch(publisher, 2);
    runFor(world, 10_000);
    const viewer = watch(publisher, 3);
    runFor(world, 500);
    const wait = videoOf(viewer).firstFrameMs - viewer.joinedMs;
    assert(wait < 150, `the first frame came after ${wait} ms`);
  },
);

scenario("late joiners begin from the cache also while packets are missing", 9, (server, world) => {
  const publisher = publish(server, 1, {
    up: createPath({ loss: 0.1, reorder: 0.05, reorderMs: 40 }),
  });
  const viewers: Viewer[] = [];
  for (let i = 0; i < 60; i++) {
    runFor(world, 150);
    viewers.push(watch(publisher, 2 + i, { down: createPath({ loss: 0.02 }) }));
  }
  runFor(world, 5000);
  for (const viewer of viewers) {
    const video = videoOf(viewer);
    const wait = video.firstFrameMs - viewer.joinedMs;
    assert(wait < 1500, `the first frame came after ${wait} ms`);
    assert(world.nowUs / 1000 - video.lastFrameMs < 400, `session ${viewer.session} is frozen`);
  }
});

scenario("fifty viewers who ask for a key frame at once cause one request", 10, (server, world) => {
  const publisher = publish(server, 1, { audio: false });
  runFor(world, 1000);
  const viewers = Array.from({ length: 50 }, (_, i) => watch(publisher, 10 + i, { audio: false }));
  runFor(world, 5000);
  const stream = publisher.streams[0]!;
  const asked = stream.asked;
  // All of them lose the same second of video.
  for (const viewer of viewers) viewer.connection.down.conditions.loss = 1;
  runFor(world, 1500);
  for (const viewer of viewers) viewer.connection.down.conditions.loss = 0;
  runFor(world, 4000);
  assert(stream.asked - asked <= 4, `${stream.asked - asked} requests`);
  for (const viewer of viewers) {
    const video = videoOf(viewer);
    assert(world.nowUs / 1000 - video.lastFrameMs < 100, `session ${viewer.session} is frozen`);
  }
});

const SIMULCAST = [
  { rid: "h", rateBps: 1_200_000, fps: 30 },
  { rid: "l", rateBps: 150_000, fps: 30 },
];

function switchLayers(server: SimServer, world: World, publisher: Publisher, viewer: Viewer): void {
  const video = viewer.video!;
  for (let i = 0; i < 100; i++) {
    const ceiling = i % 2 === 0 ? "low" : "high";
    const wanted = i % 2 === 0 ? 1 : 0;
    setCeiling(server.router, viewer.session, "0", ceiling, world.nowUs, server.out);
    wake(server);
    runFor(world, 1500 + world.random.int(700));
    const before = video.decodedOf[wanted] ?? 0;
    runFor(world, 400);
    assert((video.decodedOf[wanted] ?? 0) > before, `switch ${i} to ${ceiling} did not happen`);
  }
  assertEquals(publisher.streams[0]!.encoding.rid, "h");
}

scenario("simulcast goes low and high a hundred times without a break", 11, (server, world) => {
  const publisher = publish(server, 1, { encodings: SIMULCAST });
  runFor(world, 1000);
  const viewer = watch(publisher, 2);
  runFor(world, 1000);
  switchLayers(server, world, publisher, viewer);
  const video = videoOf(viewer);
  assertEquals(video.skipped, 0);
  assertEquals(video.frozenMs, 0);
  assert(video.worstSyncMs <= 120, `video is ${video.worstSyncMs} ms off its clock`);
});

scenario(
  "simulcast goes low and high a hundred times over a lossy network",
  12,
  (server, world) => {
    const lossy = { loss: 0.04, jitterMs: 8, reorder: 0.03, reorderMs: 30 };
    const publisher = publish(server, 1, {
      encodings: SIMULCAST,
      temporalLayers: 2,
      padding: 0.1,
      up: createPath(lossy),
    });
    runFor(world, 1500);
    const viewer = watch(publisher, 2, { down: createPath(lossy) });
    runFor(world, 1000);
    switchLayers(server, world, publisher, viewer);
    const video = videoOf(viewer);
    assert(video.longestGapMs < 1500, `a gap of ${video.longestGapMs} ms`);
  },
);

scenario(
  "an encoding that dies gives way to one that lives, and comes back",
  13,
  (server, world) => {
    const publisher = publish(server, 1, { encodings: SIMULCAST });
    runFor(world, 1000);
    const viewer = watch(publisher, 2);
    runFor(world, 4000);
    const video = videoOf(viewer);
    assert(video.decodedOf[0]! > 60);
    publisher.streams[0]!.sending = false;
    runFor(world, 4000);
    const low = video.decodedOf[1] ?? 0;
    assert(low > 30, `${low} frames of the lower encoding`);
    assert(video.longestGapMs < 2300, `a gap of ${video.longestGapMs} ms`);
    publisher.streams[0]!.sending = true;
    const high = video.decodedOf[0]!;
    runFor(world, 2000);
    assert(video.decodedOf[0]! > high + 30, "the higher encoding did not come back");
    assertEquals(videoOf(viewer).skipped, 0);
  },
);

scenario("sequence numbers of the publisher wrap, and nobody notices", 14, (server, world) => {
  for (let i = 0; i < 6; i++) {
    const publisher = publish(server, 1 + i, {
      firstSeq16: 65_536 - 20 - i * 30,
      up: createPath({ loss: 0.03, reorder: 0.05, reorderMs: 30 }),
    });
    const viewer = watch(publisher, 100 + i, { down: createPath({ loss: 0.03 }) });
    runFor(world, 8000);
    const video = videoOf(viewer);
    assert(video.decoded > 225, `${video.decoded} frames`);
    assertEquals(video.skipped, 0);
    leave(publisher);
    unwatch(viewer);
  }
});

scenario("sequence numbers go round several times at a high rate", 15, (server, world) => {
  const publisher = publish(server, 1, {
    encodings: [{ rid: "", rateBps: 12_000_000, fps: 60 }],
    audio: false,
  });
  const viewer = watch(publisher, 2, { audio: false });
  runFor(world, 110_000);
  const video = videoOf(viewer);
  assert(video.received > 2 * 65_536, `${video.received} packets`);
  assert(video.decoded > 6500, `${video.decoded} frames`);
  assertEquals(video.skipped, 0);
});

scenario("ten minutes of call, with loss, jitter and comings and goings", 16, (server, world) => {
  const lossy = { loss: 0.01, jitterMs: 10, burstStart: 0.0005, burstLength: 5 };
  const publisher = publish(server, 1, { encodings: SIMULCAST, up: createPath(lossy) });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { down: createPath(lossy) });
  for (let minute = 0; minute < 10; minute++) {
    const guest = watch(publisher, 10 + minute, { audio: false });
    runFor(world, 30_000);
    assert(videoOf(guest).decoded > 800);
    unwatch(guest);
    runFor(world, 30_000);
  }
  const video = videoOf(viewer);
  assert(video.decoded > 17_900, `${video.decoded} frames`);
  assert(video.frozenMs < 6000, `frozen for ${video.frozenMs} ms`);
  assert(viewer.audio!.decoded > 29_000);
  assert(viewer.audio!.worstSyncMs <= 2);
});

scenario("a renegotiation adds the sound, and the picture goes on", 17, (server, world) => {
  const publisher = publish(server, 1, { audio: false });
  runFor(world, 1000);
  const viewer = watch(publisher, 2);
  runFor(world, 3000);
  assertEquals(viewer.audio!.decoded, 0);
  addAudio(publisher);
  runFor(world, 100);
  subscribe(viewer, publisher);
  runFor(world, 5000);
  const video = videoOf(viewer);
  assert(viewer.audio!.decoded > 240, `${viewer.audio!.decoded} packets of audio`);
  assertEquals(video.skipped, 0);
  assertEquals(video.frozenMs, 0);
});

scenario("one viewer on a bad network leaves the others alone", 18, (server, world) => {
  const publisher = publish(server, 1);
  runFor(world, 1000);
  const good = [2, 3, 4].map((session) => watch(publisher, session));
  const bad = watch(publisher, 5, {
    up: createPath({ loss: 0.3 }),
    down: createPath({ loss: 0.3, latencyMs: 150, jitterMs: 50 }),
  });
  runFor(world, 60_000);
  for (const viewer of good) {
    const video = videoOf(viewer);
    assert(video.decoded > 1790, `${video.decoded} frames`);
    assertEquals(video.skipped, 0);
    assertEquals(video.frozenMs, 0);
  }
  assertEquals(publisher.nacked, 0);
  // Its requests for key frames are rationed, so that the others' picture is not made of key frames.
  assert(publisher.streams[0]!.asked < 62, `${publisher.streams[0]!.asked} requests`);
  assertEquals(bad.complaints, []);
});

scenario("padding of the publisher goes no further, and leaves no gap", 19, (server, world) => {
  const publisher = publish(server, 1, { padding: 0.3, audio: false });
  runFor(world, 1000);
  const viewer = watch(publisher, 2, { audio: false });
  runFor(world, 10_000);
  const video = videoOf(viewer);
  assert(video.decoded > 290, `${video.decoded} frames`);
  assertEquals(video.missing.size, 0);
  assert(video.received < publisher.streams[0]!.packets - 100);
});

scenario("a screen at five frames a second is not taken for dead", 20, (server, world) => {
  const publisher = publish(server, 1, {
    encodings: [{ rid: "h", rateBps: 300_000, fps: 1 }, { rid: "l", rateBps: 60_000, fps: 5 }],
  });
  runFor(world, 8000);
  const viewer = watch(publisher, 2);
  viewer.freezeMs = 1500;
  runFor(world, 20_000);
  const video = videoOf(viewer);
  assert((video.decodedOf[0] ?? 0) >= 18, `${video.decodedOf[0]} frames`);
  assert((video.decodedOf[1] ?? 0) < 10, `${video.decodedOf[1]} frames of the lower encoding`);
});

scenario("sessions that end leave nothing behind", 21, (server, world) => {
  for (let i = 0; i < 20; i++) {
    const publisher = publish(server, 1 + i, { encodings: SIMULCAST });
    const viewer = watch(publisher, 100 + i);
    runFor(world, 500);
    if (i % 2 === 0) unwatch(viewer);
    leave(publisher);
    runFor(world, 100);
    if (i % 2 === 1) unwatch(viewer);
  }
  assertEquals(server.router.ups.size, 0);
  assertEquals(server.router.downs.size, 0);
  assertEquals(server.router.budget.usedBytes, 0);
});

scenario(
  "a publisher whose numbers begin anew is followed after a key frame",
  22,
  (server, world) => {
    const publisher = publish(server, 1);
    runFor(world, 1000);
    const viewer = watch(publisher, 2);
    runFor(world, 4000);
    for (let i = 0; i < 5; i++) {
      startAnew(publisher);
      runFor(world, 6000);
    }
    const video = videoOf(viewer);
    assert(video.longestGapMs < 300, `a gap of ${video.longestGapMs} ms`);
    assertEquals(video.skipped, 0);
    assert(viewer.audio!.decoded > 1690, `${viewer.audio!.decoded} packets of audio`);
  },
);

scenario(
  "a receiver that was cut off for a while goes on from a key frame",
  23,
  (server, world) => {
    const publisher = publish(server, 1, { encodings: SIMULCAST });
    runFor(world, 1000);
    const viewer = watch(publisher, 2);
    for (let i = 0; i < 5; i++) {
      runFor(world, 3000);
      pauseDown(server.router, viewer.session);
      runFor(world, 2000);
      activateDown(server.router, viewer.session, world.nowUs, server.out);
      wake(server);
    }
    runFor(world, 3000);
    const video = videoOf(viewer);
    assertEquals(video.skipped, 0);
    assert(video.longestGapMs < 2300, `a gap of ${video.longestGapMs} ms`);
  },
);
