/**
 * RTCP of receivers, and our sender reports to them. What comes is consumed here; nothing is passed through: report blocks
 * tell loss, jitter and round trip, NACKs are answered from the ring, PLI and FIR ask for a key frame, REMB is kept.
 * @module
 */
import {
  handleReceiverReport,
  handleRemb,
  handleTransportFeedback,
} from "../bandwidth/estimator.ts";
import type { ReportBlock, RtcpPacket, SenderReport } from "../packet/rtcp.ts";
import type { TransportFeedback } from "../packet/twcc.ts";
import type { DownSession } from "./down_session.ts";
import type { DownTrack } from "./down_track.ts";
import { type ForwardContext, noteUncounted } from "./sending.ts";
import { spendKeyframeAllowance, wantKeyframe } from "./keyframes.ts";
import type { ForwardOut } from "./output.ts";
import { noteEstimate } from "./pacing.ts";
import { adaptRepeats } from "./redundancy.ts";
import { onReportGrid, readReportBlock, writeSenderReport } from "./reports.ts";
import { resendPacket } from "./resend.ts";
import { currentTimestampDelta, SEQ_MAP_CAPACITY } from "./seq_map.ts";

/** Sender reports to a receiver. */
const DOWN_REPORT_INTERVAL_US = 500_000;
/** Packets that one session's receiver may give feedback on at once, and in a second: 50 Mb/s of full packets. */
const MAX_FEEDBACK = 4096;
const FEEDBACK_PER_SECOND = 6000;

/** A key frame that was begun so long ago has arrived, or is lost. */
const MAX_ON_ITS_WAY_US = 1_000_000;

/** Takes a receiver's RTCP. */
export function handleDownRtcp(
  context: ForwardContext,
  down: DownSession,
  packets: readonly RtcpPacket[],
  nowUs: number,
  out: ForwardOut,
): void {
  for (const packet of packets) {
    switch (packet.type) {
      case "sr":
      case "rr":
        readReports(down, packet.reports, nowUs);
        break;
      case "twcc":
        readFeedback(context, down, packet, nowUs);
        break;
      case "nack":
        answerNack(context, down, packet.mediaSsrc, packet.seq16s, nowUs, out);
        break;
      case "pli":
        askForKeyframe(context, findTrack(down, packet.mediaSsrc), nowUs);
        break;
      case "fir":
        for (const entry of packet.entries) {
          askForKeyframe(context, findTrack(down, entry.ssrc), nowUs);
        }
        break;
      case "remb":
        for (const ssrc of packet.ssrcs) {
          const track = findTrack(down, ssrc);
          if (track !== undefined) track.reception.rembBps = packet.bitrateBps;
        }
        readRemb(down, packet.bitrateBps, nowUs);
    }
  }
  noteEstimate(context, down.viewer);
}

function findTrack(down: DownSession, ssrc: number): DownTrack | undefined {
  return down.tracks.find((track) => track.spec.ssrc === ssrc);
}

/** Takes what a receiver's reports say, of each track and for the estimate. */
function readReports(down: DownSession, blocks: readonly ReportBlock[], nowUs: number): void {
  let lost = 0;
  let expected = 0;
  let rttUs = 0;
  let lagUs = Infinity;
  let heard = false;
  for (const block of blocks) {
    const track = findTrack(down, block.ssrc);
    if (track === undefined || !readReportBlock(track, block, nowUs)) continue;
    const { reception } = track;
    heard = true;
    lost += reception.lossShare * reception.expected;
    expected += reception.expected;
    rttUs = Math.max(rttUs, reception.newestRttUs);
    if (reception.lagUs > 0) lagUs = Math.min(lagUs, reception.lagUs);
    adaptTrack(track);
  }
  if (!heard || !down.active) return;
  for (const track of down.tracks) noteUncounted(track, nowUs);
  const fractionLost = expected > 0 ? lost / expected : 0;
  const report = { fractionLost, expected, rttUs, lagUs: lagUs < Infinity ? lagUs : 0 };
  handleReceiverReport(down.viewer.estimator, down.path, report, nowUs);
}

