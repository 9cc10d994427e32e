/**
 * One receiver's numbering: sequence numbers, timestamps and VP8 picture ids that go on without a break while packets are
 * left out and the source changes.
 *
 * Each number that was given out, or kept free for a packet that is still missing, has an entry that says which packet it stands
 * for; the last {@link SEQ_MAP_CAPACITY} are kept, for packets that come late and for NACKs. Entries belong to
 * segments: stretches of one source with the same offsets. The record is plain data: it can be posted to another thread and go on there.
 * @module
 */
import { timestampDelta as ticksBetween } from "../packet/clock.ts";

/** Entries kept; a power of two, and more than the packets of a long round trip. */
export const SEQ_MAP_CAPACITY = 1024;
/** Longest run of missing packets that numbers are kept free for. */
export const MAX_GAP = 256;

const SEGMENTS = 16;
const SEGMENT_MASK = SEGMENTS - 1;
const ENTRY_MASK = SEQ_MAP_CAPACITY - 1;
const PICTURE_ID_MASK = 0x7fff;

// Flags of an entry: these, and the form.
const SENT = 1;
const QUEUED = 2;

// The form of a packet: what it is sent with besides what its source says, and so sent again with.
/** With the marker. */
export const FORM_MARKER = 4;
/** Padding alone, as the packet is not wanted, or there is none. */
export const FORM_PADDING = 8;
/** More padding than a byte: it is there for its size. */
export const FORM_PROBE = 16;
/** As redundant audio (RFC 2198), */
export const FORM_RED = 32;
/** repeating the packet before, */
export const FORM_REPEATS_FIRST = 64;
/** and the one before that. */
export const FORM_REPEATS_SECOND = 128;
const FORM_MASK = 0xfc;

/** See the module. Numbers named `down` are extended sequence numbers as the receiver sees them, `up` as the source has them. */
export interface SeqMap {
  /** The newest number given out or kept free; the one before the first, at the beginning. */
  highestDown: number;
  /** The newest packet of the current source that was looked at. */
  lastUp: number;
  /** Added to picture ids from here on, modulo 2^15. */
  pictureDelta: number;
  /** What was last sent, to continue from when the source changes; -1 if nothing was. */
  lastTimestamp: number;
  lastPictureId: number;
  lastTl0PicIdx: number;

  /** Entries, by `down` modulo the capacity. */
  readonly entryUp: Float64Array;
  readonly entryPictureDelta: Uint16Array;
  readonly entrySegment: Uint8Array;
  readonly entryFlags: Uint8Array;
  /** Transport-wide number that the packet was sent with, if it was with one. */
  readonly entryTransportSeq: Uint16Array;

  /** Segments begun so far; the current one is the last. */
  segmentCount: number;
  /** Segments, by their number modulo 16. */
  readonly segmentSource: Float64Array;
  readonly segmentFirstDown: Float64Array;
  readonly segmentLastDown: Float64Array;
  /** 1 where another source followed, or the same one at another place. */
  readonly segmentEnded: Uint8Array;
  /** The source's own timestamp of the newest packet that was sent. */
  readonly segmentLastTimestamp: Uint32Array;
  readonly segmentTimestampDelta: Uint32Array;
  readonly segmentTl0Delta: Uint8Array;
  /** Timestamps are squeezed towards `anchor` by this factor; 1 for none. */
  readonly segmentSqueeze: Uint8Array;
  readonly segmentAnchor: Uint32Array;
}

/** Makes a map whose first number will be `firstSeq16`. */
export function createSeqMap(firstSeq16: number): SeqMap {
  return {
    highestDown: firstSeq16 - 1,
    lastUp: 0,
    pictureDelta: 0,
    lastTimestamp: -1,
    lastPictureId: -1,
    lastTl0PicIdx: -1,
    entryUp: new Float64Array(SEQ_MAP_CAPACITY),
    entryPictureDelta: new Uint16Array(SEQ_MAP_CAPACITY),
    entrySegment: new Uint8Array(SEQ_MAP_CAPACITY),
    entryFlags: new Uint8Array(SEQ_MAP_CAPACITY),
    entryTransportSeq: new Uint16Array(SEQ_MAP_CAPACITY),
    segmentCount: 0,
    segmentSource: new Float64Array(SEGMENTS).fill(-1),
    segmentFirstDown: new Float64Array(SEGMENTS),
    segmentLastDown: new Float64Array(SEGMENTS),
    segmentEnded: new Uint8Array(SEGMENTS),
    segmentLastTimestamp: new Uint32Array(SEGMENTS),
    segmentTimestampDelta: new Uint32Array(SEGMENTS),
    segmentTl0Delta: new Uint8Array(SEGMENTS),
    segmentSqueeze: new Uint8Array(SEGMENTS),
    segmentAnchor: new Uint32Array(SEGMENTS),
  };
}

