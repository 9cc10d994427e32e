/**
 * Which packets have come, told by the thread that receives them to one that forwards them too: a queue in shared memory with one
 * writer and one reader. The packets themselves stay in their rings.
 *
 * If the reader falls so far behind that the queue is full, news are left out. Its receivers then miss packets, ask for them, and
 * get them from the ring.
 * @module
 */

/** One end of a queue. */
export interface LendQueue {
  readonly memory: SharedArrayBuffer;
  readonly ints: Int32Array;
  readonly entries: Float64Array;
  readonly capacity: number;
}

/** News of one packet. A record is filled for each. */
export interface LendEntry {
  /** Id of the up track, as its own thread numbers them. */
  track: number;
  seqExt: number;
}

// Positions only grow, modulo 2^32; the capacity is a power of two.
const WRITTEN = 0;
const READ = 1;
const AWAKE = 2;
const HEADER_BYTES = 16;
const FLOATS = 2;

/** A frame of eight packets from each of two hundred publishers, thrice. */
const CAPACITY = 4096;

/** Makes an empty queue. */
export function createLendQueue(): LendQueue {
  return openLendQueue(new SharedArrayBuffer(HEADER_BYTES + CAPACITY * FLOATS * 8));
}

/** Looks at a queue that another thread made. */
export function openLendQueue(memory: SharedArrayBuffer): LendQueue {
  return {
    memory,
    ints: new Int32Array(memory, 0, HEADER_BYTES / 4),
    entries: new Float64Array(memory, HEADER_BYTES),
    capacity: CAPACITY,
  };
}

/** Tells of a packet. False if the queue is full. */
export function pushEntry(queue: LendQueue, track: number, seqExt: number): boolean {
  const { ints, entries, capacity } = queue;
  const written = ints[WRITTEN]!;
  if (((written - Atomics.load(ints, READ)) | 0) >= capacity) return false;
  const at = (written & (capacity - 1)) * FLOATS;
  entries[at] = track;
  entries[at + 1] = seqExt;
  Atomics.store(ints, WRITTEN, (written + 1) | 0);
  return true;
}

/** Tells all of a session's borrowers of a packet that is now in its ring. */
export function tellBorrowers(
  session: { readonly borrowers: readonly LendQueue[] },
  track: { readonly id: number },
  seqExt: number,
): void {
  const { borrowers } = session;
  for (let i = 0; i < borrowers.length; i++) pushEntry(borrowers[i]!, track.id, seqExt);
}

/** Takes the oldest news. False if there are none. */
export function takeEntry(queue: LendQueue, out: LendEntry): boolean {
  const { ints, entries, capacity } = queue;
  const read = ints[READ]!;
  if (read === Atomics.load(ints, WRITTEN)) return false;
  const at = (read & (capacity - 1)) * FLOATS;
  out.track = entries[at]!;
  out.seqExt = entries[at + 1]!;
  Atomics.store(ints, READ, (read + 1) | 0);
  return true;
}

/** Whether the reader sleeps and must be woken; it counts as woken then. */
export function mustWake(queue: LendQueue): boolean {
  const { ints } = queue;
  if (Atomics.load(ints, READ) === ints[WRITTEN]) return false;
  return Atomics.exchange(ints, AWAKE, 1) === 0;
}

/** The reader was woken: what is told from here on wakes it again. To be called before it takes entries. */
export function noteWoken(queue: LendQueue): void {
  Atomics.store(queue.ints, AWAKE, 0);
}
