/**
 * RTCP in both directions. To publishers: NACKs, key frame requests, receiver reports and REMB. To receivers: sender reports with
 * their canonical names. What comes is consumed here; nothing is passed through.
 *
 * | kind | from a publisher | from a receiver |
 * |---|---|---|
 * | SR | its clock | its report blocks |
 * | RR | ignored: we send it nothing | loss, jitter, round trip |
 * | BYE | the encoding has ended | ignored: its session will close |
 * | NACK | ignored | answered from the ring |
 * | PLI, FIR | ignored | a key frame is asked for |
 * | REMB | ignored | kept |
 * | SDES, others | ignored | ignored |
 * @module
 */
import type { ReportBlock, RtcpPacket, SenderReport } from "../packet/rtcp.ts";
import { seq16Of } from "../packet/seq.ts";
import type { RouterCounters } from "./counters.ts";
import type { DownSession } from "./down_session.ts";
import type { DownTrack } from "./down_track.ts";
import type { ForwardContext } from "./sending.ts";
import { spendKeyframeAllowance, takeKeyframeRequest, wantKeyframe } from "./keyframes.ts";
import { collectDue } from "./missing.ts";
import type { ForwardOut } from "./output.ts";
import { readReportBlock, writeSenderReport } from "./reports.ts";
import { resendPacket } from "./resend.ts";
import { currentTimestampDelta, SEQ_MAP_CAPACITY } from "./seq_map.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import { noteSenderReport, takeReportBlock, type UpTrack } from "./up_track.ts";

/** Receiver reports and REMB to a publisher; Galène's interval. */
const UP_REPORT_INTERVAL_US = 1_000_000;
/** Sender reports to a receiver. */
const DOWN_REPORT_INTERVAL_US = 500_000;
/** Reports fall due on a grid of time, so that however many sessions there are, the loop is woken seldom for them. */
const REPORT_GRID_US = 100_000;

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
    up.reportUs = onGrid(nowUs + UP_REPORT_INTERVAL_US);
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

/** Sends a receiver its sender reports, if they are due. Returns when the next are. */
export function sendDownReports(down: DownSession, nowUs: number, out: ForwardOut): number {
  if (!down.active) return Infinity;
  if (nowUs < down.reportUs) return down.reportUs;
  down.reportUs = onGrid(nowUs + DOWN_REPORT_INTERVAL_US);
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

function onGrid(timeUs: number): number {
  return Math.round(timeUs / REPORT_GRID_US) * REPORT_GRID_US;
}
