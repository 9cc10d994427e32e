import { assert, assertEquals } from "../../tests/assert.ts";
import {
  addReceiveStream,
  createReceiveEstimator,
  noteReceived,
} from "../bandwidth/receive_estimator.ts";
import { createFeedbackRecorder } from "../bandwidth/feedback_recorder.ts";
import { takeRate } from "./up_rate.ts";
import { createUpSession } from "./up_session.ts";

const MOST_BPS = 8_000_000;

/** Plays a stream of `bps` for seconds, over a way that adds `delayPerSecondUs` to each second. */
function createPlayer() {
  const up = createUpSession(1, 0);
  up.estimator = createReceiveEstimator(0);
  const stream = addReceiveStream(up.estimator, 90_000);
  const told: { nowUs: number; bps: number }[] = [];
  let sentUs = 1_000_000;
  let delayUs = 0;
  const play = (seconds: number, bps: number, delayPerSecondUs: number) => {
    const packets = Math.round((bps / 8 / 1000) * seconds);
    for (let i = 0; i < packets; i++) {
      sentUs += (seconds * 1_000_000) / packets;
      delayUs += (delayPerSecondUs * seconds) / packets;
      const nowUs = Math.round(sentUs + delayUs);
      noteReceived(stream, Math.floor(sentUs * 0.09) >>> 0, 1000, nowUs);
      const rate = takeRate(up, MOST_BPS, false, nowUs);
      if (rate > 0) told.push({ nowUs, bps: rate });
    }
  };
  return { up, told, play, now: () => sentUs + delayUs };
}

Deno.test("a publisher that makes no estimate hears at once when its way is overused", () => {
  const { up, told, play, now } = createPlayer();
  play(5, 2_000_000, 0);
  const before = takeRate(up, MOST_BPS, true, now());
  assert(before > 1_500_000, `${before} bps`);
  told.length = 0;
  const fromUs = now();
  play(2, 2_000_000, 300_000);
  assert(told.length > 0);
  assert(told[0]!.nowUs - fromUs < 1_000_000, `${told[0]!.nowUs - fromUs} µs`);
  assert(told.at(-1)!.bps < before);
});

Deno.test("a rate that grows waits for the next report; one that makes an estimate itself hears the cap alone", () => {
  const { up, told, play, now } = createPlayer();
  takeRate(up, MOST_BPS, true, now());
  play(5, 2_000_000, 0);
  assertEquals(told, []);
  up.recorder = createFeedbackRecorder();
  assertEquals(takeRate(up, MOST_BPS, true, now()), MOST_BPS);
  assertEquals(takeRate(up, MOST_BPS, false, now() + 60_000_000), 0);
  assertEquals(up.rate.dueUs, Infinity);
});
