/**
 * Packets gathered into groups that left together, and how the way from one group to the next grew or shrank. After libwebrtc's
 * `modules/congestion_controller/goog_cc/inter_arrival_delta.cc`.
 *
 * Send and arrival times are of two clocks: only their differences are used.
 * @module
 */

/** Packets that leave within this time are a group. */
const GROUP_LENGTH_US = 5_000;
/** Packets that arrive at once after having waited together are a group as well, within bounds. */
const BURST_STEP_US = 5_000;
const MAX_BURST_US = 100_000;
/** If the receiver's clock goes on this much more than ours, it jumped. */
const MAX_CLOCK_STEP_US = 3_000_000;
/** So many groups in a row that arrive before their predecessor mean that the receiver's clock was set back. */
const MAX_REORDERED_GROUPS = 3;

interface Group {
  firstSentUs: number;
  sentUs: number;
  firstArrivalUs: number;
  arrivalUs: number;
  /** When we learned of its last packet. */
  learnedUs: number;
}

/** The last two groups of a path. */
export interface ArrivalGroups {
  /** The group that is being gathered; without packets while `gathering` is false. */
  readonly current: Group;
  gathering: boolean;
  readonly previous: Group;
  hasPrevious: boolean;
  reordered: number;
  /** Result of {@link addArrival}: from the last packet of one group to that of the next. */
  sentDeltaUs: number;
  arrivalDeltaUs: number;
}

function createGroup(): Group {
  return { firstSentUs: NaN, sentUs: NaN, firstArrivalUs: NaN, arrivalUs: NaN, learnedUs: NaN };
}

/** Makes a record without packets. */
export function createArrivalGroups(): ArrivalGroups {
  return {
    current: createGroup(),
    gathering: false,
    previous: createGroup(),
    hasPrevious: false,
    reordered: 0,
    sentDeltaUs: NaN,
    arrivalDeltaUs: NaN,
  };
}

/** Forgets all packets. */
export function resetArrivalGroups(groups: ArrivalGroups): void {
  groups.gathering = groups.hasPrevious = false;
  groups.reordered = 0;
}

/**
 * Adds a packet. Allocates nothing.
 * @param learnedUs our time when its arrival was told
 * @returns whether it began a group, so that `sentDeltaUs` and `arrivalDeltaUs` now tell of the two groups before it
 */
export function addArrival(
  groups: ArrivalGroups,
  sentUs: number,
  arrivalUs: number,
  learnedUs: number,
): boolean {
  const { current } = groups;
  if (!groups.gathering) {
    begin(groups, sentUs, arrivalUs, learnedUs);
    return false;
  }
  if (sentUs < current.firstSentUs) return false;
  let complete = false;
  if (beginsGroup(current, sentUs, arrivalUs)) {
    if (groups.hasPrevious) {
      if (!measure(groups)) return false;
      complete = true;
    }
    keep(groups);
    begin(groups, sentUs, arrivalUs, learnedUs);
    return complete;
  }
  current.sentUs = Math.max(current.sentUs, sentUs);
  current.arrivalUs = arrivalUs;
  current.learnedUs = learnedUs;
  return false;
}

function begin(groups: ArrivalGroups, sentUs: number, arrivalUs: number, learnedUs: number): void {
  const { current } = groups;
  groups.gathering = true;
  current.firstSentUs = current.sentUs = sentUs;
  current.firstArrivalUs = current.arrivalUs = arrivalUs;
  current.learnedUs = learnedUs;
}

function keep(groups: ArrivalGroups): void {
  const { current, previous } = groups;
  groups.hasPrevious = true;
  previous.sentUs = current.sentUs;
  previous.arrivalUs = current.arrivalUs;
  previous.learnedUs = current.learnedUs;
}

function beginsGroup(current: Group, sentUs: number, arrivalUs: number): boolean {
  const sentStepUs = sentUs - current.sentUs;
  const arrivalStepUs = arrivalUs - current.arrivalUs;
  const burst = sentStepUs === 0 ||
    (arrivalStepUs < sentStepUs && arrivalStepUs <= BURST_STEP_US &&
      arrivalUs - current.firstArrivalUs < MAX_BURST_US);
  return !burst && sentUs - current.firstSentUs > GROUP_LENGTH_US;
}

/** Compares the two complete groups. False if a clock jumped, so that they say nothing. */
function measure(groups: ArrivalGroups): boolean {
  const { current, previous } = groups;
  const sentDeltaUs = current.sentUs - previous.sentUs;
  const arrivalDeltaUs = current.arrivalUs - previous.arrivalUs;
  if (arrivalDeltaUs - (current.learnedUs - previous.learnedUs) >= MAX_CLOCK_STEP_US) {
    resetArrivalGroups(groups);
    return false;
  }
  if (arrivalDeltaUs < 0) {
    if (++groups.reordered >= MAX_REORDERED_GROUPS) resetArrivalGroups(groups);
    return false;
  }
  groups.reordered = 0;
  groups.sentDeltaUs = sentDeltaUs;
  groups.arrivalDeltaUs = arrivalDeltaUs;
  return true;
}
