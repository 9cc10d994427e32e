/**
 * Answers to receivers' NACKs, from the ring.
 * @module
 */
import { extendSeq } from "../packet/seq.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import type { ForwardContext } from "./sending.ts";
import type { ForwardOut } from "./output.ts";
import { readPacket } from "./packet_ring.ts";
import { type OutgoingPacket, sendFromRing, sendPadding } from "./packet_writer.ts";
import {
  hadMarker,
  isMapped,
  SEQ_MAP_CAPACITY,
  sourceOf,
  upOf,
  wasPadding,
  wasSent,
} from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

/** Least time between two answers to NACKs for the same packet, */
const MIN_RESEND_INTERVAL_US = 15_000;
/** and as a share of the round trip: the receiver cannot know of the first answer earlier. */
const RESEND_SHARE_OF_RTT = 0.75;

/**
 * Answers a receiver's NACK for one packet: sends it again from the ring, under an SSRC of its own where that was negotiated (RFC 4588),
 * else under its own number.
 */
export function resendPacket(
  context: ForwardContext,
  track: DownTrack,
  seq16: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const { map } = track;
  const { counters, cached, writer } = context;
  const down = extendSeq(map.highestDown, seq16);
  const source = isMapped(map, down) && wasSent(map, down) ? findSource(track, down) : null;
  if (source === null || !readPacket(source.ring, upOf(map, down), cached)) {
    counters.drops.resendMissed++;
    return;
  }
  const at = down & (SEQ_MAP_CAPACITY - 1);
  const intervalUs = Math.max(MIN_RESEND_INTERVAL_US, track.reception.rttUs * RESEND_SHARE_OF_RTT);
  if (nowUs - track.resentUs[at]! < intervalUs) {
    counters.drops.resendRepeated++;
    return;
  }
  track.resentUs[at] = nowUs;
  fillOutgoing(writer.packet, track, cached, down);
  const padding = wasPadding(map, down);
  if (!padding) {
    writer.packet.marker = hadMarker(map, down);
    if (track.spec.rtxPayloadType >= 0) useRetransmissionStream(track, writer.packet);
  }
  const length = padding
    ? sendPadding(writer, out)
    : sendFromRing(writer, source.ring, cached, out);
  if (length < 0) {
    counters.drops.overwritten++;
    return;
  }
  track.resentCount++;
  counters.packetsResent++;
  counters.packetsOut++;
  counters.bytesOut += length;
}

function useRetransmissionStream(track: DownTrack, outgoing: OutgoingPacket): void {
  outgoing.originalSeqExt = outgoing.seqExt;
  outgoing.seqExt = ++track.rtxSeq;
  outgoing.ssrc = track.spec.rtxSsrc;
  outgoing.payloadType = track.spec.rtxPayloadType;
}

/** The encoding that number `down` came from, if it is still there. */
function findSource(track: DownTrack, down: number): UpTrack | null {
  const id = sourceOf(track.map, down);
  for (let i = 0; i < track.encodings.length; i++) {
    if (track.encodings[i]!.id === id) return track.encodings[i]!;
  }
  return null;
}
