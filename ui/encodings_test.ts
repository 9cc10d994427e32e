import { assertEquals } from "../tests/assert.ts";
import { isSmallTile, videoEncodings, wantsSmall } from "./encodings.ts";

Deno.test("the small encoding is sent from three people on, if the limit leaves room for it", () => {
  assertEquals(wantsSmall(2, 700_000), false);
  assertEquals(wantsSmall(3, 700_000), true);
  assertEquals(wantsSmall(3, Infinity), true);
  assertEquals(wantsSmall(3, 150_000), false);
});

Deno.test("a camera has a large encoding and a small one of half the size, a screen has one", () => {
  assertEquals(videoEncodings({ label: "camera", maxBps: 700_000, small: false }), [
    { rid: "h", maxBitrate: 700_000 },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: 100_000, active: false },
  ]);
  assertEquals(videoEncodings({ label: "screenshare", maxBps: 300_000, small: true }), [
    { maxBitrate: 300_000 },
  ]);
  assertEquals(videoEncodings({ label: "video", maxBps: Infinity, small: true }), [{}]);
});

Deno.test("small tiles are those of at most 320 by 240", () => {
  assertEquals(isSmallTile(320, 240), true);
  assertEquals(isSmallTile(321, 180), false);
  assertEquals(isSmallTile(200, 241), false);
});
