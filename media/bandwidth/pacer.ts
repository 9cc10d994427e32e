/**
 * When packets for one viewer leave: a budget that fills at the pace of the estimate, and queues for what has to wait for it. After
 * libwebrtc's `modules/pacing/pacing_controller.cc` and `prioritized_packet_queue.cc`: audio is never held back but counts, repairs go before video,
 * and a short burst is allowed, as the owner's loop wakes only every so often.
 *
 * Nothing is copied into a queue: an entry says whose packet it is, and which number it has there. What is queued is written when it leaves.
 * @module
 */

/** The budget that may be saved up. The loop wakes every 10 to 15 ms, and must find enough for the time between. */
const BURST_US = 25_000;
/** A packet of full size may always be saved up. */
const MIN_BURST_BYTES = 1500;
/** What left over budget counts for so long; libwebrtc's `kMaxDebtInTime`. */
const MAX_DEBT_US = 500_000;
/** Waiting for less than this is not worth being woken for. */
const MIN_WAIT_US = 2_000;
/** Places that a queue begins with, and how many it may have; powers of two. */
const FIRST_CAPACITY = 64;
const MAX_CAPACITY = 1024;
/** Weight of a new sample in the average delay. */
const DELAY_WEIGHT = 1 / 16;

/** Packets that wait, the oldest first. `T` is who they belong to. */
export interface PacketQueue<T> {
  /** By place, modulo the capacity; null where an entry was discarded. */
  owners: (T | null)[];
  numbers: Float64Array;
  bytes: Uint16Array;
  queuedUs: Float64Array;
  capacity: number;
  /** Place of the first entry; it only grows. The first is never a discarded one. */
  head: number;
  /** Places in use, discarded entries included. */
  count: number;
  /** Of all that waits. */
  totalBytes: number;
}

/** One viewer's budget and queues. Written by the functions here; `taken` is for everyone to read. */
export interface Pacer<T> {
  /** There is a pace, or something waits from when there was one. */
  paces: boolean;
  /** Fills the budget; Infinity while nothing is to be held back. */
  bytesPerUs: number;
  /** Bytes that may leave now; less than 0 while more has left than should have. */
  budget: number;
  filledUs: number;
  readonly repairs: PacketQueue<T>;
  readonly video: PacketQueue<T>;
  /** When something that waits may leave; Infinity if nothing waits. */
  dueUs: number;
  /** What {@link takeNext} took. */
  readonly taken: { owner: T | null; number: number; repair: boolean };
  /** How long packets waited, of those that had to: smoothed, in microseconds. It fades away while none has to. */
  averageDelayUs: number;
  /** Packets that had to wait. Only grows. */
  queued: number;
}

/** Makes a pacer that holds nothing back until it is told a pace. */
export function createPacer<T>(nowUs: number): Pacer<T> {
  return {
    paces: false,
    bytesPerUs: Infinity,
    budget: MIN_BURST_BYTES,
    filledUs: nowUs,
    repairs: createQueue(),
    video: createQueue(),
    dueUs: Infinity,
    taken: { owner: null, number: 0, repair: false },
    averageDelayUs: 0,
    queued: 0,
  };
}

function createQueue<T>(): PacketQueue<T> {
  return {
    owners: [],
    numbers: new Float64Array(0),
    bytes: new Uint16Array(0),
    queuedUs: new Float64Array(0),
    capacity: 0,
    head: 0,
    count: 0,
    totalBytes: 0,
  };
}

/** Sets the pace in bits per second; Infinity to hold nothing back. */
export function setPace<T>(pacer: Pacer<T>, bps: number, nowUs: number): void {
  const bytesPerUs = bps / 8_000_000;
  if (bytesPerUs === pacer.bytesPerUs) return;
  fill(pacer, nowUs);
  pacer.bytesPerUs = bytesPerUs;
  pacer.paces = bytesPerUs < Infinity || pacer.video.count + pacer.repairs.count > 0;
  pacer.budget = bytesPerUs < Infinity ? Math.min(pacer.budget, burstBytes(pacer)) : Infinity;
  if (pacer.dueUs !== Infinity) pacer.dueUs = nextUs(pacer);
}

/** Whether nothing waits and the budget allows a packet: it need not be queued. */
export function mayLeave<T>(pacer: Pacer<T>, nowUs: number): boolean {
  if (!pacer.paces) return true;
  if (pacer.video.count > 0 || pacer.repairs.count > 0) return false;
  if (pacer.budget > 0) return true;
  fill(pacer, nowUs);
  return pacer.budget > 0;
}

/** Whether a repair may leave at once: video may wait meanwhile. */
export function mayRepair<T>(pacer: Pacer<T>, nowUs: number): boolean {
  fill(pacer, nowUs);
  return pacer.repairs.count === 0 && pacer.budget > 0;
}

/** Counts what has left, whether it was allowed or not. */
export function spend<T>(pacer: Pacer<T>, bytes: number, nowUs: number): void {
  if (!pacer.paces) return;
  fill(pacer, nowUs);
  pacer.budget = Math.max(pacer.budget - bytes, -MAX_DEBT_US * pacer.bytesPerUs);
}

/** Brings the budget up to date. */
function fill<T>(pacer: Pacer<T>, nowUs: number): void {
  const elapsedUs = nowUs - pacer.filledUs;
  if (elapsedUs <= 0) return;
  pacer.filledUs = nowUs;
  pacer.budget = Math.min(pacer.budget + elapsedUs * pacer.bytesPerUs, burstBytes(pacer));
}

function burstBytes<T>(pacer: Pacer<T>): number {
  return Math.max(BURST_US * pacer.bytesPerUs, MIN_BURST_BYTES);
}

