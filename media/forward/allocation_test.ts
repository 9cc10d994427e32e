import { assert, assertEquals } from "../../tests/assert.ts";
import { createServer, type SimServer, wake } from "../../tests/sim/server.ts";
import {
  leave,
  publish,
  type Publisher,
  type PublisherOptions,
} from "../../tests/sim/publisher.ts";
import { type Viewer, type ViewerOptions, watch } from "../../tests/sim/viewer.ts";
import type { Watched } from "../../tests/sim/watched.ts";
import { createWorld, runFor } from "../../tests/sim/world.ts";
import { NO_VIEW, type View } from "./down_track.ts";
import { setCeiling, setView } from "./router.ts";

const CAMERA = [
  { rid: "q", rateBps: 150_000, fps: 30 },
  { rid: "h", rateBps: 500_000, fps: 30 },
  { rid: "f", rateBps: 1_500_000, fps: 30 },
];

interface Call {
  readonly server: SimServer;
  readonly publisher: Publisher;
  readonly viewer: Viewer;
  readonly video: Watched;
}

/** A publisher at work for three seconds, and a viewer that joins then: session and client 20. */
function createCall(
  options: Partial<PublisherOptions> = {},
  viewing: Partial<ViewerOptions> = {},
): Call {
  const server = createServer(createWorld(11));
  const publisher = publish(server, 10, { encodings: CAMERA, audio: false, ...options });
  runFor(server.world, 3000);
  const viewer = watch(publisher, 20, viewing);
  return { server, publisher, viewer, video: viewer.video! };
}

/** Lets the viewer's estimate be `bps` for some time; `undrainedBps` is what it would be with no queue to drain. */
function estimate(
  { server }: Call,
  bps: number,
  ms: number,
  client = 20,
  undrainedBps = bps,
): void {
  const { router, world } = server;
  const viewer = router.viewers.get(client)!;
  viewer.estimator.known = true;
  viewer.estimator.bps = bps;
  viewer.estimator.undrainedBps = undrainedBps;
  viewer.estimator.reason = "delay";
  viewer.allocateUs = world.nowUs;
  router.context.viewersDueUs = world.nowUs;
  wake(server);
  runFor(world, ms);
}

/** Which of the publisher's encodings has flowed since this was asked last; "" for none, "+" after what has come first. */
function flowing(call: Call, ms = 1000): string {
  const before = [...call.video.decodedOf];
  runFor(call.server.world, ms);
  return CAMERA.map(({ rid }, i) => (call.video.decodedOf[i] ?? 0) > (before[i] ?? 0) ? rid : "")
    .join("");
}

function view(call: Call, fields: Partial<View>): void {
  const { router, world } = call.server;
  setView(router, 20, "0", { ...NO_VIEW, ...fields }, world.nowUs);
  wake(call.server);
}

function assertContent({ viewer }: Call): void {
  assertEquals(viewer.complaints, []);
}

Deno.test("the encoding follows the estimate: down at once, up with room to spare", () => {
  const call = createCall();
  const got = [3e6, 700e3, 200e3, 560e3, 600e3, 1.6e6, 1.8e6].map((bps) => {
    estimate(call, bps, 6000);
    return flowing(call);
  });
  assertEquals(got, ["f", "h", "q", "q", "h", "h", "f"]);
  assertContent(call);
  assertEquals(call.video.frozenMs, 0);
});

Deno.test("two encodings, and encodings told apart by SSRC, are chosen among as well", () => {
  for (const encodings of [CAMERA.slice(0, 2), CAMERA.map((each) => ({ ...each, rid: "" }))]) {
    const call = createCall({ encodings });
    const got = [600e3, 200e3, 600e3].map((bps) => {
      estimate(call, bps, 6000);
      return flowing(call);
    });
    assertEquals(got, ["h", "q", "h"]);
    assertContent(call);
  }
});

Deno.test("a viewer of whom nothing is known gets the best there is, unpaced", () => {
  const call = createCall();
  runFor(call.server.world, 3000);
  assertEquals(flowing(call), "f");
  assertEquals(call.server.router.viewers.get(20)!.pacer.queued, 0);
  assertContent(call);
});

Deno.test("an estimate that wavers by a tenth changes the encoding at most once a minute", () => {
  const call = createCall();
  const { random } = call.server.world;
  estimate(call, 1.2e6, 10_000);
  const before = call.video.switches;
  for (let i = 0; i < 600; i++) estimate(call, 1.2e6 * (0.9 + 0.2 * random.next()), 500);
  assert(call.video.switches - before <= 5, `${call.video.switches} switches in five minutes`);
  assertEquals(flowing(call), "h");
  assertContent(call);
});

