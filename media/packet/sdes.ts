/**
 * RTCP source descriptions (RFC 3550 section 6.5). Of their items only CNAME is read and written: it says which sources are
 * one person's and thus to be played in step; WebRTC allows no other (RFC 8834 section 4.9).
 * @module
 */
import { readU32, writeU32 } from "./bytes.ts";
import { createRtcp, RTCP_HEADER_LENGTH, RTCP_SDES } from "./rtcp_header.ts";

/** RFC 3550 section 6.5. */
export interface SourceDescription {
  readonly type: "sdes";
  readonly chunks: readonly SdesChunk[];
}

/** One source and its canonical name. */
export interface SdesChunk {
  readonly ssrc: number;
  /** "" if none was given. At most 255 bytes of it are sent. */
  readonly cname: string;
}

const ITEM_END = 0;
const ITEM_CNAME = 1;
const MAX_TEXT_LENGTH = 255;

/** Reads the body. Null if a chunk or an item is cut off or a chunk does not end. */
export function parseSdes(
  buf: Uint8Array,
  start: number,
  end: number,
  count: number,
): SourceDescription | null {
  const chunks: SdesChunk[] = [];
  let at = start;
  for (let i = 0; i < count; i++) {
    const chunkEnd = endOfChunk(buf, at, end);
    if (chunkEnd < 0) return null;
    chunks.push({ ssrc: readU32(buf, at), cname: cnameOf(buf, at + 4) });
    at = chunkEnd;
  }
  return { type: "sdes", chunks };
}

/** First byte after the chunk at `start`, or -1 if it does not end before `end`. */
function endOfChunk(buf: Uint8Array, start: number, end: number): number {
  let at = start + 4;
  while (at < end && buf[at] !== ITEM_END) {
    if (at + 2 > end) return -1;
    at += 2 + buf[at + 1]!;
  }
  // At least one zero ends the list of items; more fill the word.
  const chunkEnd = start + ((at - start) & ~3) + 4;
  return chunkEnd <= end ? chunkEnd : -1;
}

/** The CNAME among the items at `start`, which are known to end. */
function cnameOf(buf: Uint8Array, start: number): string {
  let at = start;
  while (buf[at] !== ITEM_END) {
    const next = at + 2 + buf[at + 1]!;
    if (buf[at] === ITEM_CNAME) return decodeText(buf, at + 2, next);
    at = next;
  }
  return "";
}

/** Writes a packet of at most 31 chunks. */
export function writeSdes(chunks: readonly SdesChunk[]): Uint8Array {
  const names = chunks.map((chunk) => encodeText(chunk.cname));
  const lengths = names.map((name) => chunkLength(name.length));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const out = createRtcp(RTCP_SDES, chunks.length, total);
  let at = RTCP_HEADER_LENGTH;
  for (const [i, chunk] of chunks.entries()) {
    const name = names[i]!;
    writeU32(out, at, chunk.ssrc);
    if (name.length > 0) {
      out[at + 4] = ITEM_CNAME;
      out[at + 5] = name.length;
      out.set(name, at + 6);
    }
    at += lengths[i]!;
  }
  return out;
}

/** SSRC, item if there is one, at least one zero, whole words. */
function chunkLength(textLength: number): number {
  const items = textLength === 0 ? 0 : 2 + textLength;
  return 4 + (items & ~3) + 4;
}

/** The text of an item in `buf[start, end)`. What is no UTF-8 becomes U+FFFD. */
export function decodeText(buf: Uint8Array, start: number, end: number): string {
  // A copy, as decoders refuse shared memory. A byte order mark is text here.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(buf.slice(start, end));
}

/** Text as it goes into an item: UTF-8, whole characters, at most 255 bytes. */
export function encodeText(text: string): Uint8Array {
  const bytes = new Uint8Array(MAX_TEXT_LENGTH);
  const { written } = new TextEncoder().encodeInto(text, bytes);
  return bytes.subarray(0, written);
}