/** When the budget will allow something. */
function nextUs<T>(pacer: Pacer<T>): number {
  if (pacer.budget > 0) return pacer.filledUs;
  return pacer.filledUs + Math.max(MIN_WAIT_US, Math.ceil((1 - pacer.budget) / pacer.bytesPerUs));
}

/**
 * Queues a packet: number `number` of `owner`. Its order among those of one queue is kept.
 * @param queue one of the pacer's own
 * @returns false if the queue is full
 */
export function enqueue<T>(
  pacer: Pacer<T>,
  queue: PacketQueue<T>,
  owner: T,
  number: number,
  bytes: number,
  nowUs: number,
): boolean {
  if (queue.count === queue.capacity && !grow(queue)) return false;
  const at = (queue.head + queue.count++) & (queue.capacity - 1);
  queue.owners[at] = owner;
  queue.numbers[at] = number;
  queue.bytes[at] = bytes;
  queue.queuedUs[at] = nowUs;
  queue.totalBytes += bytes;
  pacer.queued++;
  pacer.dueUs = nextUs(pacer);
  return true;
}

/** Doubles a queue that is full: most viewers never need one. False if it is as large as it may be. */
function grow<T>(queue: PacketQueue<T>): boolean {
  const capacity = Math.max(FIRST_CAPACITY, queue.capacity * 2);
  if (capacity > MAX_CAPACITY) return false;
  const { owners, numbers, bytes, queuedUs } = queue;
  const before = queue.capacity;
  queue.owners = new Array<T | null>(capacity).fill(null);
  queue.numbers = new Float64Array(capacity);
  queue.bytes = new Uint16Array(capacity);
  queue.queuedUs = new Float64Array(capacity);
  queue.capacity = capacity;
  for (let i = 0; i < queue.count; i++) {
    const from = (queue.head + i) & (before - 1);
    queue.owners[i] = owners[from]!;
    queue.numbers[i] = numbers[from]!;
    queue.bytes[i] = bytes[from]!;
    queue.queuedUs[i] = queuedUs[from]!;
  }
  queue.head = 0;
  return true;
}

/**
 * Takes the next packet that may leave now into `pacer.taken`: repairs first. The caller sends it and counts it ({@link spend}).
 * @returns false if nothing waits, or has to wait on
 */
export function takeNext<T>(pacer: Pacer<T>, nowUs: number): boolean {
  const { repairs, video, taken } = pacer;
  const queue = repairs.count > 0 ? repairs : video;
  if (queue.count === 0) {
    pacer.dueUs = Infinity;
    pacer.averageDelayUs *= 1 - DELAY_WEIGHT;
    pacer.paces = pacer.bytesPerUs < Infinity;
    return false;
  }
  fill(pacer, nowUs);
  if (pacer.budget <= 0) {
    pacer.dueUs = nextUs(pacer);
    return false;
  }
  const at = queue.head & (queue.capacity - 1);
  taken.owner = queue.owners[at]!;
  taken.number = queue.numbers[at]!;
  taken.repair = queue === repairs;
  queue.owners[at] = null;
  queue.totalBytes -= queue.bytes[at]!;
  pacer.averageDelayUs += (nowUs - queue.queuedUs[at]! - pacer.averageDelayUs) * DELAY_WEIGHT;
  queue.head++;
  queue.count--;
  skipDiscarded(queue);
  return true;
}

/** Lets the first entry be one that was not discarded. */
function skipDiscarded<T>(queue: PacketQueue<T>): void {
  while (queue.count > 0 && queue.owners[queue.head & (queue.capacity - 1)] === null) {
    queue.head++;
    queue.count--;
  }
}

/** How long video that is queued now will wait, in microseconds. */
export function aheadUs<T>(pacer: Pacer<T>): number {
  const { video, repairs } = pacer;
  return video.count === 0 ? 0 : (video.totalBytes + repairs.totalBytes) / pacer.bytesPerUs;
}

/** How long the video that is next has waited, in microseconds. */
export function waitedUs<T>(pacer: Pacer<T>, nowUs: number): number {
  const { video } = pacer;
  return video.count === 0 ? 0 : nowUs - video.queuedUs[video.head & (video.capacity - 1)]!;
}

/** The longer of both: how long video waits at the moment, in microseconds. */
export function waitUs<T>(pacer: Pacer<T>, nowUs: number): number {
  return Math.max(aheadUs(pacer), waitedUs(pacer, nowUs));
}

/** Bytes of one owner that wait in a queue. */
export function bytesOf<T>(queue: PacketQueue<T>, owner: T): number {
  let sum = 0;
  for (let i = 0; i < queue.count; i++) {
    const at = (queue.head + i) & (queue.capacity - 1);
    if (queue.owners[at] === owner) sum += queue.bytes[at]!;
  }
  return sum;
}

/** The lowest number that waits of an owner; Infinity if nothing does. */
export function firstOf<T>(queue: PacketQueue<T>, owner: T): number {
  let first = Infinity;
  for (let i = 0; i < queue.count; i++) {
    const at = (queue.head + i) & (queue.capacity - 1);
    if (queue.owners[at] === owner) first = Math.min(first, queue.numbers[at]!);
  }
  return first;
}

/** Discards what waits of an owner, from number `first` on. Returns how many packets that was. */
export function discard<T>(queue: PacketQueue<T>, owner: T, first: number): number {
  let discarded = 0;
  for (let i = 0; i < queue.count; i++) {
    const at = (queue.head + i) & (queue.capacity - 1);
    if (queue.owners[at] !== owner || queue.numbers[at]! < first) continue;
    queue.owners[at] = null;
    queue.totalBytes -= queue.bytes[at]!;
    discarded++;
  }
  skipDiscarded(queue);
  return discarded;
}