Deno.test("a rise that fails again and again is tried less and less often", () => {
  const call = createCall();
  estimate(call, 700e3, 5000);
  let rises = 0;
  for (let s = 0; s < 300; s++) {
    const before = call.video.decodedOf[2] ?? 0;
    const source = call.server.router.downs.get(20)!.tracks[0]!.source;
    estimate(call, source?.rid === "f" ? 700e3 : 2e6, 1000);
    if (source?.rid === "h" && (call.video.decodedOf[2] ?? 0) > before) rises++;
  }
  assert(rises >= 4 && rises <= 9, `${rises} rises in five minutes`);
  assertContent(call);
});

Deno.test("hundreds of changes of encoding leave no trace in numbers, times and picture ids", () => {
  for (const codec of ["vp8", "vp9", "h264", "av1"] as const) {
    const call = createCall({
      codec,
      temporalLayers: 2,
      firstSeq16: 65_000,
      firstPictureId: 0x7ff0,
    });
    const { router, world, out } = call.server;
    let longestMs = 0;
    const changes = codec === "vp8" ? 300 : 102;
    for (let i = 0; i < changes; i++) {
      call.video.longestGapMs = 0;
      const nowUs = world.nowUs;
      setCeiling(router, 20, "0", i % 2 === 0 ? "low" : "high", nowUs, out);
      wake(call.server);
      runFor(world, 700 + world.random.int(300));
      if (i === 0) longestMs = call.video.longestGapMs;
      if (i === 100) assert(call.video.longestGapMs < longestMs + 70, "the hundredth is worse");
    }
    assert(call.video.switches > changes - 10, `${call.video.switches} of ${changes} changes`);
    assertContent(call);
    assertEquals(call.video.skipped, 0);
    assert(call.video.worstSyncMs <= 2, `${call.video.worstSyncMs} ms out of step`);
  }
});

Deno.test("temporal layers go before encodings, with VP8, VP9, AV1 and H.264", () => {
  for (const codec of ["vp8", "vp9", "h264", "av1"] as const) {
    const call = createCall({ codec, encodings: CAMERA.slice(1, 2), temporalLayers: 2 });
    estimate(call, 1e6, 3000);
    estimate(call, 420e3, 2000);
    const before = call.video.decoded;
    runFor(call.server.world, 2000);
    const pictures = call.video.decoded - before;
    assert(pictures >= 28 && pictures <= 32, `${pictures} pictures of ${codec} in two seconds`);
    estimate(call, 1e6, 3000);
    const raised = call.video.decoded;
    runFor(call.server.world, 1000);
    assert(call.video.decoded - raised >= 29, "the upper layer did not come back");
    assertContent(call);
  }
});

Deno.test("spatial layers of one stream follow the estimate, with VP9 and AV1", () => {
  for (const codec of ["vp9", "av1"] as const) {
    const call = createCall({
      codec,
      encodings: [{ rid: "", rateBps: 1_500_000, fps: 30 }],
      spatialLayers: 3,
      temporalLayers: 1,
    });
    const rates = [3e6, 700e3, 250e3, 3e6].map((bps) => {
      estimate(call, bps, 6000);
      const before = call.video.bytes;
      runFor(call.server.world, 2000);
      return (call.video.bytes - before) * 4;
    });
    assert(rates[0]! > 1_300_000 && rates[3]! > 1_300_000, `${codec}: ${rates}`);
    assert(rates[1]! < 700_000 && rates[1]! > rates[2]! && rates[2]! < 250_000, `${rates}`);
    assertContent(call);
    assertEquals(call.video.frozenMs, 0);
  }
});

Deno.test("pins bound what is sent whatever the estimate, and their end frees it", () => {
  const call = createCall();
  estimate(call, 5e6, 3000);
  view(call, { spatial: 1 });
  runFor(call.server.world, 1000);
  assertEquals(flowing(call), "h");
  view(call, { spatial: 0 });
  runFor(call.server.world, 1000);
  assertEquals(flowing(call), "q");
  view(call, {});
  runFor(call.server.world, 1000);
  assertEquals(flowing(call), "f");
  assertContent(call);
});

Deno.test("a picture that is shown small takes a small encoding", () => {
  const call = createCall();
  estimate(call, 5e6, 3000);
  view(call, { width: 240, height: 135 });
  runFor(call.server.world, 2000);
  assertEquals(flowing(call), "q");
  view(call, { width: 1280, height: 720 });
  runFor(call.server.world, 2000);
  assertEquals(flowing(call), "f");
  assertContent(call);
});

Deno.test("a video that has no room is paused, and comes back with a key frame", () => {
  const call = createCall();
  estimate(call, 1e6, 3000);
  estimate(call, 60e3, 1000);
  assertEquals(flowing(call, 3000), "");
  assertEquals(call.server.router.downs.get(20)!.tracks[0]!.paused, true);
  estimate(call, 1e6, 4000);
  assertEquals(flowing(call), "h");
  assertContent(call);
});

