/**
 * The packets that an up track lacks, and when to ask for them. Bounded, sorted, in arrays of fixed size: an entry is a place
 * in all of them.
 *
 * The first request waits a moment, as most gaps are packets that overtook one another: for longer where they are seen to do so by
 * more. Later requests wait for a round trip each, and longer from try to try. After ten requests, or when the list is full, a packet is
 * given up.
 *
 * libwebrtc's `modules/video_coding/nack_requester.cc` tries as often, a round trip apart (older ones with the same factor from try to try), and waits for
 * reordering by a count of packets; where its list overflows it is emptied back to a key frame, while here the oldest leave.
 * @module
 */

/** How many packets may be missing at once; more than a ring could still take would be of no use. */
const MAX_MISSING = 256;
const MAX_REQUESTS = 10;
/** Wait before the first request: longer than most reordering, shorter than anyone notices; */
const MIN_REORDER_WAIT_US = 10_000;
/** never so long that the answer comes too late to be shown. */
const MAX_REORDER_WAIT_US = 80_000;
/** The wait as a share of how late overtaken packets come. */
const REORDER_MARGIN = 1.5;
/** No shorter time between two requests for the same packet. */
const MIN_RETRY_US = 20_000;
const MAX_RETRY_US = 1_000_000;
/** An answer may take a round trip and the sender's own queue. */
const RETRY_SHARE_OF_RTT = 1.25;
/** Each further request waits longer by this: loss that goes on must not be answered by a storm of requests. */
const BACKOFF = 1.25;

/** What is missing of one up track. */
export interface MissingList {
  count: number;
  /** Extended sequence numbers, ascending. */
  readonly seqExts: Float64Array;
  readonly noticedUs: Float64Array;
  /** When the packet was first asked for. */
  readonly askedUs: Float64Array;
  /** When it is to be asked for next. */
  readonly dueUs: Float64Array;
  readonly requests: Uint8Array;
  /** No entry is due before this; Infinity if there is none. */
  nextDueUs: number;
  /** Packets that were asked for in vain, or found no place in the list. Only grows. */
  givenUp: number;
  /** Requests, each for one packet. Only grows. */
  asked: number;
  /** How late packets come that were only overtaken, smoothed: fast up, slowly down. */
  overtakenUs: number;
}

/** Makes an empty list. */
export function createMissingList(): MissingList {
  return {
    count: 0,
    seqExts: new Float64Array(MAX_MISSING),
    noticedUs: new Float64Array(MAX_MISSING),
    askedUs: new Float64Array(MAX_MISSING),
    dueUs: new Float64Array(MAX_MISSING),
    requests: new Uint8Array(MAX_MISSING),
    nextDueUs: Infinity,
    givenUp: 0,
    asked: 0,
    overtakenUs: 0,
  };
}

/** Notes that all packets from `from` to before `to` are missing. All must be newer than those noted before. */
export function noteMissing(list: MissingList, from: number, to: number, nowUs: number): void {
  const first = Math.max(from, to - MAX_MISSING);
  list.givenUp += first - from;
  const surplus = list.count + (to - first) - MAX_MISSING;
  if (surplus > 0) {
    list.givenUp += surplus;
    removeAt(list, 0, surplus);
  }
  const dueUs = nowUs + reorderWaitUs(list);
  for (let seqExt = first; seqExt < to; seqExt++) {
    const at = list.count++;
    list.seqExts[at] = seqExt;
    list.noticedUs[at] = nowUs;
    list.askedUs[at] = 0;
    list.dueUs[at] = dueUs;
    list.requests[at] = 0;
  }
  if (to > first) list.nextDueUs = Math.min(list.nextDueUs, dueUs);
}

function reorderWaitUs(list: MissingList): number {
  const waitUs = Math.round(list.overtakenUs * REORDER_MARGIN);
  return Math.min(MAX_REORDER_WAIT_US, Math.max(MIN_REORDER_WAIT_US, waitUs));
}

/** Learns from a packet that came by itself, so late after it was missed: the next ones may as well. */
export function noteOvertaken(list: MissingList, lateUs: number): void {
  const share = lateUs > list.overtakenUs ? 0.5 : 0.0625;
  list.overtakenUs += (lateUs - list.overtakenUs) * share;
}

/** Where a packet stands in the list, or -1. */
export function findMissing(list: MissingList, seqExt: number): number {
  let low = 0;
  let high = list.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.seqExts[middle]! < seqExt) low = middle + 1;
    else high = middle;
  }
  return low < list.count && list.seqExts[low] === seqExt ? low : -1;
}

/** Takes `count` entries out of the list, from place `at` on: they arrived, or nobody needs them. */
export function removeAt(list: MissingList, at: number, count = 1): void {
  const from = at + count;
  list.seqExts.copyWithin(at, from, list.count);
  list.noticedUs.copyWithin(at, from, list.count);
  list.askedUs.copyWithin(at, from, list.count);
  list.dueUs.copyWithin(at, from, list.count);
  list.requests.copyWithin(at, from, list.count);
  list.count -= count;
  if (list.count === 0) list.nextDueUs = Infinity;
}

/**
 * Forgets packets before `seqExt` that are missing since before `sinceUs`: those before a key frame matter only for as long as
 * their frames could still be shown in time.
 * @returns how many these were
 */
export function forgetBefore(list: MissingList, seqExt: number, sinceUs: number): number {
  let count = 0;
  while (
    count < list.count && list.seqExts[count]! < seqExt && list.noticedUs[count]! < sinceUs
  ) count++;
  if (count > 0) removeAt(list, 0, count);
  return count;
}

/**
 * Appends the extended numbers of all packets that are to be asked for now to `due`, and counts this as a request. Those that
 * were asked for too often leave the list.
 */
export function collectDue(
  list: MissingList,
  nowUs: number,
  rttUs: number,
  due: number[],
): void {
  if (nowUs < list.nextDueUs) return;
  const retryUs = Math.max(MIN_RETRY_US, rttUs * RETRY_SHARE_OF_RTT);
  let nextDueUs = Infinity;
  for (let at = 0; at < list.count; at++) {
    if (list.dueUs[at]! <= nowUs) {
      if (list.requests[at]! >= MAX_REQUESTS) {
        list.givenUp++;
        removeAt(list, at--);
        continue;
      }
      const waitUs = retryUs * BACKOFF ** list.requests[at]!;
      if (list.requests[at]!++ === 0) list.askedUs[at] = nowUs;
      list.dueUs[at] = nowUs + Math.round(Math.min(MAX_RETRY_US, waitUs));
      due.push(list.seqExts[at]!);
      list.asked++;
    }
    nextDueUs = Math.min(nextDueUs, list.dueUs[at]!);
  }
  list.nextDueUs = nextDueUs;
}
