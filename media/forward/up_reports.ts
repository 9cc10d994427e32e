/**
 * Reports between a publisher and us about one encoding: its clock, and what we tell of loss and jitter (RFC 3550, section 6.4).
 * @module
 */
import { ntpMiddle32, shortNtpOfUs } from "../packet/clock.ts";
import type { ReportBlock, SenderReport } from "../packet/rtcp.ts";
import type { UpTrack } from "./up_track.ts";

/** Packets of all tracks of a session since the reports before. */
export interface ReportInterval {
  expected: number;
  /** Those that did not come by themselves. */
  lost: number;
}

/** Takes a sender report of the track's publisher. */
export function noteSenderReport(track: UpTrack, report: SenderReport, nowUs: number): void {
  track.report = {
    ntpSeconds: report.ntpSeconds,
    ntpFraction: report.ntpFraction,
    rtpTimestamp: report.rtpTimestamp,
    arrivalUs: nowUs,
  };
}

/** Packets lost since the beginning, those excepted that came by themselves; repaired ones count as lost. */
export function cumulativeLost(track: UpTrack): number {
  return track.started ? track.highestSeq - track.baseSeq + 1 - track.received : 0;
}

/** What the publisher is told of the track; begins a new interval of the share of loss, and adds the old one to `interval`. */
export function takeReportBlock(
  track: UpTrack,
  interval: ReportInterval,
  nowUs: number,
): ReportBlock {
  const expected = track.highestSeq - track.baseSeq + 1;
  const expectedNow = expected - track.expectedBefore;
  const lostNow = expectedNow - (track.received - track.receivedBefore);
  track.expectedBefore = expected;
  track.receivedBefore = track.received;
  interval.expected += expectedNow;
  interval.lost += lostNow;
  const report = track.report;
  return {
    ssrc: track.ssrc,
    fractionLost: lostNow <= 0 ? 0 : Math.min(255, Math.floor((lostNow * 256) / expectedNow)),
    cumulativeLost: cumulativeLost(track),
    highestSeqExt: track.highestSeq,
    jitter: Math.round(track.jitter),
    lastSr: report ? ntpMiddle32(report.ntpSeconds, report.ntpFraction) : 0,
    delaySinceLastSr: report ? shortNtpOfUs(nowUs - report.arrivalUs) : 0,
  };
}
