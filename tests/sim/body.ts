/**
 * Synthetic bodies of frames: each says what it is and what it builds on, so that a viewer can check what it gets, whatever the codec.
 * @module
 */
import { readU32, writeU32 } from "../../media/packet/bytes.ts";

/** Bytes of a body that say what it is; the rest follows from them. */
export const BODY_HEADER = 16;

/** What a body says of itself. */
export interface Body {
  /** Number of the publisher's stream, and of the picture in it. */
  stream: number;
  number: number;
  /** Which packet of the frame this is, and of how many. */
  place: number;
  count: number;
  spatialId: number;
  temporalId: number;
  keyframe: boolean;
  /** The frame builds on that of the next lower spatial layer in the same picture. */
  interLayer: boolean;
  /** The frame builds on the one of its spatial layer so many pictures before; 0 if on none. */
  reference: number;
  /** When it was captured, in Unix milliseconds modulo 2^32. */
  captureMs: number;
}

/** Makes a record to read bodies into. */
export function createBody(): Body {
  return {
    stream: 0,
    number: 0,
    place: 0,
    count: 1,
    spatialId: 0,
    temporalId: 0,
    keyframe: false,
    interLayer: false,
    reference: 0,
    captureMs: 0,
  };
}

/**
 * Writes a body of `length` bytes, at least {@link BODY_HEADER}, at `at`. The first byte is the codec's, as it is where a frame's header
 * begins.
 */
export function writeBody(
  buf: Uint8Array,
  at: number,
  length: number,
  first: number,
  body: Body,
): void {
  buf[at] = first;
  buf[at + 1] = body.stream;
  writeU32(buf, at + 2, body.number);
  buf[at + 6] = body.place;
  buf[at + 7] = body.count;
  buf[at + 8] = (body.spatialId << 4) | body.temporalId;
  buf[at + 9] = (body.keyframe ? 1 : 0) | (body.interLayer ? 2 : 0);
  writeU32(buf, at + 10, body.captureMs);
  buf[at + 14] = body.reference;
  buf[at + 15] = 0xb0;
  const base = body.number * 7 + body.place * 13;
  for (let k = BODY_HEADER; k < length; k++) buf[at + k] = base + k;
}

/** Reads the body in `buf[at, end)`; false if there is none. */
export function readBody(buf: Uint8Array, at: number, end: number, out: Body): boolean {
  if (end - at < BODY_HEADER || buf[at + 15] !== 0xb0) return false;
  out.stream = buf[at + 1]!;
  out.number = readU32(buf, at + 2);
  out.place = buf[at + 6]!;
  out.count = buf[at + 7]!;
  out.spatialId = buf[at + 8]! >> 4;
  out.temporalId = buf[at + 8]! & 15;
  out.keyframe = (buf[at + 9]! & 1) !== 0;
  out.interLayer = (buf[at + 9]! & 2) !== 0;
  out.captureMs = readU32(buf, at + 10);
  out.reference = buf[at + 14]!;
  return true;
}

/** Whether the rest of a body is as it was made. */
export function isWhole(buf: Uint8Array, at: number, end: number, body: Body): boolean {
  const base = body.number * 7 + body.place * 13;
  for (let k = BODY_HEADER; at + k < end; k++) {
    if (buf[at + k] !== ((base + k) & 0xff)) return false;
  }
  return true;
}
