/**
 * Redundant audio (RFC 2198): a packet that repeats earlier ones in front of its own audio.
 * @module
 */
import { readU16, writeU24 } from "../packet/bytes.ts";

/** Most redundant blocks of a packet that are kept; of more the newest. */
export const MAX_REDUNDANT = 4;

/** F: another header follows. */
const FOLLOWED = 0x80;
const REDUNDANT_HEADER_LENGTH = 4;
const PRIMARY_HEADER_LENGTH = 1;
/** What a header can say: 14 bits of ticks, 10 bits of length. */
const MAX_TIMESTAMP_OFFSET = 0x3fff;
const MAX_LENGTH = 0x3ff;

/** One block: the payload of a packet, in `buf[start, end)`. */
export interface RedBlock {
  payloadType: number;
  /** Ticks from this block's timestamp to the packet's; 0 for the primary one. */
  timestampOffset: number;
  start: number;
  end: number;
}

/** The blocks of one packet. */
export interface RedBlocks {
  /** How many of `redundant` are in use. */
  redundantCount: number;
  /** What earlier packets had, oldest first. */
  readonly redundant: readonly RedBlock[];
  /** What this packet adds. */
  readonly primary: RedBlock;
}

/** Makes a record to read packets into. */
export function createRedBlocks(): RedBlocks {
  return {
    redundantCount: 0,
    redundant: Array.from({ length: MAX_REDUNDANT }, createBlock),
    primary: createBlock(),
  };
}

function createBlock(): RedBlock {
  return { payloadType: -1, timestampOffset: 0, start: 0, end: 0 };
}

/** Reads the payload in `buf[start, end)`. False if it is cut off; `out` is then not to be used. Blocks may be empty. */
export function readRed(buf: Uint8Array, start: number, end: number, out: RedBlocks): boolean {
  if (end > buf.length) return false;
  let count = 0;
  let at = start;
  while (at < end && (buf[at]! & FOLLOWED) !== 0) {
    at += REDUNDANT_HEADER_LENGTH;
    count++;
  }
  if (at >= end) return false;
  const { primary } = out;
  primary.payloadType = buf[at]! & 0x7f;
  primary.timestampOffset = 0;
  let data = at + PRIMARY_HEADER_LENGTH;
  const skipped = Math.max(0, count - MAX_REDUNDANT);
  for (let i = 0; i < count; i++) {
    const head = start + i * REDUNDANT_HEADER_LENGTH;
    const length = readU16(buf, head + 2) & MAX_LENGTH;
    if (data + length > end) return false;
    if (i >= skipped) {
      const block = out.redundant[i - skipped]!;
      block.payloadType = buf[head]! & 0x7f;
      block.timestampOffset = readU16(buf, head + 1) >> 2;
      block.start = data;
      block.end = data + length;
    }
    data += length;
  }
  primary.start = data;
  primary.end = end;
  out.redundantCount = count - skipped;
  return true;
}

/** Whether a payload of so many bytes can be repeated so many ticks after it was sent. */
export function fitsRed(timestampOffset: number, length: number): boolean {
  return timestampOffset >= 0 && timestampOffset <= MAX_TIMESTAMP_OFFSET && length >= 0 &&
    length <= MAX_LENGTH;
}

/** Bytes in front of the first block. */
export function redHeaderLength(blocks: RedBlocks): number {
  return blocks.redundantCount * REDUNDANT_HEADER_LENGTH + PRIMARY_HEADER_LENGTH;
}

/**
 * Writes the header of a packet that carries these blocks; of `start` and `end` only the differences count. The blocks' bytes
 * are to follow, oldest first, the primary last. Redundant blocks must fit ({@link fitsRed}).
 * @returns its length
 */
export function writeRedHeader(buf: Uint8Array, at: number, blocks: RedBlocks): number {
  let next = at;
  for (let i = 0; i < blocks.redundantCount; i++) {
    const { payloadType, timestampOffset, start, end } = blocks.redundant[i]!;
    buf[next] = FOLLOWED | payloadType;
    writeU24(buf, next + 1, timestampOffset << 10 | (end - start));
    next += REDUNDANT_HEADER_LENGTH;
  }
  buf[next] = blocks.primary.payloadType & 0x7f;
  return next + PRIMARY_HEADER_LENGTH - at;
}
