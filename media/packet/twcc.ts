/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
 * @module
 */

/** "These packets arrived then, those did not." */
export interface TransportFeedback {
  readonly type: "twcc";
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  /** Transport-wide number of the first packet reported on. */
  readonly baseSeq16: number;
  /** 8 bits; counts the feedback packets of this sender, so that lost ones are noticed. */
  readonly feedbackCount: number;
  /**
   * One arrival time per packet, from `baseSeq16` on, in µs of the receiver's time modulo 2^24 * 64 ms; NaN where the packet
   * did not arrive.
   */
  readonly arrivalsUs: Float64Array;
}
