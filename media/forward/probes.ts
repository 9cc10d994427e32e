/**
 * Filling probes: packets beyond what is forwarded, sent to learn whether the network carries more. They are retransmissions of what was
 * just sent, as in libwebrtc (`modules/rtp_rtcp/source/rtp_sender.cc`, GeneratePadding), for then they may even be of use; or padding, on
 * the SSRC of retransmissions, or on that of the media at the end of a picture.
 * @module
 */
import type { Probe } from "../bandwidth/estimator.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import type { ForwardOut } from "./output.ts";
import { readPacket } from "./packet_ring.ts";
import { headerLengthOf, sendPadding } from "./packet_writer.ts";
import { findSource, retransmit, useRetransmissionStream } from "./resend.ts";
import { type ForwardContext, leaveAsPadding, PROBE_PADDING, stamp } from "./sending.ts";
import {
  assignPadding,
  FORM_PADDING,
  FORM_PROBE,
  formOf,
  hadMarker,
  hasLeft,
  isMapped,
  upOf,
} from "./seq_map.ts";
import type { Viewer } from "./viewer.ts";

/** How far back packets are taken from. */
const LOOK_BACK = 64;
/** Shorter ones are not worth it: padding is as long. */
const MIN_PAYLOAD = 300;
/** Bound of one probe, whatever is asked for. */
const MAX_PACKETS = 200;

/** Sends a probe, all of it on one session. Does nothing if none of the viewer's tracks can carry it. */
export function sendProbe(
  context: ForwardContext,
  viewer: Viewer,
  probe: Probe,
  out: ForwardOut,
): void {
  const track = findCarrier(viewer);
  if (track === null) return;
  let bytes = 0;
  let packets = 0;
  let down = track.map.highestDown;
  const oldest = down - LOOK_BACK;
  while ((bytes < probe.bytes || packets < probe.packets) && packets < MAX_PACKETS) {
    let length = -1;
    if (track.spec.rtxPayloadType < 0) {
      length = padMedia(context, track, probe.cluster, out);
    } else {
      while (length < 0 && down > oldest) {
        length = retransmitAsProbe(context, track, down--, probe.cluster, out);
      }
      if (length < 0) length = padRetransmissions(context, track, probe.cluster, out);
    }
    if (length < 0) return;
    bytes += length;
    packets++;
  }
}

/** The track to probe with: one of video that flows and whose receiver reports each packet. With retransmissions, if there is one. */
function findCarrier(viewer: Viewer): DownTrack | null {
  let carrier: DownTrack | null = null;
  for (const down of viewer.downs) {
    if (!down.active) continue;
    for (const track of down.tracks) {
      const { kind, transportCcId, rtxPayloadType } = track.spec;
      if (kind !== "video" || transportCcId === 0 || track.packetCount === 0) continue;
      if (rtxPayloadType >= 0) return track;
      if (endsAtPicture(track)) carrier = track;
    }
  }
  return carrier;
}

/** Whether all that was given a number has left, and the last of it ends a picture: padding may follow. */
function endsAtPicture(track: DownTrack): boolean {
  const { map } = track;
  const last = map.highestDown;
  if (!isMapped(map, last) || !hasLeft(map, last) || findSource(track, last) !== track.source) {
    return false;
  }
  return hadMarker(map, last) || (formOf(map, last) & FORM_PROBE) !== 0;
}

/** Sends number `down` again. Returns its length; -1 if it is not worth it, or not there. */
function retransmitAsProbe(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  cluster: number,
  out: ForwardOut,
): number {
  const { map } = track;
  const { cached } = context;
  if (!isMapped(map, down) || !hasLeft(map, down)) return -1;
  if ((formOf(map, down) & FORM_PADDING) !== 0) return -1;
  const source = findSource(track, down);
  if (source === null || !readPacket(source.ring, upOf(map, down), cached)) return -1;
  if (cached.payloadLength < MIN_PAYLOAD) return -1;
  const length = retransmit(context, track, source, down, cluster, out);
  if (length > 0) context.counters.probesSent++;
  return length;
}

/** Sends padding on the SSRC of retransmissions. Returns its length. */
function padRetransmissions(
  context: ForwardContext,
  track: DownTrack,
  cluster: number,
  out: ForwardOut,
): number {
  const { writer, counters, cached } = context;
  const outgoing = writer.packet;
  fillOutgoing(outgoing, track, cached, track.map.highestDown);
  useRetransmissionStream(track, outgoing);
  outgoing.timestamp = Math.max(0, track.map.lastTimestamp);
  stamp(context, track, headerLengthOf(outgoing) + PROBE_PADDING, cluster);
  const length = sendPadding(writer, PROBE_PADDING, out);
  counters.probesSent++;
  counters.packetsOut++;
  counters.bytesOut += length;
  return length;
}

/** Sends padding behind a picture that has left. Returns its length; -1 if that is not possible now. */
function padMedia(
  context: ForwardContext,
  track: DownTrack,
  cluster: number,
  out: ForwardOut,
): number {
  const { map } = track;
  const { cached, counters } = context;
  const source = endsAtPicture(track) ? track.source : null;
  if (source === null || !readPacket(source.ring, upOf(map, map.highestDown), cached)) return -1;
  const down = assignPadding(map);
  fillOutgoing(context.writer.packet, track, cached, down);
  counters.probesSent++;
  return leaveAsPadding(context, track, down, FORM_PADDING | FORM_PROBE, cluster, out);
}
