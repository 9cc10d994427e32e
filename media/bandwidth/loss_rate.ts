/**
 * A bound on the rate from loss. The model is that of libwebrtc's `modules/congestion_controller/goog_cc/loss_based_bwe_v2.cc`, with fewer parts: a path
 * loses a share of the packets whatever is sent (*inherent* loss), and all that goes beyond its bandwidth. Of a few bandwidths,
 * the one is taken that makes the losses of the last seconds most likely. So random loss of a few per cent costs no rate, for it does not
 * grow with what is sent, and an overflowing queue does.
 *
 * Without delay (a short queue, a policer) constant loss may mean either: the inherent share is bounded, and the more so the higher the rate. As the
 * model may rest where nothing that is sent is more than a bandwidth that it has taken for too high, a share beyond that of small losses bounds the rate
 * by itself (`GetInstantUpperBound` there): large pictures of which many packets are lost come late, however often they are repaired.
 * @module
 */

/** Observations that are remembered, and how fast the older ones lose weight. */
const OBSERVATIONS = 20;
const AGING = 0.9;
const OBSERVATION_US = 250_000;
const MIN_PACKETS = 10;
/** However few packets there are, an observation ends. */
const MAX_OBSERVATION_US = 2_000_000;
/** Inherent loss that is believed at any rate, and what divided by the rate is believed beyond it, up to a bound. */
const INHERENT_LOSS = 0.06;
const INHERENT_BPS = 75_000;
const MAX_INHERENT_LOSS = 0.5;
const MIN_INHERENT_LOSS = 0.001;
/** With more loss than this, what lies beyond it leaves no more than {@link INHERENT_BPS} divided by it. */
const SMALL_LOSS = 0.05;
/** That takes so many observations to be known, and with half as much in the last so many it is over. */
const FEW_OBSERVATIONS = 4;
/** Preference for the higher of equally likely bandwidths, per packet. */
const HIGH_PREFERENCE = 0.004;
/** The bound rises by this factor at most with one observation; by the other one while much is lost. */
const MAX_RISE = 1.25;
const LOSSY_RISE = 1.04;
const LOSSY_SHARE = 0.08;
/** What of the arriving rate the bound never goes below. */
const FLOOR = 0.9;
/** Candidates, as shares of the bound as it is. */
const STEPS = [0.85, 0.92, 0.97, 1];
const BISECTIONS = 10;
/** Weight of a new observation in the mean loss. */
const SHARE_WEIGHT = 0.25;

/** Losses of one viewer. */
export interface LossRate {
  /** What may be sent; Infinity while loss is no reason for less. */
  limitBps: number;
  /** Share of packets lost lately, 0 to 1. */
  share: number;
  /** Observations, a ring: packets, how many of them were lost, and how fast they were sent. */
  readonly packets: Float64Array;
  readonly lost: Float64Array;
  readonly bps: Float64Array;
  count: number;
  /** The observation that is being made. */
  gatheredPackets: number;
  gatheredLost: number;
  gatheredBytes: number;
  /** When the last packet of the observation before was sent; NaN before the first. */
  sinceUs: number;
  sentUs: number;
}

/** Makes a record of no losses. */
export function createLossRate(): LossRate {
  return {
    limitBps: Infinity,
    share: 0,
    packets: new Float64Array(OBSERVATIONS),
    lost: new Float64Array(OBSERVATIONS),
    bps: new Float64Array(OBSERVATIONS),
    count: 0,
    gatheredPackets: 0,
    gatheredLost: 0,
    gatheredBytes: 0,
    sinceUs: NaN,
    sentUs: NaN,
  };
}

/** Notes what became of `packets` packets, of `bytes` together, of which the last left at `sentUs`. */
export function noteFates(
  loss: LossRate,
  packets: number,
  lost: number,
  bytes: number,
  sentUs: number,
): void {
  if (Number.isNaN(loss.sinceUs)) loss.sinceUs = loss.sentUs = sentUs;
  loss.gatheredPackets += packets;
  loss.gatheredLost += lost;
  loss.gatheredBytes += bytes;
  if (sentUs > loss.sentUs) loss.sentUs = sentUs;
}

/** A packet that had been noted as lost has arrived after all. */
export function noteFound(loss: LossRate): void {
  if (loss.gatheredLost > 0) loss.gatheredLost--;
}

/**
 * Ends the observation if it is long enough, and sets `limitBps` and `share`.
 * @param boundBps what may be sent but for loss
 * @param arrivingBps what arrives; 0 if unknown
 * @returns whether an observation ended
 */