/**
 * Begins a segment: from packet `firstUp` of `source` on.
 * @param source number of the up track
 * @param timestampDelta added to its timestamps
 * @param tl0Delta added to its TL0PICIDX
 */
export function beginSegment(
  map: SeqMap,
  source: number,
  firstUp: number,
  timestampDelta: number,
  tl0Delta: number,
): void {
  const at = nextSegment(map);
  map.segmentEnded[at] = 0;
  map.segmentSource[at] = source;
  map.segmentFirstDown[at] = map.highestDown + 1;
  map.segmentLastDown[at] = map.highestDown;
  map.segmentTimestampDelta[at] = timestampDelta;
  map.segmentTl0Delta[at] = tl0Delta;
  map.segmentSqueeze[at] = 1;
  map.segmentAnchor[at] = 0;
  map.lastUp = firstUp - 1;
}

/** Ends the current segment and returns the place of the next. One without numbers is taken over: it shall not push out those that have some. */
function nextSegment(map: SeqMap): number {
  if (map.segmentCount > 0) {
    const at = currentSegment(map);
    if (map.segmentLastDown[at]! < map.segmentFirstDown[at]!) return at;
    map.segmentEnded[at] = 1;
  }
  return map.segmentCount++ & SEGMENT_MASK;
}

/** Squeezes the timestamps of the current segment: those before `anchor` come closer to it, by `factor`. */
export function squeezeSegment(map: SeqMap, anchor: number, factor: number): void {
  const at = currentSegment(map);
  map.segmentAnchor[at] = anchor;
  map.segmentSqueeze[at] = factor;
}

/** Ends the squeezing, if the current segment does any: a segment with the same offsets follows it. */
export function endSqueeze(map: SeqMap): void {
  const at = currentSegment(map);
  if (map.segmentSqueeze[at] === 1) return;
  beginSegment(
    map,
    map.segmentSource[at]!,
    map.lastUp + 1,
    map.segmentTimestampDelta[at]!,
    map.segmentTl0Delta[at]!,
  );
  map.segmentEnded[at] = 0;
  map.segmentLastTimestamp[currentSegment(map)] = map.segmentLastTimestamp[at]!;
}

/** Place of the current segment. */
function currentSegment(map: SeqMap): number {
  return (map.segmentCount - 1) & SEGMENT_MASK;
}

/** Added to the current source's timestamps. */
export function currentTimestampDelta(map: SeqMap): number {
  return map.segmentTimestampDelta[currentSegment(map)]!;
}

/**
 * Gives a number to the packet `up`, newer than all before it of the current source. Packets that were passed over are missing
 * and get numbers too. At most {@link MAX_GAP} may be: the caller has seen to it.
 */
export function assignSeq(map: SeqMap, up: number): number {
  reserveUntil(map, up);
  addEntry(map, up);
  map.lastUp = up;
  return map.highestDown;
}

/** Leaves out the packet `up`, newer than all before it: it gets no number, those that are missing before it do. */
export function skipSeq(map: SeqMap, up: number): void {
  reserveUntil(map, up);
  map.lastUp = up;
}

/** One picture is left out: those that follow move up. */
export function skipPicture(map: SeqMap): void {
  map.pictureDelta = (map.pictureDelta - 1) & PICTURE_ID_MASK;
}

function reserveUntil(map: SeqMap, up: number): void {
  for (let missing = map.lastUp + 1; missing < up; missing++) addEntry(map, missing);
}

function addEntry(map: SeqMap, up: number): void {
  const down = ++map.highestDown;
  const at = down & ENTRY_MASK;
  const segment = currentSegment(map);
  map.entryUp[at] = up;
  map.entryPictureDelta[at] = map.pictureDelta;
  map.entrySegment[at] = segment;
  map.entryFlags[at] = 0;
  map.segmentLastDown[segment] = down;
}

