import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, FUZZ_INPUTS } from "../../tests/random.ts";
import { TRANSPORT_TIME_PERIOD_US, type TransportFeedback } from "../packet/twcc.ts";
import {
  addPath,
  createEstimator,
  type Estimator,
  type EstimatorPath,
  handleReceiverReport,
  handleRemb,
  handleTransportFeedback,
  noteSent,
  onEstimatorTime,
  pacingBps,
  removePath,
  setWanted,
  takeProbe,
} from "./estimator.ts";
import { SEND_HISTORY_LENGTH } from "./send_history.ts";

const T_US = 1_700_000_000_000_000;
const MS = 1_000;
const S = 1_000_000;

function feedbackOf(baseSeq16: number, arrivalsUs: readonly number[]): TransportFeedback {
  return {
    type: "twcc",
    senderSsrc: 1,
    mediaSsrc: 2,
    baseSeq16: baseSeq16 & 0xffff,
    feedbackCount: 0,
    statusCount: arrivalsUs.length,
    arrivalsUs: new Float64Array(arrivalsUs),
  };
}

/** Sends packets of 1000 bytes each 10 ms for some seconds, answered every 50 ms after a way of 40 ms. Returns the time. */
function talk(
  estimator: Estimator,
  path: EstimatorPath,
  seconds: number,
  startUs: number,
  arrivalOf: (sentUs: number, index: number) => number = (sentUs) => sentUs + 20 * MS,
): number {
  let sent: number[] = [];
  let base = path.history.nextSeq;
  let us = startUs;
  for (let index = 0; us < startUs + seconds * S; us += 10 * MS, index++) {
    noteSent(path, 1000, us, -1);
    sent.push(arrivalOf(us, index));
    if (sent.length < 5) continue;
    handleTransportFeedback(estimator, path, feedbackOf(base, sent), us + 40 * MS);
    base += 5;
    sent = [];
  }
  return us + 40 * MS;
}

Deno.test("before any receiver has spoken nothing is known, and nothing held back", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  for (let i = 0; i < 100; i++) assertEquals(noteSent(path, 1200, T_US + i, -1), i);
  setWanted(estimator, 5_000_000, T_US);
  onEstimatorTime(estimator, T_US + 60 * S);
  assertEquals(estimator.known, false);
  assertEquals(pacingBps(estimator), Infinity);
  assertEquals([estimator.bps, estimator.reason, estimator.dueUs], [600_000, "start", Infinity]);
  assertEquals(takeProbe(estimator, T_US + 60 * S), null);
});

Deno.test("feedback tells round trip, acknowledged rate and loss", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  talk(estimator, path, 5, T_US, (us, index) => index % 20 === 3 ? NaN : us + 20 * MS);
  assert(estimator.known);
  assertEquals(estimator.rttUs, 40 * MS);
  assert(Math.abs(estimator.acknowledgedBps - 760_000) < 40_000, `${estimator.acknowledgedBps}`);
  assert(Math.abs(estimator.lossShare - 0.05) < 0.01, `${estimator.lossShare}`);
});

Deno.test("the receiver's clock is of no matter: any origin, and its wrap", () => {
  const estimates = [0, -T_US + 5, TRANSPORT_TIME_PERIOD_US * 7 - T_US - 3 * S].map((clockUs) => {
    const estimator = createEstimator(T_US);
    const path = addPath(estimator, T_US);
    talk(estimator, path, 10, T_US, (us) => {
      const time = (us + 20 * MS + clockUs) % TRANSPORT_TIME_PERIOD_US;
      return time < 0 ? time + TRANSPORT_TIME_PERIOD_US : time;
    });
    return [estimator.bps, estimator.acknowledgedBps];
  });
  assertEquals(estimates[1], estimates[0]);
  assertEquals(estimates[2], estimates[0]);
});

Deno.test("numbers wrap without a trace", () => {
  const estimates = [0, 0xfff8, 0xffff * 3].map((firstSeq) => {
    const estimator = createEstimator(T_US);
    const path = addPath(estimator, T_US);
    path.history.nextSeq = path.toldSeq = firstSeq;
    talk(estimator, path, 10, T_US);
    return [estimator.bps, estimator.acknowledgedBps, estimator.neverSent];
  });
  assertEquals(estimates[1], estimates[0]);
  assertEquals(estimates[2], estimates[0]);
});

Deno.test("feedback for packets that were never sent, or long ago, tells nothing", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  handleTransportFeedback(estimator, path, feedbackOf(77, [1, 2, 3]), T_US);
  assertEquals([estimator.known, estimator.neverSent], [false, 3]);
  for (let i = 0; i < SEND_HISTORY_LENGTH + 10; i++) noteSent(path, 1000, T_US, -1);
  handleTransportFeedback(estimator, path, feedbackOf(0, [1, 2, 3]), T_US);
  assertEquals([estimator.known, estimator.neverSent], [false, 6]);
});

Deno.test("feedback said twice counts once", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  for (let i = 0; i < 10; i++) noteSent(path, 1000, T_US + i * 10 * MS, -1);
  const feedback = feedbackOf(0, Array.from({ length: 10 }, (_, i) => i * 10 * MS));
  for (let i = 0; i < 5; i++) {
    handleTransportFeedback(estimator, path, feedback, T_US + 150 * MS + i);
  }
  assertEquals(path.arrived, 10);
});

Deno.test("silence while packets leave lowers the rate step by step; silence while nothing leaves does not", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  let us = talk(estimator, path, 3, T_US);
  const before = estimator.bps;
  for (const endUs = us + 10 * S; us < endUs; us += 100 * MS) onEstimatorTime(estimator, us);
  assertEquals(estimator.bps, before);
  for (const endUs = us + 3 * S; us < endUs; us += 10 * MS) {
    noteSent(path, 1000, us, -1);
    onEstimatorTime(estimator, us);
  }
  assert(estimator.bps < before / 2 && estimator.bps >= 30_000, `${estimator.bps}`);
});

