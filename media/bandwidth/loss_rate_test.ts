import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom, type Random } from "../../tests/random.ts";
import {
  createLossRate,
  forgetLosses,
  type LossRate,
  noteFates,
  noteFound,
  updateLossRate,
} from "./loss_rate.ts";

const STEP_US = 50_000;
const BYTES = 1000;

/** A path as the estimator sees it: what it loses of what is sent at the limit, or at `boundBps` without one. */
function send(
  loss: LossRate,
  seconds: number,
  boundBps: number,
  lostOf: (packets: number, bps: number, random: Random) => number,
  startUs = 0,
): void {
  const random = createRandom(11);
  let carry = 0;
  for (let us = startUs; us < startUs + seconds * 1_000_000; us += STEP_US) {
    const bps = Math.min(loss.limitBps, boundBps);
    carry += bps * STEP_US / 8_000_000 / BYTES;
    const packets = Math.floor(carry);
    carry -= packets;
    const lost = Math.min(packets, lostOf(packets, bps, random));
    noteFates(loss, packets, lost, packets * BYTES, us);
    updateLossRate(loss, boundBps, bps * (1 - loss.share));
  }
}

/** Loses each packet with the same chance. */
function randomly(share: number): (packets: number, bps: number, random: Random) => number {
  return (packets, _bps, random) => {
    let lost = 0;
    for (let i = 0; i < packets; i++) if (random.next() < share) lost++;
    return lost;
  };
}

Deno.test("without loss there is no limit", () => {
  const loss = createLossRate();
  send(loss, 10, 2_000_000, () => 0);
  assertEquals([loss.limitBps, loss.share], [Infinity, 0]);
});

Deno.test("5 % random loss costs no rate, at any rate", () => {
  for (const boundBps of [300_000, 1_000_000, 3_000_000, 20_000_000]) {
    const loss = createLossRate();
    send(loss, 60, boundBps, randomly(0.05));
    const bps = Math.min(loss.limitBps, boundBps);
    assert(bps > 0.9 * boundBps, `${bps} of ${boundBps}`);
    assert(Math.abs(loss.share - 0.05) < 0.04);
  }
});

Deno.test("15 % random loss lowers the rate, and not to nothing", () => {
  const loss = createLossRate();
  send(loss, 60, 3_000_000, randomly(0.15));
  assert(loss.limitBps > 500_000 && loss.limitBps < 2_000_000, `${loss.limitBps}`);
});

Deno.test("15 % loss bounds the rate even if no more is sent than the bound leaves, and 5 % does not", () => {
  for (const [share, most] of [[0.15, 1_300_000], [0.05, Infinity]] as const) {
    const loss = createLossRate();
    const random = createRandom(12);
    // As much as the encodings take, with room to spare.
    for (let us = 0; us < 60_000_000; us += STEP_US) {
      const packets = 10;
      let lost = 0;
      for (let i = 0; i < packets; i++) if (random.next() < share) lost++;
      noteFates(loss, packets, lost, packets * BYTES, us);
      updateLossRate(loss, 2_000_000, 1_600_000 * (1 - share));
      if (us > 10_000_000) assert(loss.limitBps <= most, `${loss.limitBps} at ${share}`);
    }
    assert(loss.limitBps > 600_000);
  }
});

Deno.test("what overflows a short queue limits the rate to about the capacity", () => {
  const loss = createLossRate();
  let excess = 0;
  send(loss, 60, 3_000_000, (packets, bps) => {
    excess += packets * Math.max(0, 1 - 1_000_000 / bps);
    const lost = Math.floor(excess);
    excess -= lost;
    return lost;
  });
  assert(loss.limitBps > 850_000 && loss.limitBps < 1_250_000, `${loss.limitBps}`);
});

Deno.test("once loss has ended the limit goes within some seconds", () => {
  const loss = createLossRate();
  send(loss, 20, 3_000_000, randomly(0.4));
  assert(loss.limitBps < 1_500_000);
  send(loss, 12, 3_000_000, () => 0, 20_000_000);
  assertEquals(loss.limitBps, Infinity);
});

Deno.test("total loss gives finite figures, and so does a single observation of one packet", () => {
  const loss = createLossRate();
  send(loss, 10, 1_000_000, (packets) => packets);
  assert(Number.isFinite(loss.limitBps) && loss.limitBps > 0, `${loss.limitBps}`);
  const other = createLossRate();
  noteFates(other, 1, 1, 100, 0);
  noteFates(other, 0, 0, 0, 3_000_000);
  assert(updateLossRate(other, 1_000_000, 0));
  assert(other.limitBps > 0 && !Number.isNaN(other.limitBps));
});

Deno.test("a packet found later is no loss", () => {
  const loss = createLossRate();
  noteFates(loss, 100, 10, 100_000, 0);
  for (let i = 0; i < 20; i++) noteFound(loss);
  noteFates(loss, 1, 0, 1000, 300_000);
  assert(updateLossRate(loss, 1_000_000, 1_000_000));
  assertEquals(loss.share, 0);
});

Deno.test("what was forgotten limits nothing", () => {
  const loss = createLossRate();
  send(loss, 20, 3_000_000, randomly(0.4));
  forgetLosses(loss);
  assertEquals(loss.limitBps, Infinity);
});
