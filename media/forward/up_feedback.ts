/**
 * RTCP of publishers, and ours to them: NACKs, key frame requests, receiver reports, arrival times and REMB. What comes is consumed here;
 * nothing is passed through: SR sets the clock of an encoding, BYE ends it, all else says nothing to us, who send nothing.
 * @module
 */
import { type FeedbackRecorder, takeFeedback } from "../bandwidth/feedback_recorder.ts";
import type { ReportBlock, RtcpPacket } from "../packet/rtcp.ts";
import { seq16Of } from "../packet/seq.ts";
import type { RouterCounters } from "./counters.ts";
import { takeKeyframeRequest, wantKeyframe } from "./keyframes.ts";
import { collectDue } from "./missing.ts";
import type { ForwardOut } from "./output.ts";
import { onReportGrid } from "./reports.ts";
import { fitRings, type RingBudget } from "./ring_size.ts";
import { takeRate } from "./up_rate.ts";
import { noteSenderReport, type ReportInterval, takeReportBlock } from "./up_reports.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import type { UpTrack } from "./up_track.ts";
import { noteUplinkLoss, type SlowLink } from "./uplink.ts";

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

/** What feedback to publishers needs of a router. */
export interface UpFeedbackContext {
  readonly counters: RouterCounters;
  readonly budget: RingBudget;
  /** Sender of our feedback. */
  readonly ssrc: number;
  /** What a publisher may send at most, in bits per second. */
  readonly rembBps: number;
  /** Publishers whose way has become bad, or good again: to be told, and emptied. */
  readonly slowLinks: SlowLink[];
}

/**
 * Sends a publisher what is due: requests, arrival times, reports.
 * @returns when the next thing is due
 */
export function sendUpFeedback(
  context: UpFeedbackContext,
  up: UpSession,
  nowUs: number,
  out: ForwardOut,
): number {
  const packets: RtcpPacket[] = [];
  const reporting = nowUs >= up.reportUs;
  if (reporting) {
    up.reportUs = onReportGrid(nowUs + UP_REPORT_INTERVAL_US);
    addReports(context, up, nowUs, packets);
    fitRings(up, context.budget, nowUs);
  }
  addRate(context, up, reporting, nowUs, packets);
  let nextUs = Math.min(up.reportUs, up.rate.dueUs);
  for (const media of up.media) {
    for (const track of media.encodings) {
      addNack(track, context.ssrc, nowUs, packets);
      addKeyframeRequest(media, track, context, nowUs, packets);
      nextUs = Math.min(nextUs, track.missing.nextDueUs, track.keyframes.dueUs);
    }
  }
  if (packets.length > 0) out.sendRtcp(up.session, packets);
  if (up.recorder === null) return nextUs;
  sendArrivals(up, up.recorder, context.ssrc, nowUs, out);
  return Math.min(nextUs, up.recorder.dueUs);
}

/** Sends when packets came; each part by itself, as they are long. */
function sendArrivals(
  up: UpSession,
  recorder: FeedbackRecorder,
  ssrc: number,
  nowUs: number,
  out: ForwardOut,
): void {
  if (nowUs < recorder.dueUs) return;
  const mediaSsrc = up.bindings.keys().next().value ?? 0;
  for (;;) {
    const feedback = takeFeedback(recorder, ssrc, mediaSsrc, nowUs);
    if (feedback === null) return;
    out.sendRtcp(up.session, [feedback]);
  }
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
  context: UpFeedbackContext,
  up: UpSession,
  nowUs: number,
  packets: RtcpPacket[],
): void {
  const reports: ReportBlock[] = [];
  const interval: ReportInterval = { expected: 0, lost: 0 };
  for (const media of up.media) {
    for (const track of media.encodings) reports.push(takeReportBlock(track, interval, nowUs));
  }
  const { session, uplink } = up;
  if (noteUplinkLoss(uplink, interval.expected, interval.lost, nowUs)) {
    context.slowLinks.push({ session, lossShare: uplink.slow ? uplink.lossShare : 0 });
  }
  if (reports.length > 0) packets.push({ type: "rr", ssrc: context.ssrc, reports });
}

function addRate(
  { ssrc, rembBps }: UpFeedbackContext,
  up: UpSession,
  reporting: boolean,
  nowUs: number,
  packets: RtcpPacket[],
): void {
  const bitrateBps = takeRate(up, rembBps, reporting, nowUs);
  if (bitrateBps === 0) return;
  const ssrcs: number[] = [];
  for (const { spec, encodings } of up.media) {
    if (spec.remb) { for (const track of encodings) ssrcs.push(track.ssrc); }
  }
  if (ssrcs.length > 0) packets.push({ type: "remb", senderSsrc: ssrc, bitrateBps, ssrcs });
}

function addNack(track: UpTrack, ssrc: number, nowUs: number, packets: RtcpPacket[]): void {
  const { missing } = track;
  if (nowUs >= missing.nextDueUs) {
    const seq16s: number[] = [];
    collectDue(missing, nowUs, track.rttUs, seq16s);
    for (let i = 0; i < seq16s.length; i++) seq16s[i] = seq16Of(seq16s[i]!);
    if (seq16s.length > 0) {
      packets.push({ type: "nack", senderSsrc: ssrc, mediaSsrc: track.ssrc, seq16s });
    }
  }
  if (missing.givenUp === track.givenUpBefore) return;
  track.givenUpBefore = missing.givenUp;
  if (track.kind === "video") wantKeyframe(track.keyframes, nowUs);
}

function addKeyframeRequest(
  media: UpMediaState,
  track: UpTrack,
  { ssrc, counters }: UpFeedbackContext,
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