Deno.test("a short outage of the way back lowers nothing", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  let us = talk(estimator, path, 3, T_US);
  const before = estimator.bps;
  for (const endUs = us + 600 * MS; us < endUs; us += 10 * MS) {
    noteSent(path, 1000, us, -1);
    onEstimatorTime(estimator, us);
  }
  assert(estimator.bps >= before);
});

Deno.test("REMB caps what feedback found, and absurd values stay within bounds", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  const us = talk(estimator, path, 5, T_US);
  const before = estimator.bps;
  handleRemb(estimator, path, 200_000, us);
  assertEquals([estimator.bps, estimator.reason], [200_000, "remb"]);
  handleRemb(estimator, path, 0, us);
  assertEquals([estimator.bps, estimator.reason], [30_000, "capped"]);
  for (const bps of [2 ** 63, Infinity, NaN, -1]) handleRemb(estimator, path, bps, us);
  assertEquals(estimator.bps, before);
});

Deno.test("what REMB forbids is not probed for", () => {
  for (const [remb, probed] of [[5_000_000, true], [200_000, false]] as const) {
    const estimator = createEstimator(T_US);
    const path = addPath(estimator, T_US);
    setWanted(estimator, 10_000_000, T_US);
    handleRemb(estimator, path, remb, T_US);
    const us = talk(estimator, path, 1, T_US);
    assertEquals(takeProbe(estimator, us) !== null, probed);
  }
});

Deno.test("without feedback an absurd REMB does not raise the estimate beyond what was sent and more", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  for (let i = 1; i <= 100; i++) {
    for (let k = 0; k < 10; k++) noteSent(path, 1000, T_US + i * 100 * MS, -1); // 800 kb/s
    if (i % 10 === 0) handleRemb(estimator, path, 2 ** 63, T_US + i * 100 * MS);
  }
  assert(estimator.bps < 1_500_000, `${estimator.bps}`);
});

Deno.test("receiver reports of total loss for ever lead to the least rate, not below", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  for (let i = 1; i <= 600; i++) {
    for (let k = 0; k < 20; k++) noteSent(path, 1000, T_US + i * S, -1);
    const report = { fractionLost: 255 / 256, expected: 20, rttUs: 50 * MS, lagUs: 0 };
    handleReceiverReport(estimator, path, report, T_US + i * S);
  }
  assertEquals(estimator.bps, 30_000);
});

Deno.test("what was due and is done is not due any more, whether it was of use or not", () => {
  const estimator = createEstimator(T_US);
  const path = addPath(estimator, T_US);
  setWanted(estimator, 5_000_000, T_US);
  let us = talk(estimator, path, 2, T_US, (sentUs, index) => index % 3 === 0 ? NaN : sentUs);
  for (let i = 0; i < 500; i++) {
    onEstimatorTime(estimator, us);
    for (let k = 0; k < 4 && takeProbe(estimator, us) !== null; k++);
    assert(estimator.dueUs > us, `${i}`);
    us = estimator.dueUs;
  }
});

Deno.test("paths may come and go", () => {
  const estimator = createEstimator(T_US);
  const first = addPath(estimator, T_US);
  const second = addPath(estimator, T_US);
  const us = talk(estimator, first, 2, T_US);
  removePath(estimator, first);
  removePath(estimator, first);
  handleTransportFeedback(estimator, first, feedbackOf(0, [1]), us);
  talk(estimator, second, 2, us);
  assertEquals(estimator.paths, [second]);
  assert(estimator.bps >= 600_000);
});

Deno.test("forged feedback of any kind keeps the estimate within bounds", () => {
  const random = createRandom(17);
  const estimator = createEstimator(T_US);
  const paths = [addPath(estimator, T_US), addPath(estimator, T_US)];
  setWanted(estimator, 3_000_000, T_US);
  const arrivalsUs = new Float64Array(64);
  const wild = [0, NaN, Infinity, -Infinity, 1e300, -1e300, TRANSPORT_TIME_PERIOD_US];
  let us = T_US;
  for (let i = 0; i < FUZZ_INPUTS; i++) {
    us += random.int(20 * MS);
    const path = paths[random.int(2)]!;
    const probe = takeProbe(estimator, us);
    for (let k = random.int(4); k > 0; k--) {
      noteSent(path, random.int(1500), us, probe?.cluster ?? -1);
    }
    const count = random.int(64);
    let arrivalUs = random.next() * TRANSPORT_TIME_PERIOD_US;
    for (let k = 0; k < count; k++) {
      arrivalUs += (random.next() - 0.3) * 10 * MS;
      arrivalsUs[k] = random.int(8) === 0 ? wild[random.int(wild.length)]! : arrivalUs;
    }
    const base = random.int(3) === 0 ? random.int(0x10000) : path.history.nextSeq - random.int(40);
    const feedback = feedbackOf(base, [...arrivalsUs.subarray(0, count)]);
    handleTransportFeedback(estimator, path, feedback, us);
    onEstimatorTime(estimator, us);
    const { bps, rttUs, lossShare, acknowledgedBps } = estimator;
    assert(bps >= 30_000 && bps <= 200_000_000, `${bps}`);
    assert(
      rttUs >= 0 && rttUs <= 8 * S && lossShare >= 0 && lossShare <= 1,
      `${rttUs} ${lossShare}`,
    );
    assert(acknowledgedBps >= 0 && acknowledgedBps < 1e9, `${acknowledgedBps}`);
    assert(pacingBps(estimator) >= 30_000);
  }
});
