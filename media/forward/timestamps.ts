/**
 * Timestamps when a track's source changes. Each encoding counts from its own random start; what receivers see must go on in step
 * with the audio, and never back.
 * @module
 */
import { ticksOfUs, timestampDelta, unixUsOfNtp } from "../packet/clock.ts";
import type { ReportedTime, UpTrack } from "./up_track.ts";

/** How far the publisher's reports may contradict the time that has passed, in seconds. */
const MAX_DISAGREEMENT_S = 1;

/** Where the old source stood. */
export interface SentTime {
  readonly source: UpTrack | null;
  /** What was added to its timestamps. */
  readonly timestampDelta: number;
  /** The last timestamp sent, and when. */
  readonly timestamp: number;
  readonly sentUs: number;
}

/**
 * What to add to `next`'s timestamps so that its packet of `reference`, received just now, comes at the right distance from what was
 * sent before: by the sender reports of both sources where there are, else by the time that has passed.
 * @param leadTicks how far before `reference` the first packet will be; it too must be later than all that was sent
 */
export function joinTimestamps(
  sent: SentTime,
  next: UpTrack,
  reference: number,
  leadTicks: number,
  nowUs: number,
): number {
  const passed = ticksOfUs(nowUs - sent.sentUs, next.clockRateHz);
  let wanted = (sent.timestamp + Math.max(1, passed)) >>> 0;
  const reported = reportedTimestamp(sent, next, reference);
  if (reported >= 0) {
    const disagreement = Math.abs(timestampDelta(wanted, reported));
    if (disagreement <= MAX_DISAGREEMENT_S * next.clockRateHz) wanted = reported;
  }
  const earliest = (sent.timestamp + 1 + leadTicks) >>> 0;
  if (timestampDelta(earliest, wanted) < 0) wanted = earliest;
  return (wanted - reference) >>> 0;
}

/** The timestamp to send for `reference` by what the publisher reported; -1 if it did not. */
function reportedTimestamp(sent: SentTime, next: UpTrack, reference: number): number {
  const before = sent.source;
  if (before === null) return -1;
  if (before === next) return (reference + sent.timestampDelta) >>> 0;
  if (before.report === null || next.report === null) return -1;
  const sinceReport = timestampDelta(next.report.rtpTimestamp, reference);
  const apartUs = wallUs(next.report) - wallUs(before.report);
  return (before.report.rtpTimestamp + ticksOfUs(apartUs, next.clockRateHz) + sinceReport +
    sent.timestampDelta) >>> 0;
}

function wallUs(report: ReportedTime): number {
  return unixUsOfNtp(report.ntpSeconds, report.ntpFraction);
}
