import { assertEquals } from "../tests/assert.ts";
import { isSmallTile, videoEncodings, wantsSimulcast } from "./encodings.ts";

Deno.test("a camera is sent in two sizes from three people on, a screen never", () => {
  assertEquals(wantsSimulcast("camera", 2, 700_000), false);
  assertEquals(wantsSimulcast("camera", 3, 700_000), true);
  assertEquals(wantsSimulcast("camera", 3, Infinity), true);
  assertEquals(wantsSimulcast("camera", 3, 150_000), false);
  assertEquals(wantsSimulcast("screenshare", 9, 700_000), false);
});

Deno.test("simulcast has a large encoding first and a small one of half the size", () => {
  assertEquals(videoEncodings(true, 700_000), [
    { rid: "h", maxBitrate: 700_000 },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: 100_000 },
  ]);
  assertEquals(videoEncodings(false, 300_000), [{ maxBitrate: 300_000 }]);
  assertEquals(videoEncodings(false, Infinity), [{}]);
});

Deno.test("small tiles are those of at most 320 by 240", () => {
  assertEquals(isSmallTile(320, 240), true);
  assertEquals(isSmallTile(321, 180), false);
  assertEquals(isSmallTile(200, 241), false);
});
