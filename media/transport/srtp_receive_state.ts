/**
 * What a receiver remembers of each SSRC: the highest index, from which the next is estimated, and which of those before
 * it came already (RFC 3711 sections 3.3.1 and 3.3.2). SRTP and SRTCP have a table each.
 *
 * A stream enters the table with its first authentic packet, never before, so that strangers cannot fill it. A peer can,
 * with keys of its own: then the stream that was silent for longest is forgotten. If that one speaks again, its packets
 * could be replayed once more and a rolled over sequence number fails to authenticate; only that peer suffers.
 * @module
 */
import { extendSeq } from "../packet/seq.ts";
import { Drop } from "./srtp.ts";

/** Most SSRCs that one table holds. A browser sends a handful. */
export const MAX_STREAMS = 64;

/** How many indices the replay window spans; a power of two. libwebrtc uses the same (`pc/srtp_session.cc`). */
export const REPLAY_WINDOW = 1024;

/** One SSRC. */
export interface StreamState {
  readonly ssrc: number;
  /** Highest authentic index: 48 bits for SRTP, 31 bits for SRTCP. */
  highest: number;
  /** A bit for each index in `(highest - REPLAY_WINDOW, highest]`, at its low bits: whether it came. */
  readonly seen: Uint32Array;
  /** When it was last heard, in packets of the whole table. */
  heardAt: number;
}

/** The streams that one receiver knows. */
export interface StreamTable {
  readonly streams: Map<number, StreamState>;
  /** The stream of the last packet: most packets need no look-up. */
  last: StreamState | null;
  packets: number;
}

/** Makes an empty table. */
export function createStreamTable(): StreamTable {
  return { streams: new Map(), last: null, packets: 0 };
}

/** The state of an SSRC, or null if no authentic packet of it came yet. */
export function findStream(table: StreamTable, ssrc: number): StreamState | null {
  const last = table.last;
  if (last !== null && last.ssrc === ssrc) return last;
  // Signed, so that the key is a small integer to the engine and not an object made for the look-up.
  return table.streams.get(ssrc | 0) ?? null;
}

/**
 * The full index of an SRTP packet (RFC 3711 section 3.3.1): the one nearest to the highest. A stream begins in cycle 0.
 * Senders begin in the lower half of it, for a first packet lost just before the wrap would leave no right guess. Negative
 * if the packet would lie before the stream's begin.
 */
export function estimateIndex(stream: StreamState | null, seq16: number): number {
  return stream === null ? seq16 : extendSeq(stream.highest, seq16);
}

/** 0 if a packet with this index may be opened, else `Drop.replayed` or `Drop.tooOld`. Changes nothing. */
export function checkReplay(stream: StreamState | null, index: number): number {
  if (index < 0) return Drop.tooOld;
  if (stream === null || index > stream.highest) return 0;
  if (index <= stream.highest - REPLAY_WINDOW) return Drop.tooOld;
  const bit = index & (REPLAY_WINDOW - 1);
  return (stream.seen[bit >>> 5]! >>> (bit & 31)) & 1 ? Drop.replayed : 0;
}

/** Notes an authentic packet that passed `checkReplay`; `stream` is what `findStream` said. */
export function noteReceived(
  table: StreamTable,
  stream: StreamState | null,
  ssrc: number,
  index: number,
): void {
  const known = stream ?? admit(table, ssrc, index);
  if (index > known.highest) advance(known, index);
  const bit = index & (REPLAY_WINDOW - 1);
  known.seen[bit >>> 5] = known.seen[bit >>> 5]! | (1 << (bit & 31));
  known.heardAt = ++table.packets;
  table.last = known;
}

/** Moves the window's end to `index` and forgets what falls out of it. */
function advance(stream: StreamState, index: number): void {
  const seen = stream.seen;
  if (index - stream.highest >= REPLAY_WINDOW) {
    seen.fill(0);
  } else {
    for (let i = stream.highest + 1; i <= index; i++) {
      const bit = i & (REPLAY_WINDOW - 1);
      seen[bit >>> 5] = seen[bit >>> 5]! & ~(1 << (bit & 31));
    }
  }
  stream.highest = index;
}

function admit(table: StreamTable, ssrc: number, index: number): StreamState {
  if (table.streams.size >= MAX_STREAMS) forgetSilent(table);
  const seen = new Uint32Array(REPLAY_WINDOW / 32);
  const stream: StreamState = { ssrc, highest: index, seen, heardAt: 0 };
  table.streams.set(ssrc | 0, stream);
  return stream;
}

function forgetSilent(table: StreamTable): void {
  let silent: StreamState | null = null;
  for (const stream of table.streams.values()) {
    if (silent === null || stream.heardAt < silent.heardAt) silent = stream;
  }
  if (silent === null) return;
  table.streams.delete(silent.ssrc | 0);
  if (table.last === silent) table.last = null;
}