function adaptTrack(track: DownTrack): void {
  if (track.spec.kind !== "audio") return;
  adaptRepeats(track, Math.max(track.reception.lossShare, track.down.viewer.estimator.lossShare));
}

function readRemb(down: DownSession, bps: number, nowUs: number): void {
  if (!down.active) return;
  for (const track of down.tracks) noteUncounted(track, nowUs);
  handleRemb(down.viewer.estimator, down.path, bps, nowUs);
}

/** Takes transport-wide feedback. A packet of it costs little to send and much to read: how much is read is bounded. */
function readFeedback(
  context: ForwardContext,
  down: DownSession,
  feedback: TransportFeedback,
  nowUs: number,
): void {
  if (!down.active) return;
  const earned = ((nowUs - down.feedbackUs) * FEEDBACK_PER_SECOND) / 1_000_000;
  down.feedbackLeft = Math.min(MAX_FEEDBACK, down.feedbackLeft + earned);
  down.feedbackUs = nowUs;
  const { statusCount } = feedback;
  if (statusCount > down.feedbackLeft) {
    context.counters.drops.feedbackLimited++;
    return;
  }
  down.feedbackLeft -= statusCount;
  handleTransportFeedback(down.viewer.estimator, down.path, feedback, nowUs);
  for (const track of down.tracks) adaptTrack(track);
}

function answerNack(
  context: ForwardContext,
  down: DownSession,
  ssrc: number,
  seq16s: readonly number[],
  nowUs: number,
  out: ForwardOut,
): void {
  const track = findTrack(down, ssrc);
  if (track === undefined || !track.active) return;
  track.nackCount++;
  const count = Math.min(seq16s.length, SEQ_MAP_CAPACITY);
  for (let i = 0; i < count; i++) resendPacket(context, track, seq16s[i]!, nowUs, out);
}

function askForKeyframe(
  context: ForwardContext,
  track: DownTrack | undefined,
  nowUs: number,
): void {
  if (track === undefined || !track.active || track.spec.kind !== "video") return;
  track.pliCount++;
  const source = track.source ?? track.target;
  if (source === null || isOnItsWay(track, nowUs)) return;
  if (spendKeyframeAllowance(track.allowance, nowUs)) wantKeyframe(source.keyframes, nowUs);
  else context.counters.drops.keyframeRequestLimited++;
}

/** Whether a key frame was begun of which the receiver had told nothing yet when it asked. */
function isOnItsWay(track: DownTrack, nowUs: number): boolean {
  const { source, spec, begunUs, begunTransportSeq, down: { path } } = track;
  return source !== null && spec.transportCcId > 0 && path.toldSeq <= begunTransportSeq &&
    nowUs - begunUs < MAX_ON_ITS_WAY_US;
}

/** Sends a receiver its sender reports, if they are due. Returns when the next are. */
export function sendDownReports(down: DownSession, nowUs: number, out: ForwardOut): number {
  if (!down.active) return Infinity;
  if (nowUs < down.reportUs) return down.reportUs;
  down.reportUs = onReportGrid(nowUs + DOWN_REPORT_INTERVAL_US);
  const reports: SenderReport[] = [];
  for (const track of down.tracks) {
    const report = track.source === null ? null : writeSenderReport(
      track.reportLog,
      track.source,
      track.spec.ssrc,
      currentTimestampDelta(track.map),
      track.packetCount,
      track.octetCount,
      nowUs,
    );
    if (report !== null) reports.push(report);
  }
  if (reports.length === 0) return down.reportUs;
  const chunks = down.tracks.map(({ spec }) => ({ ssrc: spec.ssrc, cname: spec.cname }));
  out.sendRtcp(down.session, [...reports, { type: "sdes", chunks }]);
  return down.reportUs;
}