/** Whether the entry of `down` is still there. */
export function isMapped(map: SeqMap, down: number): boolean {
  if (down > map.highestDown || down <= map.highestDown - SEQ_MAP_CAPACITY) return false;
  const segment = map.entrySegment[down & ENTRY_MASK]!;
  return map.segmentCount > 0 && down >= map.segmentFirstDown[segment]! &&
    down <= map.segmentLastDown[segment]!;
}

/** Forgets all entries: nothing that was sent can be sent again. Numbers go on. */
export function forgetEntries(map: SeqMap): void {
  map.segmentSource.fill(-1);
  map.segmentFirstDown.fill(Infinity);
}

/** The number kept for packet `up` of `source`, which is not the newest; NaN if it has none, or none any more. */
export function findDown(map: SeqMap, source: number, up: number): number {
  const oldest = Math.max(0, map.segmentCount - SEGMENTS);
  for (let number = map.segmentCount - 1; number >= oldest; number--) {
    const segment = number & SEGMENT_MASK;
    if (map.segmentSource[segment] !== source) continue;
    const first = Math.max(
      map.segmentFirstDown[segment]!,
      map.highestDown - SEQ_MAP_CAPACITY + 1,
    );
    const last = map.segmentLastDown[segment]!;
    if (first > last || up < map.entryUp[first & ENTRY_MASK]!) continue;
    return searchEntries(map, first, last, up);
  }
  return NaN;
}

/** Binary search: within a segment, numbers ascend on both sides. */
function searchEntries(map: SeqMap, first: number, last: number, up: number): number {
  let low = first;
  let high = last;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (map.entryUp[middle & ENTRY_MASK]! < up) low = middle + 1;
    else high = middle;
  }
  return map.entryUp[low & ENTRY_MASK] === up ? low : NaN;
}

/** The packet that `down` stands for, of the source {@link sourceOf}. */
export function upOf(map: SeqMap, down: number): number {
  return map.entryUp[down & ENTRY_MASK]!;
}

/** The number of the up track that `down` belongs to. */
export function sourceOf(map: SeqMap, down: number): number {
  return map.segmentSource[map.entrySegment[down & ENTRY_MASK]!]!;
}

/**
 * Whether a packet with the source's `timestamp`, late for number `down`, belongs to a picture that began only after the stream had gone
 * over to another source: the rest of it was never sent.
 */
export function isCutOff(map: SeqMap, down: number, timestamp: number): boolean {
  const segment = map.entrySegment[down & ENTRY_MASK]!;
  return map.segmentEnded[segment] === 1 &&
    ticksBetween(map.segmentLastTimestamp[segment]!, timestamp) > 0;
}

/** Whether the current source's `timestamp` is later than all that was sent of it. */
export function startsNewerPicture(map: SeqMap, timestamp: number): boolean {
  return ticksBetween(map.segmentLastTimestamp[currentSegment(map)]!, timestamp) > 0;
}

/**
 * Gives the newest number to a packet of padding, right after the one before it. That must have left as the end of a picture, whose
 * time the padding shares.
 */
export function assignPadding(map: SeqMap): number {
  addEntry(map, map.entryUp[map.highestDown & ENTRY_MASK]!);
  return map.highestDown;
}

/** Notes that `down` was sent: what is sent under a number is sent again in the same form. */
export function markSent(map: SeqMap, down: number, form: number): void {
  map.entryFlags[down & ENTRY_MASK] = SENT | form;
}

/** Notes that `down` is about to be sent in this form. */
export function markQueued(map: SeqMap, down: number, form: number): void {
  map.entryFlags[down & ENTRY_MASK] = QUEUED | form;
}

/** Whether `down` was sent or is about to be, and is not just kept free. */
export function wasSent(map: SeqMap, down: number): boolean {
  return (map.entryFlags[down & ENTRY_MASK]! & (SENT | QUEUED)) !== 0;
}

/** Whether `down` was sent already. */
export function hasLeft(map: SeqMap, down: number): boolean {
  return (map.entryFlags[down & ENTRY_MASK]! & SENT) !== 0;
}

/** The form that `down` was sent in, or is to be. */
export function formOf(map: SeqMap, down: number): number {
  return map.entryFlags[down & ENTRY_MASK]! & FORM_MASK;
}

