import { assertEquals } from "../../tests/assert.ts";
import type { DownTrack, View } from "./down_track.ts";
import { NO_VIEW } from "./down_track.ts";
import { createGrant } from "./grants.ts";
import { boundsOf, highestWithin, listOptions, placeOf, unboundedBps } from "./layer_options.ts";
import { ALL_LAYERS, type Ceiling } from "./layers.ts";
import { createPacketRing } from "./packet_ring.ts";
import { LAYERS } from "./rates.ts";
import { createUpTrack, type UpTrack } from "./up_track.ts";

const NOW_US = 100_000_000;

/** What one layer adds: bits and pictures per second, by spatial and temporal layer. */
type Layers = readonly (readonly number[])[];

/** An encoding that has come for ten seconds, and is measured. */
function encoding(rid: string, kbps: Layers, pictures: readonly number[] = [30]): UpTrack {
  const track = createUpTrack(0, "video", rid, 1, 90_000, createPacketRing(8), true);
  track.started = true;
  track.aliveSinceUs = NOW_US - 10_000_000;
  track.lastPacketUs = NOW_US;
  track.highestSpatial = kbps.length - 1;
  const { layerRates } = track;
  const sumOf = (s: number, t: number) =>
    kbps.slice(0, s + 1).flatMap((row) => row.slice(0, t + 1)).reduce((a, b) => a + b, 0) * 1000;
  for (let s = 0; s < LAYERS; s++) {
    for (let t = 0; t < LAYERS; t++) layerRates.totalBps[s * LAYERS + t] = sumOf(s, t);
  }
  for (let t = 0; t < LAYERS; t++) {
    layerRates.totalPictures[t] = pictures.slice(0, t + 1).reduce((a, b) => a + b, 0);
  }
  return track;
}

function camera(): UpTrack[] {
  return [encoding("q", [[150]]), encoding("h", [[500]]), encoding("f", [[1500]])];
}

interface Wishes {
  readonly ceiling?: Ceiling;
  readonly view?: Partial<View>;
  readonly source?: UpTrack | null;
}

/** As much of a down track as the choice depends on. */
function follow(encodings: readonly UpTrack[], wishes: Wishes = {}): DownTrack {
  const part = {
    encodings,
    ceiling: wishes.ceiling ?? "high",
    view: { ...NO_VIEW, ...wishes.view },
    source: wishes.source ?? null,
    grant: createGrant(),
  };
  return part as DownTrack;
}

function ladder(track: DownTrack, impatient = false): string[] {
  return listOptions(track, NOW_US, impatient).map(({ encoding, spatial, temporal, bps }) =>
    [
      encoding.rid,
      ...[spatial, temporal].map((layer) => layer === ALL_LAYERS ? "*" : layer),
      Math.round(bps / 1000),
    ].join(" ")
  );
}

Deno.test("simulcast has its encodings to choose from", () => {
  assertEquals(ladder(follow(camera())), ["q * * 150", "h * * 500", "f * * 1500"]);
});

Deno.test("all temporal layers of the least count, of the others those that still move", () => {
  const layered = (rid: string, rate: number, pictures: number) =>
    encoding(rid, [[rate / 2, rate / 4, rate / 4]], [pictures / 4, pictures / 4, pictures / 2]);
  const ladderAt = (pictures: number) =>
    ladder(follow([layered("q", 160, pictures), layered("f", 1600, pictures)]));
  const least = ["q * 0 80", "q * 1 120", "q * * 160"];
  assertEquals(ladderAt(30), [...least, "f * * 1600"]);
  assertEquals(ladderAt(60), [...least, "f * 1 1200", "f * * 1600"]);
  assertEquals(ladderAt(10), [...least, "f * 1 1200", "f * * 1600"], "slides");
});

Deno.test("spatial layers of one encoding are its ladder", () => {
  const svc = encoding("", [[100, 50], [200, 100], [600, 300]], [15, 15]);
  assertEquals(ladder(follow([svc])), [" 0 0 100", " 0 * 150", " 1 * 450", " * * 1350"]);
});

Deno.test("a ceiling of low leaves the least that is alive, of a single encoding its lowest layer", () => {
  const encodings = camera();
  assertEquals(ladder(follow(encodings, { ceiling: "low" })), ["q * * 150"]);
  encodings[0]!.lastPacketUs = NOW_US - 10_000_000;
  assertEquals(ladder(follow(encodings, { ceiling: "low" })), ["h * * 500"]);
  const svc = encoding("", [[100], [300]]);
  assertEquals(ladder(follow([svc], { ceiling: "low" })), [" 0 * 100"]);
});

