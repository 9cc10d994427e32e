/**
 * RTCP of publishers, and ours to them: NACKs, key frame requests, receiver reports and REMB. What comes is consumed here;
 * nothing is passed through: SR sets the clock of an encoding, BYE ends it, all else says nothing to us, who send nothing.
 * @module
 */
import type { ReportBlock, RtcpPacket } from "../packet/rtcp.ts";
import { seq16Of } from "../packet/seq.ts";
import type { RouterCounters } from "./counters.ts";
import { takeKeyframeRequest, wantKeyframe } from "./keyframes.ts";
import { collectDue } from "./missing.ts";
import type { ForwardOut } from "./output.ts";
import { onReportGrid } from "./reports.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import { noteSenderReport, takeReportBlock, type UpTrack } from "./up_track.ts";

/** Receiver reports and REMB to a publisher; Galène's interval. */
const UP_REPORT_INTERVAL_US = 1_000_000;

/** Takes a publisher's RTCP. Returns the media whose encodings now have a clock that they had not, or have ended. */
export function handleUpRtcp(
  up: UpSession,
  packets: readonly RtcpPacket[],
  nowUs: number,
): UpMediaState[] {
  const changed: UpMediaState[] = [];
  for (const packet of packets) {
    if (packet.type === "sr") {
      const binding = up.bindings.get(packet.ssrc);
      if (binding === undefined || binding.retransmission) continue;
      if (binding.track.report === null) changed.push(binding.media);
      noteSenderReport(binding.track, packet, nowUs);
    } else if (packet.type === "bye") {
      for (const ssrc of packet.ssrcs) {
        const binding = up.bindings.get(ssrc);
        if (binding === undefined || binding.retransmission) continue;
        binding.track.lastPacketUs = -Infinity;
        changed.push(binding.media);
      }
    }
  }
  return changed;
}

/**
 * Sends a publisher what is due: requests, reports.
 * @param ssrc that of the sender of our feedback
 * @returns when the next thing is due
 */
export function sendUpFeedback(
  up: UpSession,
  ssrc: number,
  rembBps: number,
  counters: RouterCounters,
  nowUs: number,
  out: ForwardOut,
): number {
  const packets: RtcpPacket[] = [];
  if (nowUs >= up.reportUs) {
    up.reportUs = onReportGrid(nowUs + UP_REPORT_INTERVAL_US);
    addReports(up, ssrc, rembBps, nowUs, packets);
  }
  let nextUs = up.reportUs;
  for (const media of up.media) {
    for (const track of media.encodings) {
      addNack(track, ssrc, nowUs, packets);
      addKeyframeRequest(media, track, ssrc, counters, nowUs, packets);
      nextUs = Math.min(nextUs, track.missing.nextDueUs, track.keyframes.dueUs);
    }
  }
  if (packets.length > 0) out.sendRtcp(up.session, packets);
  return nextUs;
}

/** A borrowed track lacks a key frame. */
export interface KeyframeWish {
  readonly session: number;
  /** Id of the track, as its lender numbers it. */
  readonly track: number;
}

/** Collects what the lender of a session is to be asked for now. Returns when to look again. */
export function collectWishes(up: UpSession, nowUs: number, wishes: KeyframeWish[]): number {
  let nextUs = Infinity;
  for (const media of up.media) {
    for (const { id, keyframes, lastPacketUs } of media.encodings) {
      if (takeKeyframeRequest(keyframes, nowUs, lastPacketUs)) {
        wishes.push({ session: up.session, track: id });
      }
      nextUs = Math.min(nextUs, keyframes.dueUs);
    }
  }
  return nextUs;
}

function addReports(
  up: UpSession,
  ssrc: number,
  rembBps: number,
  nowUs: number,
  packets: RtcpPacket[],
): void {
  const reports: ReportBlock[] = [];
  const ssrcs: number[] = [];
  for (const media of up.media) {
    for (const track of media.encodings) {
      reports.push(takeReportBlock(track, nowUs));
      if (media.spec.remb) ssrcs.push(track.ssrc);
    }
  }
  if (reports.length > 0) packets.push({ type: "rr", ssrc, reports });
  if (ssrcs.length > 0) {
    packets.push({ type: "remb", senderSsrc: ssrc, bitrateBps: rembBps, ssrcs });
  }
}

function addNack(track: UpTrack, ssrc: number, nowUs: number, packets: RtcpPacket[]): void {
  const { missing } = track;
  if (nowUs < missing.nextDueUs) return;
  const seq16s: number[] = [];
  collectDue(missing, nowUs, track.rttUs, seq16s);
  for (let i = 0; i < seq16s.length; i++) seq16s[i] = seq16Of(seq16s[i]!);
  if (seq16s.length > 0) {
    packets.push({ type: "nack", senderSsrc: ssrc, mediaSsrc: track.ssrc, seq16s });
  }
  if (missing.givenUp > track.givenUpBefore && track.kind === "video") {
    wantKeyframe(track.keyframes, nowUs);
  }
  track.givenUpBefore = missing.givenUp;
}

function addKeyframeRequest(
  media: UpMediaState,
  track: UpTrack,
  ssrc: number,
  counters: RouterCounters,
  nowUs: number,
  packets: RtcpPacket[],
): void {
  if (!takeKeyframeRequest(track.keyframes, nowUs, track.lastPacketUs)) return;
  if (media.spec.pli) {
    packets.push({ type: "pli", senderSsrc: ssrc, mediaSsrc: track.ssrc });
  } else if (media.spec.fir) {
    const entry = { ssrc: track.ssrc, sequenceNumber: track.keyframes.sent & 0xff };
    packets.push({ type: "fir", senderSsrc: ssrc, entries: [entry] });
  } else {
    return;
  }
  counters.keyframeRequestsSent++;
}
