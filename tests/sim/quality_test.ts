/**
 * Media quality in a simulated world: what must be reached on networks that are narrow, lossy or change. Each test prints its seed and what
 * it measured.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { figuresOf } from "./observe.ts";
import {
  beginCall,
  capacityFallsAndRises,
  describe,
  lossyUplink,
  randomLoss,
  type Result,
  shortOutages,
  steadyCapacity,
  uplinkFallsAndRises,
} from "./scenarios.ts";
import { runFor } from "./world.ts";

/** Tests what came of a scenario; its figures are part of what fails. */
function quality(
  name: string,
  seeds: readonly number[],
  run: (seed: number) => Result,
  check: (figures: Record<string, number>) => void,
): void {
  for (const seed of seeds) {
    Deno.test(`${name} (seed ${seed})`, () => {
      const result = run(seed);
      print(describe(result));
      try {
        assertEquals(result.complaints, []);
        check({ ...result.figures });
      } catch (error) {
        throw new Error(describe(result), { cause: error });
      }
    });
  }
}

quality(
  "capacity that falls from 3 to 0.6 Mb/s and rises again is followed",
  [101, 102],
  capacityFallsAndRises,
  ({ overQueueLimitS, useFrom10sAfter, useAtEnd, longestFreezeMs }) => {
    assert(overQueueLimitS! <= 1, `the queue delay was over 200 ms for ${overQueueLimitS} s`);
    assert(useFrom10sAfter! >= 0.85, "the best layer is not back after 10 s");
    assert(useAtEnd! >= 0.85, "the best layer did not stay");
    assert(longestFreezeMs! <= 500, `a freeze of ${longestFreezeMs} ms`);
  },
);

quality(
  "a steady 1.2 Mb/s carries the middle one of three layers, and it stays",
  [111, 112],
  steadyCapacity,
  ({ middleLayer, mostSwitchesInAMinute, freezeRatio }) => {
    assert(middleLayer! >= 0.95, `the middle layer for a share of ${middleLayer}`);
    assert(mostSwitchesInAMinute! <= 1, `${mostSwitchesInAMinute} switches in a minute`);
    assert(freezeRatio! < 0.01, `frozen for a share of ${freezeRatio}`);
  },
);

quality(
  "loss of 5 % over 60 ms of round trip is repaired",
  [121, 122],
  (seed) => randomLoss(seed, 0.05),
  ({ decodable, freezeRatio, concealed }) => {
    assert(decodable! >= 0.99, `${decodable} of the pictures could be decoded`);
    assert(freezeRatio! < 0.01, `frozen for a share of ${freezeRatio}`);
    assert(concealed! < 0.03, `${concealed} of the sound was made up`);
  },
);

quality(
  "with 15 % loss video goes on at a lower layer, and sound is whole by redundancy",
  [131, 132],
  (seed) => randomLoss(seed, 0.15),
  ({ concealed, picturesPerSecond, averageLayer, decodable }) => {
    assert(concealed! < 0.03, `${concealed} of the sound was made up`);
    assert(averageLayer! >= 0 && averageLayer! < 1.2, `the average layer is ${averageLayer}`);
    assert(picturesPerSecond! > 20, `${picturesPerSecond} pictures a second`);
    assert(decodable! > 0.9, `${decodable} of the pictures could be decoded`);
  },
);

Deno.test("with 15 % loss a call may begin as it will: it goes on at a lower layer", () => {
  const seen: string[] = [];
  for (let seed = 500; seed < 525; seed++) {
    const { figures, complaints } = randomLoss(seed, 0.15);
    const { averageLayer, freezeRatio, concealed, picturesPerSecond, decodable } = figures;
    const words = `seed ${seed}: layer ${averageLayer!.toFixed(2)}, frozen for ` +
      `${(freezeRatio! * 100).toFixed(1)} %, ${
        (concealed! * 100).toFixed(1)
      } % of the sound made up`;
    seen.push(words);
    assertEquals(complaints, []);
    assert(averageLayer! > 0.5 && averageLayer! < 1.2, words);
    assert(freezeRatio! < 0.02, words);
    assert(concealed! < 0.03, words);
    assert(picturesPerSecond! > 28 && decodable! > 0.98, words);
  }
  print(seen.join("\n"));
});

quality(
  "after an outage of 300 ms the picture is back within a second, and as good as before",
  [141, 142],
  shortOutages,
  ({ worstRecoveryMs, layersBack, bestLayer }) => {
    assert(worstRecoveryMs! <= 1000, `it took ${worstRecoveryMs} ms`);
    assertEquals(layersBack, 1);
    assert(bestLayer! >= 0.85, `the best layer for a share of ${bestLayer}`);
  },
);

quality(
  "a publisher follows its uplink from 3 to 0.8 Mb/s and back",
  [151, 152],
  uplinkFallsAndRises,
  (
    { sentFrom2sTo4s, useWhileLow, worstQueueAfter2sMs, backAfterS, sentBefore, longestFreezeMs },
  ) => {
    assert(sentBefore! > 0.9, `it sent a share of ${sentBefore} before`);
    assert(longestFreezeMs! <= 750, `its viewer's picture froze for ${longestFreezeMs} ms`);
    assert(sentFrom2sTo4s! < 800_000, `${sentFrom2sTo4s} b/s two seconds after`);
    assert(useWhileLow! < 1 && useWhileLow! > 0.7, `it used a share of ${useWhileLow}`);
    assert(worstQueueAfter2sMs! < 200, `a queue delay of ${worstQueueAfter2sMs} ms`);
    assert(backAfterS! <= 15, `back after ${backAfterS} s`);
  },
);

Deno.test("loss on a publisher's uplink leaves viewers' estimates alone", () => {
  const clean = lossyUplink(161, 0);
  const lossy = lossyUplink(161, 0.05);
  print(describe(clean));
  print(describe(lossy));
  const [before, after] = [clean.figures, lossy.figures];
  assertEquals(lossy.complaints, []);
  const change = after.estimateAverageBps! / before.estimateAverageBps!;
  assert(change > 0.95 && change < 1.05, `the estimate is ${change} of what it was`);
  assert(after.estimateLeastBps! > 0.9 * before.estimateLeastBps!, "the estimate fell");
  assert(after.bestLayer! > 0.95, `the best layer for a share of ${after.bestLayer}`);
  assert(after.decodable! > 0.99, `${after.decodable} of the pictures could be decoded`);
});

Deno.test("a late joiner sees a picture within 300 ms, whatever a single encoding takes", () => {
  const seed = 171;
  const rates = [300_000, 700_000, 1_500_000, 2_500_000];
  const waits = rates.flatMap((rateBps) =>
    [true, false].map((audio) => {
      const call = beginCall(seed, {
        publisher: { encodings: [{ rid: "", rateBps, fps: 30 }], audio },
        viewer: { audio },
        down: { rateBps: 10_000_000, queueBytes: 256 * 1024 },
      });
      runFor(call.world, 5000);
      assertEquals(call.viewer.complaints, []);
      return figuresOf(call.viewer).firstPictureMs;
    })
  );
  print(`seed ${seed}: first pictures after ${waits.map(Math.round).join(", ")} ms`);
  for (const waitMs of waits) assert(waitMs < 300, `the first picture came after ${waitMs} ms`);
});