/** Whether `down` ends a picture. */
export function hadMarker(map: SeqMap, down: number): boolean {
  return (map.entryFlags[down & ENTRY_MASK]! & FORM_MARKER) !== 0;
}

/**
 * Where the stream can be cut, so that what is queued need not be sent: the last number of the picture that has begun to leave. Nothing
 * behind it has left.
 * @param firstQueued the lowest number that is queued
 */
export function lastOfBegunPicture(map: SeqMap, firstQueued: number): number {
  const oldest = map.highestDown - SEQ_MAP_CAPACITY;
  let left = map.highestDown;
  // Even if its segment is forgotten, what has left must not be sent once more as something else.
  while (left > oldest && !hasLeft(map, left)) left--;
  let last = Math.max(left, firstQueued - 1);
  if (left === oldest || hadMarker(map, left)) return last;
  while (last < map.highestDown && !hadMarker(map, last)) last++;
  return last;
}

/** Takes back all numbers behind `down`: nothing was sent under them. What follows gets them, and must begin a segment. */
export function takeBackSeqs(map: SeqMap, down: number): void {
  for (let back = map.highestDown; back > down; back--) {
    // Their places are those of older numbers now, which are forgotten: -1 keeps the order for searches.
    map.entryUp[back & ENTRY_MASK] = -1;
    map.entryFlags[back & ENTRY_MASK] = 0;
  }
  map.highestDown = Math.min(map.highestDown, down);
  for (let segment = 0; segment < SEGMENTS; segment++) {
    map.segmentLastDown[segment] = Math.min(map.segmentLastDown[segment]!, down);
  }
}

/** The timestamp to send under number `down` for a packet whose own is `timestamp`. */
export function mapTimestamp(map: SeqMap, down: number, timestamp: number): number {
  const segment = map.entrySegment[down & ENTRY_MASK]!;
  const delta = map.segmentTimestampDelta[segment]!;
  const factor = map.segmentSqueeze[segment]!;
  if (factor === 1) return (timestamp + delta) >>> 0;
  const anchor = map.segmentAnchor[segment]!;
  const before = Math.max(0, ticksBetween(timestamp, anchor));
  return (anchor + delta - Math.floor(before / factor)) >>> 0;
}

/** The picture id to send under number `down`: 15 bits, of which a short one takes the low 7. */
export function mapPictureId(map: SeqMap, down: number, pictureId: number): number {
  return (pictureId + map.entryPictureDelta[down & ENTRY_MASK]!) & PICTURE_ID_MASK;
}

/** The TL0PICIDX to send under number `down`. */
export function mapTl0PicIdx(map: SeqMap, down: number, tl0PicIdx: number): number {
  return (tl0PicIdx + map.segmentTl0Delta[map.entrySegment[down & ENTRY_MASK]!]!) & 0xff;
}

/** The transport-wide number that `down` was sent with. */
export function mapTransportSeq(map: SeqMap, down: number): number {
  return map.entryTransportSeq[down & ENTRY_MASK]!;
}

/** Makes pictures of a new source continue the old one's ids: the next, `pictureId`, becomes one more than the last sent. */
export function joinPictures(map: SeqMap, pictureId: number): void {
  if (pictureId < 0 || map.lastPictureId < 0) return;
  map.pictureDelta = (map.lastPictureId + 1 - pictureId) & PICTURE_ID_MASK;
}

/** What is to be added to a new source's TL0PICIDX so that `tl0PicIdx` becomes one more than the last sent. */
export function joinTl0(map: SeqMap, tl0PicIdx: number): number {
  if (tl0PicIdx < 0 || map.lastTl0PicIdx < 0) return 0;
  return (map.lastTl0PicIdx + 1 - tl0PicIdx) & 0xff;
}

/**
 * Notes what the newest packet was sent with, for the next source to continue from.
 * @param upTimestamp the source's own timestamp
 */
export function noteSent(
  map: SeqMap,
  upTimestamp: number,
  timestamp: number,
  pictureId: number,
  tl0PicIdx: number,
): void {
  map.segmentLastTimestamp[currentSegment(map)] = upTimestamp;
  map.lastTimestamp = timestamp;
  if (pictureId >= 0) map.lastPictureId = pictureId;
  if (tl0PicIdx >= 0) map.lastTl0PicIdx = tl0PicIdx;
}
