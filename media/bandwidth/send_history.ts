/**
 * What was sent on one path and when, by transport-wide number: feedback names only numbers. The twin of libwebrtc's
 * `modules/congestion_controller/rtp/transport_feedback_adapter.cc`, as a ring of typed arrays.
 * @module
 */
import { seq16Of } from "../packet/seq.ts";

/** Packets that are remembered: a power of two. At 20 Mb/s a second, at 1 Mb/s a quarter of a minute. */
export const SEND_HISTORY_LENGTH = 2048;
const MASK = SEND_HISTORY_LENGTH - 1;

/** Nothing has been heard of the packet. */
export const PACKET_PENDING = 0;
/** Feedback said that it had not arrived; later feedback may know better. */
export const PACKET_LOST = 1;
/** It arrived. */
export const PACKET_ARRIVED = 2;

/** No cluster: the packet is no probe. */
export const NO_CLUSTER = 255;

/** The last {@link SEND_HISTORY_LENGTH} packets of a path. Times are kept as the low 32 bits of a time in microseconds. */
export interface SendHistory {
  /** Extended number of the next packet; the first is 0. */
  nextSeq: number;
  readonly sent32: Uint32Array;
  readonly bytes: Uint16Array;
  readonly cluster: Uint8Array;
  /** `PACKET_PENDING`, `PACKET_LOST` or `PACKET_ARRIVED`. */
  readonly fate: Uint8Array;
}

/** Makes an empty history of about 16 kB. */
export function createSendHistory(): SendHistory {
  return {
    nextSeq: 0,
    sent32: new Uint32Array(SEND_HISTORY_LENGTH),
    bytes: new Uint16Array(SEND_HISTORY_LENGTH),
    cluster: new Uint8Array(SEND_HISTORY_LENGTH),
    fate: new Uint8Array(SEND_HISTORY_LENGTH),
  };
}

/**
 * Remembers a packet; allocates nothing.
 * @param cluster of the probe that it belongs to, or {@link NO_CLUSTER}
 * @returns its number, 16 bits
 */
export function rememberSent(
  history: SendHistory,
  bytes: number,
  nowUs: number,
  cluster: number,
): number {
  const seq = history.nextSeq++;
  const at = seq & MASK;
  history.sent32[at] = nowUs;
  history.bytes[at] = bytes;
  history.cluster[at] = cluster;
  history.fate[at] = PACKET_PENDING;
  return seq16Of(seq);
}

/** The place of a packet in the arrays; -1 if it was never sent or is forgotten. */
export function placeOf(history: SendHistory, seqExt: number): number {
  const age = history.nextSeq - seqExt;
  return age > 0 && age <= SEND_HISTORY_LENGTH && seqExt >= 0 ? seqExt & MASK : -1;
}

/**
 * When the packet in a place was sent.
 * @param nowUs less than 71 minutes after that
 */
export function sentUsAt(history: SendHistory, place: number, nowUs: number): number {
  return nowUs - ((nowUs - history.sent32[place]!) >>> 0);
}
