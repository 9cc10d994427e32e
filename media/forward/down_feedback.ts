/**
 * RTCP of receivers, and our sender reports to them. What comes is consumed here; nothing is passed through: report blocks
 * tell loss, jitter and round trip, NACKs are answered from the ring, PLI and FIR ask for a key frame, REMB is kept.
 * @module
 */
import type { ReportBlock, RtcpPacket, SenderReport } from "../packet/rtcp.ts";
import type { DownSession } from "./down_session.ts";
import type { DownTrack } from "./down_track.ts";
import type { ForwardContext } from "./sending.ts";
import { spendKeyframeAllowance, wantKeyframe } from "./keyframes.ts";
import type { ForwardOut } from "./output.ts";
import { onReportGrid, readReportBlock, writeSenderReport } from "./reports.ts";
import { resendPacket } from "./resend.ts";
import { currentTimestampDelta, SEQ_MAP_CAPACITY } from "./seq_map.ts";

/** Sender reports to a receiver. */
const DOWN_REPORT_INTERVAL_US = 500_000;

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
    }
  }
}

function findTrack(down: DownSession, ssrc: number): DownTrack | undefined {
  return down.tracks.find((track) => track.spec.ssrc === ssrc);
}

function readReports(down: DownSession, blocks: readonly ReportBlock[], nowUs: number): void {
  for (const block of blocks) {
    const track = findTrack(down, block.ssrc);
    if (track !== undefined) readReportBlock(track.reception, track.reportLog, block, nowUs);
  }
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
  const count = Math.min(seq16s.length, SEQ_MAP_CAPACITY);
  for (let i = 0; i < count; i++) resendPacket(context, track, seq16s[i]!, nowUs, out);
}

function askForKeyframe(
  context: ForwardContext,
  track: DownTrack | undefined,
  nowUs: number,
): void {
  if (track === undefined || !track.active || track.spec.kind !== "video") return;
  const source = track.source ?? track.target;
  if (source === null) return;
  if (spendKeyframeAllowance(track.allowance, nowUs)) wantKeyframe(source.keyframes, nowUs);
  else context.counters.drops.keyframeRequestLimited++;
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