Deno.test("a video that is hidden is not sent, with an estimate or without, and comes back at once", () => {
  for (const known of [true, false]) {
    const call = createCall();
    if (known) estimate(call, 5e6, 3000);
    runFor(call.server.world, 3000);
    view(call, { hidden: true });
    runFor(call.server.world, 500);
    assertEquals(flowing(call, 8000), "");
    view(call, { hidden: false });
    assert(flowing(call, 500) !== "");
    assertContent(call);
  }
});

Deno.test("an estimate that is low only to drain a queue pauses nothing", () => {
  const call = createCall();
  estimate(call, 1e6, 3000);
  estimate(call, 60e3, 1000, 20, 500e3);
  assertEquals(flowing(call, 3000), "q");
  assertContent(call);
});

Deno.test("one estimate is shared among a viewer's videos, the stage first", () => {
  const call = createCall({}, { client: 20 });
  const { server } = call;
  const second = publish(server, 11, { encodings: CAMERA, audio: false });
  const other = watch(second, 21, { client: 20 });
  setView(server.router, 21, "0", { ...NO_VIEW, stage: true }, server.world.nowUs);
  runFor(server.world, 3000);
  estimate(call, 2e6, 8000);
  const before = [...other.video!.decodedOf];
  assertEquals(flowing(call), "q");
  assert(other.video!.decodedOf[2]! > (before[2] ?? 0));
  setView(server.router, 21, "0", NO_VIEW, server.world.nowUs);
  estimate(call, 1.3e6, 3000);
  const shared = [...other.video!.decodedOf];
  assertEquals(flowing(call), "h");
  assert(other.video!.decodedOf[1]! > (shared[1] ?? 0));
  leave(second);
  estimate(call, 2e6, 5000);
  assertEquals(flowing(call), "f");
  assertContent(call);
  assertEquals(other.complaints, []);
});

Deno.test("when an encoding dies its viewers get the next, when it comes back they wait for two seconds", () => {
  const call = createCall();
  estimate(call, 5e6, 3000);
  const [, , best] = call.publisher.streams;
  best!.sending = false;
  runFor(call.server.world, 3000);
  assertEquals(flowing(call), "h");
  best!.sending = true;
  assertEquals(flowing(call, 1900), "h");
  runFor(call.server.world, 1000);
  assertEquals(flowing(call), "f");
  assertContent(call);
});

Deno.test("a late joiner has a picture at once, even if the last key frame is a minute old", () => {
  for (const known of [false, true]) {
    const server = createServer(createWorld(12));
    const publisher = publish(server, 10, { encodings: CAMERA, audio: false });
    runFor(server.world, 60_000);
    const viewer = watch(publisher, 20, { feedback: known ? "twcc" : "none" });
    runFor(server.world, 5000);
    const waitMs = viewer.video!.firstFrameMs - viewer.joinedMs;
    assert(waitMs < 300, `${waitMs} ms to the first picture`);
    assertEquals(viewer.complaints, []);
    assertEquals(viewer.video!.skipped, 0);
  }
});

Deno.test("a microphone that is drowned out leaves no gap, and is heard at once", () => {
  const server = createServer(createWorld(13), { audibleSpeakers: 1 });
  const options = { encodings: [], audio: true, group: "lecture" };
  const loud = (ms: number) => ms > 1500 && ms < 4000;
  const late = (ms: number) => ms < 1500 || ms > 6000;
  publish(server, 10, { ...options, microphone: { speaks: loud } });
  const quiet = publish(server, 11, { ...options, microphone: { speaks: late } });
  runFor(server.world, 1000);
  const viewer = watch(quiet, 20, { video: false });
  const audio = viewer.audio!;
  runFor(server.world, 4000);
  const { received, highest } = audio;
  const dropped = server.router.counters.drops.inaudible;
  assert(dropped > 100, `${dropped} packets left out`);
  runFor(server.world, 900);
  assertEquals(audio.received, received);
  runFor(server.world, 300);
  assert(audio.received > received, "not heard a tenth of a second after it began to speak");
  runFor(server.world, 1000);
  assertEquals(audio.highest - highest, audio.received - received);
  assertEquals(viewer.complaints, []);
});

Deno.test("publishers hear which encodings nobody wants, and a viewer with more room brings them back", () => {
  const call = createCall();
  const { router } = call.server;
  const wanted = () =>
    router.wanted.splice(0).at(-1)?.encodings.map(({ rid, wanted }) => wanted ? rid : "").join("");
  estimate(call, 700e3, 10_000);
  assertEquals(wanted(), "h");
  for (const stream of call.publisher.streams) stream.sending = stream.encoding.rid === "h";
  runFor(call.server.world, 10_000);
  assertEquals(wanted(), undefined);
  assert(router.viewers.get(20)!.estimator.wantedBps > 1_500_000);
  estimate(call, 5e6, 500);
  assertEquals(wanted(), "hf");
  for (const stream of call.publisher.streams) stream.sending = stream.encoding.rid !== "q";
  estimate(call, 5e6, 4000);
  assertEquals(flowing(call), "f");
  assertContent(call);
});
