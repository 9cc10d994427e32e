import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import {
  addReceiveStream,
  createReceiveEstimator,
  noteReceived,
  type ReceiveEstimator,
  removeReceiveStream,
  updateReceiveEstimate,
} from "./receive_estimator.ts";

const T_US = 1_700_000_000_000_000;
const FRAME_US = 33_333;
const BYTES = 1000;

interface Result {
  readonly estimator: ReceiveEstimator;
  /** Estimate and queue each second. */
  readonly seconds: { bps: number; queueUs: number }[];
}

/** A publisher that sends what the estimate allows, up to `mostBps`, over a link of `capacityBps`. */
function publish(
  seconds: number,
  mostBps: number,
  capacityBps: (second: number) => number,
  firstTimestamp = 0,
): Result {
  const random = createRandom(9);
  const estimator = createReceiveEstimator(T_US);
  const stream = addReceiveStream(estimator, 90_000);
  const result: Result = { estimator, seconds: [] };
  let allowedBps = estimator.bps;
  let freeUs = T_US;
  let updateUs = T_US;
  for (let us = T_US, frame = 0; us < T_US + seconds * 1_000_000; us += FRAME_US, frame++) {
    const timestamp = (firstTimestamp + Math.round(frame * 3_000)) >>> 0;
    const second = Math.floor((us - T_US) / 1_000_000);
    const bytes = Math.min(allowedBps, mostBps) * FRAME_US / 8_000_000 *
      (0.8 + random.next() * 0.4);
    for (let left = bytes; left > 0; left -= BYTES) {
      const size = Math.min(left, BYTES);
      freeUs = Math.max(freeUs, us) + size * 8_000_000 / capacityBps(second);
      noteReceived(stream, timestamp, size, Math.max(freeUs, us) + 20_000);
    }
    if (us - updateUs >= 100_000) {
      updateUs = us;
      updateReceiveEstimate(estimator, 50_000, freeUs + 20_000);
    }
    if (frame % 15 === 14) allowedBps = estimator.bps;
    const seen = result.seconds;
    if (seen.length < second) seen.push({ bps: estimator.bps, queueUs: Math.max(0, freeUs - us) });
  }
  return result;
}

Deno.test("without a bottleneck the estimate stays above what is sent", () => {
  const { estimator } = publish(20, 500_000, () => 50_000_000);
  assert(estimator.bps > 700_000, `${estimator.bps}`);
  assert(Math.abs(estimator.receivedBps - 500_000) < 60_000, `${estimator.receivedBps}`);
});

Deno.test("behind a bottleneck it settles near the capacity, with a short queue", () => {
  const { seconds } = publish(60, 5_000_000, () => 1_500_000);
  for (const { bps, queueUs } of seconds.slice(20)) {
    assert(bps > 900_000 && bps < 1_800_000, `${bps}`);
    assert(queueUs < 300_000, `${queueUs}`);
  }
});

Deno.test("a capacity that falls from 3 to 0.8 Mb/s brings it below within two seconds", () => {
  const { seconds } = publish(40, 2_000_000, (second) => second < 20 ? 3_000_000 : 800_000);
  assert(seconds[18]!.bps > 1_800_000);
  assert(seconds.slice(22).every(({ bps }) => bps < 1_000_000), JSON.stringify(seconds.slice(18)));
});

Deno.test("timestamps may wrap", () => {
  const wrapped = publish(20, 5_000_000, () => 1_500_000, 0xffff_ff00).estimator.bps;
  assertEquals(wrapped, publish(20, 5_000_000, () => 1_500_000).estimator.bps);
});

Deno.test("a silent stream has no say, and a removed one neither", () => {
  const estimator = createReceiveEstimator(T_US);
  const stream = addReceiveStream(estimator, 90_000);
  assertEquals(updateReceiveEstimate(estimator, 0, T_US), 1_000_000);
  removeReceiveStream(estimator, stream);
  removeReceiveStream(estimator, stream);
  assertEquals(estimator.streams, []);
});

Deno.test("wild timestamps and times keep the estimate within bounds", () => {
  const random = createRandom(4);
  const estimator = createReceiveEstimator(T_US);
  const stream = addReceiveStream(estimator, 48_000);
  let us = T_US;
  for (let i = 0; i < 100_000; i++) {
    noteReceived(stream, random.int(0xffff_ffff), random.int(1500), us += random.int(20_000));
    if (i % 10 === 0) updateReceiveEstimate(estimator, random.int(9_000_000), us);
    assert(estimator.bps >= 50_000 && estimator.bps <= 200_000_000);
  }
});
