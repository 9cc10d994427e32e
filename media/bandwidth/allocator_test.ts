import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { allocate, type Demand, PAUSED, UP_MARGIN } from "./allocator.ts";

/** Three encodings of a camera. */
const LADDER = [150_000, 500_000, 1_500_000];

function demand(fields: Partial<Demand> = {}): Demand {
  return { stage: false, pixels: 0, ratesBps: LADDER, current: Infinity, ...fields };
}

/** Shares without any tolerance, as most viewers have none. */
function share(bps: number, demands: readonly Demand[]): readonly number[] {
  return allocate(bps, bps, demands).choices;
}

Deno.test("one video gets the most that fits", () => {
  const got = [100_000, 150_000, 499_999, 500_000, 1_200_000, 1_500_000].map((bps) =>
    share(bps, [demand()])[0]
  );
  assertEquals(got, [0, 0, 0, 1, 1, 2]);
});

Deno.test("a rise needs room to spare, what is in force only what it takes", () => {
  assertEquals(share(500_000, [demand({ current: 1 })]), [1]);
  assertEquals(share(500_000 * UP_MARGIN - 1, [demand({ current: 0 })]), [0]);
  assertEquals(share(500_000 * UP_MARGIN, [demand({ current: 0 })]), [1]);
  assertEquals(share(499_999, [demand({ current: 1 })]), [0]);
});

Deno.test("what is in force may be kept beyond the estimate where that is allowed, and nothing else", () => {
  assertEquals(allocate(450_000, 540_000, [demand({ current: 1 })]).choices, [1]);
  assertEquals(allocate(450_000, 540_000, [demand({ current: 0 })]).choices, [0]);
  assertEquals(allocate(450_000, 499_000, [demand({ current: 1 })]).choices, [0]);
});

Deno.test("all get the least before one gets more", () => {
  const videos = Array.from({ length: 5 }, (_, i) => demand({ stage: i === 2 }));
  assertEquals(share(750_000, videos), [0, 0, 0, 0, 0]);
  assertEquals(share(1_099_999, videos), [0, 0, 0, 0, 0]);
  assertEquals(share(1_100_000, videos), [0, 0, 1, 0, 0]);
  assertEquals(share(2_100_000, videos), [0, 0, 2, 0, 0]);
  assertEquals(share(2_450_000, videos), [1, 0, 2, 0, 0]);
});

Deno.test("without a stage all go up step by step, the largest first", () => {
  const videos = [10, 30, 20].map((pixels) => demand({ pixels }));
  assertEquals(share(800_000, videos), [0, 1, 0]);
  assertEquals(share(1_150_000, videos), [0, 1, 1]);
  assertEquals(share(1_500_000, videos), [1, 1, 1]);
  assertEquals(share(2_500_000, videos), [1, 2, 1]);
});

Deno.test("a step too large for one leaves room for the others", () => {
  const large = demand({ pixels: 9, ratesBps: [100_000, 2_000_000] });
  assertEquals(share(700_000, [large, demand()]), [0, 1]);
});

Deno.test("what has no room is paused, the least important first, and comes back with room to spare", () => {
  const videos = (current: number) => [
    demand({ pixels: 1, current }),
    demand({ stage: true }),
    demand({ pixels: 2, current }),
  ];
  assertEquals(share(300_000, videos(0)), [PAUSED, 0, 0]);
  assertEquals(share(200_000, videos(0)), [PAUSED, 0, PAUSED]);
  assertEquals(share(449_999, videos(PAUSED)), [PAUSED, 0, 0]);
  assertEquals(share(450_000 * UP_MARGIN, videos(PAUSED)), [0, 0, 0]);
});

Deno.test("the most important video is paused only far below its base", () => {
  assertEquals(share(75_000, [demand({ current: 0 })]), [0]);
  assertEquals(share(74_999, [demand({ current: 0 })]), [PAUSED]);
  assertEquals(share(80_000, [demand({ current: PAUSED })]), [PAUSED]);
  assertEquals(share(87_000, [demand({ current: PAUSED })]), [0]);
  assertEquals(share(-1, [demand()]), [PAUSED]);
});

Deno.test("a video without choices gets none, and takes none from others", () => {
  assertEquals(share(500_000, [demand({ ratesBps: [], stage: true }), demand()]), [PAUSED, 1]);
  assertEquals(share(500_000, []), []);
});

Deno.test("sharing is stable: what was granted is granted again, and the sum fits", () => {
  const random = createRandom(4);
  for (let run = 0; run < 2000; run++) {
    const ladders = Array.from({ length: 1 + random.int(8) }, () => {
      const ladder = [50_000 + random.int(200_000)];
      while (random.int(4) > 0) ladder.push(ladder.at(-1)! + random.int(900_000));
      return demand({ ratesBps: ladder, pixels: random.int(4), stage: random.int(6) === 0 });
    });
    const bps = random.int(6_000_000);
    const first = allocate(bps, bps, ladders);
    const again = ladders.map((video, i) => ({ ...video, current: first.choices[i]! }));
    assertEquals(allocate(bps, bps, again).choices, first.choices);
    const paused = first.choices.filter((choice) => choice === PAUSED).length;
    const one = first.choices.filter((choice) => choice === 0).length === 1;
    assert(first.bps <= bps || (one && paused === ladders.length - 1), `${first.bps} of ${bps}`);
  }
});