Deno.test("pins bound encodings, or spatial layers, and temporal layers", () => {
  const encodings = camera();
  assertEquals(ladder(follow(encodings, { view: { spatial: 1 } })), ["q * * 150", "h * * 500"]);
  assertEquals(ladder(follow(encodings, { view: { spatial: 7 } })).length, 3);
  const svc = encoding("", [[100, 50], [200, 100]], [15, 15]);
  assertEquals(ladder(follow([svc], { view: { spatial: 0, temporal: 0 } })), [" 0 0 100"]);
  assertEquals(ladder(follow([svc], { view: { temporal: 0 } })), [" 0 0 100", " * 0 300"]);
  const pinned = { view: { spatial: 2, width: 10, height: 10 } };
  assertEquals(ladder(follow(encodings, pinned)).length, 3);
});

Deno.test("a small picture gets no more bits than it shows, and a large one all", () => {
  const encodings = camera();
  const highest = (width: number, height: number) =>
    boundsOf(follow(encodings, { view: { width, height } }), NOW_US).highest;
  assertEquals([highest(160, 90), highest(320, 180)], [0, 0]);
  assertEquals([highest(480, 270), highest(640, 360)], [1, 1]);
  assertEquals([highest(1280, 720), highest(3840, 2160), highest(0, 0)], [2, 2, 2]);
});

Deno.test("rates that waver do not make a receiver go down and up for its size", () => {
  const encodings = camera();
  const track = follow(encodings, { view: { width: 480, height: 200 } });
  const highest = () => boundsOf(track, NOW_US).highest;
  assertEquals(highest(), 1);
  track.grant.choice = { encoding: encodings[1]!, spatial: ALL_LAYERS, temporal: ALL_LAYERS };
  encodings[0]!.layerRates.totalBps.fill(170_000);
  assertEquals(highest(), 1);
  encodings[0]!.layerRates.totalBps.fill(220_000);
  assertEquals(highest(), 0);
});

Deno.test("one goes up only to what has come for two seconds, down to anything that comes", () => {
  const encodings = camera();
  encodings[2]!.aliveSinceUs = NOW_US - 1_900_000;
  assertEquals(ladder(follow(encodings, { source: encodings[1]! })).length, 2);
  assertEquals(ladder(follow(encodings, { source: encodings[2]! })).length, 3);
  assertEquals(ladder(follow(encodings), true).length, 3);
  encodings[1]!.lastPacketUs = NOW_US - 1_600_000;
  assertEquals(ladder(follow(encodings), true), ["q * * 150", "f * * 1500"]);
});

Deno.test("what was not measured is taken for more than what is below, and rates never fall", () => {
  const encodings = [encoding("q", [[0]]), encoding("h", [[0]]), encoding("f", [[100]])];
  assertEquals(ladder(follow(encodings)), ["q * * 150", "h * * 450", "f * * 450"]);
});

Deno.test("a choice that failed is held, with all above it, but for the least", () => {
  const encodings = camera();
  const track = follow(encodings);
  track.grant.held = { encoding: encodings[1]!, spatial: ALL_LAYERS, temporal: ALL_LAYERS };
  track.grant.heldUntilUs = NOW_US + 1;
  assertEquals(ladder(track), ["q * * 150"]);
  track.grant.held = { encoding: encodings[0]!, spatial: ALL_LAYERS, temporal: ALL_LAYERS };
  assertEquals(ladder(track), ["q * * 150"]);
  track.grant.heldUntilUs = NOW_US;
  assertEquals(ladder(track).length, 3);
});

Deno.test("what is granted is found again, or what is next below it", () => {
  const encodings = camera();
  const options = listOptions(follow(encodings), NOW_US, false);
  const whole = { spatial: ALL_LAYERS, temporal: ALL_LAYERS };
  assertEquals(placeOf(options, encodings, { encoding: encodings[1]!, ...whole }), 1);
  assertEquals(placeOf(options.slice(0, 1), encodings, { encoding: encodings[2]!, ...whole }), 0);
  assertEquals(placeOf(options.slice(2), encodings, { encoding: encodings[0]!, ...whole }), -1);
  assertEquals(placeOf(options, encodings, { encoding: encoding("x", [[1]]), ...whole }), -1);
});

Deno.test("without bounds one would get the best that comes, or that was told to pause", () => {
  const encodings = camera();
  const track = follow(encodings);
  assertEquals([highestWithin(track, 499_999, NOW_US), highestWithin(track, 10, NOW_US)], [0, -1]);
  assertEquals(unboundedBps(track, NOW_US), 1_500_000);
  encodings[2]!.lastPacketUs = NOW_US - 10_000_000;
  assertEquals(unboundedBps(track, NOW_US), 500_000);
  encodings[2]!.toldWanted = false;
  assertEquals(unboundedBps(track, NOW_US), 1_500_000);
  assertEquals(unboundedBps(follow([]), NOW_US), 0);
});

Deno.test("where there is no encoding yet, there is nothing to choose", () => {
  for (const ceiling of ["low", "high"] as const) {
    const track = follow([], { ceiling, view: { width: 10, height: 10 } });
    assertEquals(listOptions(track, NOW_US, true), []);
    assertEquals(highestWithin(track, Infinity, NOW_US), -1);
  }
});
