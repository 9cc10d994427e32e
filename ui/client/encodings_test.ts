import { assertEquals } from "../../tests/assert.ts";
import { type EncodingPlan, isSmallTile, videoEncodings, wantsSmall } from "./encodings.ts";

const CAMERA: EncodingPlan = {
  label: "camera",
  maxBps: Infinity,
  height: 720,
  choice: { by: "server", wanted: {} },
};

/** Rates of the encodings that are sent, by name. */
function sent(plan: Partial<EncodingPlan>): Record<string, number> {
  const active = videoEncodings({ ...CAMERA, ...plan }).filter((encoding) => encoding.active);
  return Object.fromEntries(active.map(({ rid = "", maxBitrate = 0 }) => [rid, maxBitrate]));
}

Deno.test("a camera of 720 lines has three encodings, a smaller one two, each half the size of the next", () => {
  assertEquals(videoEncodings(CAMERA), [
    { rid: "l", scaleResolutionDownBy: 4, maxBitrate: 150_000, active: true },
    { rid: "m", scaleResolutionDownBy: 2, maxBitrate: 500_000, active: true },
    { rid: "h", scaleResolutionDownBy: 1, maxBitrate: 1_500_000, active: true },
  ]);
  assertEquals(videoEncodings({ ...CAMERA, height: 480 }), [
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: 150_000, active: true },
    { rid: "h", scaleResolutionDownBy: 1, maxBitrate: 500_000, active: true },
  ]);
});

Deno.test("a camera of 1080 lines takes twice as much for as many encodings", () => {
  assertEquals(sent({ height: 1080 }), { l: 300_000, m: 1_000_000, h: 3_000_000 });
  assertEquals(sent({ height: 1080, maxBps: 700_000 }), { l: 77_778, m: 233_333, h: 700_000 });
});

Deno.test("what the server does not want is not sent, what it has not named is", () => {
  const wanted = { l: true, h: false };
  assertEquals(sent({ choice: { by: "server", wanted } }), { l: 150_000, m: 500_000 });
});

Deno.test("under a limit the encodings stay apart, and those that get too little end", () => {
  assertEquals(sent({ maxBps: 700_000 }), { l: 77_778, m: 233_333, h: 700_000 });
  assertEquals(sent({ maxBps: 300_000 }), { m: 100_000, h: 300_000 });
  assertEquals(sent({ maxBps: 150_000 }), { h: 150_000 });
});

Deno.test("a wish for an encoding that has ended goes to the next larger one", () => {
  const choice = { by: "server", wanted: { l: true, m: false, h: false } } as const;
  assertEquals(sent({ maxBps: 300_000, choice }), { m: 100_000 });
  assertEquals(sent({ maxBps: 150_000, choice }), { h: 150_000 });
  const nothing = { by: "server", wanted: { l: false, m: false, h: false } } as const;
  assertEquals(sent({ maxBps: 150_000, choice: nothing }), {});
});

Deno.test("where the server cannot say, a small encoding is sent from three people on, if the limit leaves room", () => {
  assertEquals(wantsSmall(2, 700_000), false);
  assertEquals(wantsSmall(3, 700_000), true);
  assertEquals(wantsSmall(3, Infinity), true);
  assertEquals(wantsSmall(3, 150_000), false);
  const choice = { by: "members", small: false } as const;
  assertEquals(videoEncodings({ ...CAMERA, maxBps: 700_000, choice }), [
    { rid: "h", maxBitrate: 700_000 },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: 100_000, active: false },
  ]);
});

Deno.test("a screen has one encoding", () => {
  assertEquals(videoEncodings({ ...CAMERA, label: "screenshare", maxBps: 300_000 }), [
    { maxBitrate: 300_000 },
  ]);
  assertEquals(videoEncodings({ ...CAMERA, label: "video" }), [{}]);
});

Deno.test("small tiles are those of at most 320 by 240", () => {
  assertEquals(isSmallTile(320, 240), true);
  assertEquals(isSmallTile(321, 180), false);
  assertEquals(isSmallTile(200, 241), false);
});