export function updateLossRate(loss: LossRate, boundBps: number, arrivingBps: number): boolean {
  const spanUs = loss.sentUs - loss.sinceUs;
  const enough = loss.gatheredPackets >= MIN_PACKETS || spanUs >= MAX_OBSERVATION_US;
  if (!(spanUs >= OBSERVATION_US && enough)) return false;
  const at = loss.count++ % OBSERVATIONS;
  loss.packets[at] = loss.gatheredPackets;
  loss.lost[at] = Math.min(loss.gatheredLost, loss.gatheredPackets);
  loss.bps[at] = loss.gatheredBytes * 8_000_000 / spanUs;
  const share = loss.gatheredPackets === 0 ? 0 : loss.lost[at]! / loss.gatheredPackets;
  loss.share += (loss.count === 1 ? 1 : SHARE_WEIGHT) * (share - loss.share);
  loss.gatheredPackets = loss.gatheredLost = loss.gatheredBytes = 0;
  loss.sinceUs = loss.sentUs;
  loss.limitBps = Math.min(chooseLimit(loss, boundBps, arrivingBps), mostBps(loss));
  return true;
}

/** What the share of lost packets leaves by itself; chance is allowed for with a standard deviation. */
function mostBps(loss: LossRate): number {
  let packets = 0;
  let lost = 0;
  let weight = 1;
  for (let age = 1; age <= Math.min(loss.count, OBSERVATIONS); age++, weight *= AGING) {
    const i = (loss.count - age) % OBSERVATIONS;
    packets += weight * loss.packets[i]!;
    lost += weight * loss.lost[i]!;
    if (age === FEW_OBSERVATIONS && lost < packets * SMALL_LOSS / 2) return Infinity;
  }
  if (packets === 0 || loss.count < FEW_OBSERVATIONS) return Infinity;
  const share = lost / packets;
  const excess = share - Math.sqrt(share * (1 - share) / packets) - SMALL_LOSS;
  return excess > 0 ? INHERENT_BPS / excess : Infinity;
}

/** Forgets what was observed at rates that were possible since: a probe got through. */
export function forgetLosses(loss: LossRate): void {
  loss.limitBps = Infinity;
  loss.count = 0;
}

function chooseLimit(loss: LossRate, boundBps: number, arrivingBps: number): number {
  const currentBps = Math.min(loss.limitBps, boundBps);
  const highestBps = Math.min(
    boundBps,
    currentBps * (loss.share > LOSSY_SHARE ? LOSSY_RISE : MAX_RISE),
  );
  const lowestBps = Math.min(currentBps, arrivingBps * FLOOR);
  let bestBps = highestBps;
  let best = likelihood(loss, highestBps);
  for (const step of STEPS) {
    const candidateBps = Math.min(Math.max(currentBps * step, lowestBps), highestBps);
    const value = likelihood(loss, candidateBps);
    if (value > best) {
      best = value;
      bestBps = candidateBps;
    }
  }
  return bestBps >= boundBps ? Infinity : bestBps;
}

/** Logarithm of how likely the observations are with a bandwidth and the inherent loss that fits it best. */
function likelihood(loss: LossRate, bandwidthBps: number): number {
  const inherent = fitInherent(loss, bandwidthBps);
  const preference = HIGH_PREFERENCE * Math.log(bandwidthBps);
  const kept = Math.min(loss.count, OBSERVATIONS);
  let sum = 0;
  let weight = 1;
  for (let age = 1; age <= kept; age++, weight *= AGING) {
    const i = (loss.count - age) % OBSERVATIONS;
    const lossShare = inherent + (1 - inherent) * excessShare(loss.bps[i]!, bandwidthBps);
    const lost = loss.lost[i]!;
    const packets = loss.packets[i]!;
    sum += weight *
      (lost * Math.log(lossShare) + (packets - lost) * Math.log(1 - lossShare) +
        packets * preference);
  }
  return sum;
}

/** What of a rate does not fit into a bandwidth, 0 to less than 1. */
function excessShare(bps: number, bandwidthBps: number): number {
  return bps <= bandwidthBps ? 0 : Math.min((bps - bandwidthBps) / bps, 0.99);
}

/** The likeliest inherent loss. The logarithm of the likelihood is concave in it, so its derivative has one zero at the most. */
function fitInherent(loss: LossRate, bandwidthBps: number): number {
  let low = MIN_INHERENT_LOSS;
  let high = Math.min(INHERENT_LOSS + INHERENT_BPS / bandwidthBps, MAX_INHERENT_LOSS);
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (derivative(loss, bandwidthBps, middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function derivative(loss: LossRate, bandwidthBps: number, inherent: number): number {
  const kept = Math.min(loss.count, OBSERVATIONS);
  let sum = 0;
  let weight = 1;
  for (let age = 1; age <= kept; age++, weight *= AGING) {
    const i = (loss.count - age) % OBSERVATIONS;
    const excess = excessShare(loss.bps[i]!, bandwidthBps);
    const lossShare = inherent + (1 - inherent) * excess;
    const lost = loss.lost[i]!;
    sum += weight * (1 - excess) * (lost / lossShare - (loss.packets[i]! - lost) / (1 - lossShare));
  }
  return sum;
}
