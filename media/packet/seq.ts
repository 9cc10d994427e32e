/**
 * Sequence numbers. RTP carries 16 bits that wrap; everything inside works with *extended* numbers, which do not. This is
 * the only place that knows how the two relate.
 * @module
 */

/** How many sequence numbers there are before they repeat. */
export const SEQ_CYCLE = 0x10000;

/** The 16 bits of an extended number that go on the wire. Negative numbers wrap as well. */
export function seq16Of(seqExt: number): number {
  return seqExt & 0xffff;
}

/** How often the 16-bit number has wrapped: SRTP's rollover counter when the stream began in cycle 0. */
export function cycleOf(seqExt: number): number {
  return Math.floor(seqExt / SEQ_CYCLE);
}

/** Signed way from one 16-bit number to another, -32768 to 32767: positive if `to16` is newer. */
export function seqDelta16(from16: number, to16: number): number {
  return ((to16 - from16) << 16) >> 16;
}

/**
 * The extended number nearest to `referenceExt` whose low 16 bits are `seq16`; of two equally near ones the older.
 *
 * A stream's first packet has no reference: start from its `seq16` itself. A packet from before that start
 * then gets a negative number, which is as good as any other.
 */
export function extendSeq(referenceExt: number, seq16: number): number {
  return referenceExt + (((seq16 - referenceExt) << 16) >> 16);
}

/**
 * Whether `a` comes after `b` (RFC 1982 with 16 bits). For numbers exactly half a cycle apart the answer is no both ways,
 * which agrees with {@link extendSeq}.
 */
export function isNewer16(a: number, b: number): boolean {
  return seqDelta16(b, a) > 0;
}

/** The 16-bit number `count` steps on; `count` may be negative. */
export function addSeq16(seq16: number, count: number): number {
  return (seq16 + count) & 0xffff;
}
