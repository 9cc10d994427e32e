/**
 * One estimate shared out among all that a viewer gets: audio before video, the least of every video before more of any, then more for
 * what is on stage, then by size.
 *
 * Going up needs room to spare, going down happens at once. Compare libwebrtc's `call/bitrate_allocator.cc`, where a paused stream needs 10 %
 * more than its minimum to come back (`kToggleFactor`), and `rtc_base/experiments/stable_target_rate_experiment.cc` (20 %). The order of the rounds is as
 * in Jitsi's `BandwidthAllocator.kt`: first everyone's base, then the stage, then all others step by step.
 * @module
 */

/** Room that a rise must leave: the sum is to fit this many times. */
export const UP_MARGIN = 1.15;
/** The most important video is paused only if less than this share of its base fits. */
export const LEAST_SHARE_OF_BASE = 0.5;

/** Nothing is sent: a place below all choices. */
export const PAUSED = -1;

/** One video that wants a share. */
export interface Demand {
  /** The viewer looks at it: it comes before all others. */
  readonly stage: boolean;
  /** Pixels that it is shown at; 0 where that is not known. Among equals the larger comes first. */
  readonly pixels: number;
  /** What each choice takes, in bits per second: never falling. Empty if there is nothing to choose. */
  readonly ratesBps: readonly number[];
  /**
   * The choice in force, {@link PAUSED} if it is paused. Choices above it need room to spare; for a new video, where none is in force, that is
   * none: `Infinity`.
   */
  readonly current: number;
}

/** What came of the sharing. */
export interface Allocation {
  /** The choice of each demand, in their order, or {@link PAUSED}. */
  readonly choices: readonly number[];
  /** What all choices take together, in bits per second. */
  readonly bps: number;
}

/** An estimate that is being shared out. */
interface Sharing {
  readonly bps: number;
  readonly keepBps: number;
  readonly demands: readonly Demand[];
  readonly choices: number[];
  spentBps: number;
}

/**
 * Shares `bps` among videos.
 * @param bps what there is for video, in bits per second: the estimate less audio
 * @param keepBps what may be spent on choices that are in force already; at least `bps`
 */
export function allocate(
  bps: number,
  keepBps: number,
  demands: readonly Demand[],
): Allocation {
  const choices = demands.map(() => PAUSED);
  const sharing: Sharing = { bps, keepBps, demands, choices, spentBps: 0 };
  const order = byImportance(demands);
  for (const i of order) grantBase(sharing, i, i === order[0]);
  raiseInRounds(sharing, order.filter((i) => demands[i]!.stage));
  raiseInRounds(sharing, order.filter((i) => !demands[i]!.stage));
  return { choices, bps: sharing.spentBps };
}

/** Places of the demands that have a choice, the most important first; equals stay in their order. */
function byImportance(demands: readonly Demand[]): number[] {
  const order: number[] = [];
  demands.forEach((demand, i) => {
    if (demand.ratesBps.length > 0) order.push(i);
  });
  return order.sort((i, j) => {
    const a = demands[i]!;
    const b = demands[j]!;
    return Number(b.stage) - Number(a.stage) || b.pixels - a.pixels || i - j;
  });
}

function grantBase(sharing: Sharing, i: number, first: boolean): void {
  const demand = sharing.demands[i]!;
  const baseBps = demand.ratesBps[0]!;
  const neededBps = first ? baseBps * LEAST_SHARE_OF_BASE : sharing.spentBps + baseBps;
  if (!fits(sharing, neededBps, 0, demand.current)) return;
  sharing.choices[i] = 0;
  sharing.spentBps += baseBps;
}

/** A step for each, again and again, until none fits. */
function raiseInRounds(sharing: Sharing, order: readonly number[]): void {
  let raised = true;
  while (raised) {
    raised = false;
    for (const i of order) if (raise(sharing, i)) raised = true;
  }
}

function raise(sharing: Sharing, i: number): boolean {
  const { ratesBps, current } = sharing.demands[i]!;
  const choice = sharing.choices[i]!;
  const next = choice + 1;
  if (choice === PAUSED || next >= ratesBps.length) return false;
  const sumBps = sharing.spentBps - ratesBps[choice]! + ratesBps[next]!;
  if (!fits(sharing, sumBps, next, current)) return false;
  sharing.choices[i] = next;
  sharing.spentBps = sumBps;
  return true;
}

/** Whether a sum fits that a choice brings about. */
function fits(sharing: Sharing, sumBps: number, choice: number, current: number): boolean {
  if (choice > current) return sumBps * UP_MARGIN <= sharing.bps;
  return sumBps <= (current === Infinity ? sharing.bps : sharing.keepBps);
}
