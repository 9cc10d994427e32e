/**
 * Reading bits, most significant first.
 * @module
 */

/** Where the next bit is. Filled again for each text that is read. */
export interface BitReader {
  buf: Uint8Array;
  /** Bits from the start of `buf`. */
  at: number;
  /** First bit that is not to be read. */
  end: number;
  /** More was asked for than there was; all that was read since is 0. */
  overrun: boolean;
}

/** Makes a reader with nothing to read. */
export function createBitReader(): BitReader {
  return { buf: new Uint8Array(0), at: 0, end: 0, overrun: false };
}

/** Points the reader to the bytes `buf[start, end)`. */
export function startBits(reader: BitReader, buf: Uint8Array, start: number, end: number): void {
  reader.buf = buf;
  reader.at = start * 8;
  reader.end = end * 8;
  reader.overrun = false;
}

/** The next `count` bits as an unsigned number, `count` being 0 to 32. */
export function readBits(reader: BitReader, count: number): number {
  if (reader.at + count > reader.end) {
    reader.at = reader.end;
    reader.overrun = true;
    return 0;
  }
  let value = 0;
  let left = count;
  while (left > 0) {
    const offset = reader.at & 7;
    const taken = Math.min(8 - offset, left);
    const bits = (reader.buf[reader.at >>> 3]! >>> (8 - offset - taken)) & ((1 << taken) - 1);
    value = value * (1 << taken) + bits;
    reader.at += taken;
    left -= taken;
  }
  return value;
}

/** The next bit as a flag. */
export function readFlag(reader: BitReader): boolean {
  return readBits(reader, 1) === 1;
}

/**
 * A number of 0 to `count - 1` in as few bits as it takes: `ns(n)` of the AV1 bitstream specification, section 4.10.7.
 * @param count 1 to 2^15
 */
export function readNonSymmetric(reader: BitReader, count: number): number {
  const width = 32 - Math.clz32(count);
  const short = (1 << width) - count;
  const value = readBits(reader, width - 1);
  return value < short ? value : (value << 1) - short + readBits(reader, 1);
}
