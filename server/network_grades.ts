/**
 * How well a network does, by measurements: the rule behind the marks that members see of each other. A direction gets the worst of
 * the grades that its measurements deserve:
 *
 * | measurement                                        | weak from | bad from |
 * | -------------------------------------------------- | --------- | -------- |
 * | packets lost on their way                          | 3 %       | 10 %     |
 * | round trip                                         | 400 ms    | 1 s      |
 * | down: estimate, of what would be sent if it could  | below 80 % | below 35 % |
 * | share of time in which pictures stand still        | 5 %       | 20 %     |
 * | no connection                                      |           | at all   |
 *
 * Below 3 % repair hides loss. ITU-T G.114 wants no more than 400 ms one way: talk suffers from half of that on.
 * @module
 */
import type { Grade } from "./extension_messages.ts";

/** What is known of a network in one direction; a number that is not known is such that it does no harm. */
export interface Measurements {
  /** 0 to 1. */
  readonly lossShare: number;
  readonly rttMs: number;
  /** Share of what would be sent that the network is thought to carry; 1 or more if all of it. */
  readonly carriedShare: number;
  /** Share of time in which a picture stood still, 0 to 1. */
  readonly frozenShare: number;
  readonly connected: boolean;
}

/** Where nothing is amiss. */
export const FINE: Measurements = {
  lossShare: 0,
  rttMs: 0,
  carriedShare: 1,
  frozenShare: 0,
  connected: true,
};

const WEAK = { lossShare: 0.03, rttMs: 400, carriedShare: 0.8, frozenShare: 0.05 };
const BAD = { lossShare: 0.1, rttMs: 1000, carriedShare: 0.35, frozenShare: 0.2 };

/** Looks in a row that must agree before a mark gets worse, and before it gets better. */
const LOOKS_TO_WORSEN = 2;
const LOOKS_TO_IMPROVE = 4;

const ORDER: readonly Grade[] = ["good", "weak", "bad"];

/** A grade over time: it follows what is seen, a little later, so that marks do not flicker. */
export interface Trend {
  grade: Grade;
  /** The mildest grade of the last looks, all of which were worse than `grade`; or the worst of those that were better. */
  leaning: Grade;
  /** How many looks in a row there were on that side. */
  looks: number;
}

/** A direction of which nothing bad is known. */
export function createTrend(): Trend {
  return { grade: "good", leaning: "good", looks: 0 };
}

/** What measurements of one moment deserve. */
export function gradeOf(measured: Measurements): Grade {
  if (!measured.connected || isBeyond(measured, BAD)) return "bad";
  return isBeyond(measured, WEAK) ? "weak" : "good";
}

/** Whether `a` is a worse grade than `b`. */
export function isWorse(a: Grade, b: Grade): boolean {
  return ORDER.indexOf(a) > ORDER.indexOf(b);
}

/** Takes the grade of one more look. Returns whether the mark changes. */
export function follow(trend: Trend, seen: Grade): boolean {
  if (seen === trend.grade) {
    trend.looks = 0;
    return false;
  }
  const worsens = isWorse(seen, trend.grade);
  const sameSide = trend.looks > 0 && worsens === isWorse(trend.leaning, trend.grade);
  // Only as far as all of the looks go.
  if (!sameSide || isWorse(seen, trend.leaning) !== worsens) trend.leaning = seen;
  trend.looks = sameSide ? trend.looks + 1 : 1;
  if (trend.looks < (worsens ? LOOKS_TO_WORSEN : LOOKS_TO_IMPROVE)) return false;
  trend.grade = trend.leaning;
  trend.looks = 0;
  return true;
}

function isBeyond(measured: Measurements, limits: typeof WEAK): boolean {
  return measured.lossShare >= limits.lossShare || measured.rttMs >= limits.rttMs ||
    measured.carriedShare < limits.carriedShare || measured.frozenShare >= limits.frozenShare;
}
