/**
 * Reports about sent tracks: our sender reports to receivers, and what their receiver reports say.
 *
 * A sender report is the publisher's last one carried on to now: the pair of NTP and RTP time stays on the publisher's line, so that
 * receivers play its audio and video in step.
 * @module
 */
import { ntpMiddle32, ntpOfUnixUs, ticksOfUs, unixUsOfNtp, usOfShortNtp } from "../packet/clock.ts";
import type { ReportBlock, SenderReport } from "../packet/rtcp.ts";
import { extendSeq } from "../packet/seq.ts";
import type { DownTrack } from "./down_track.ts";
import { hasLeft, isMapped, SEQ_MAP_CAPACITY } from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

const LOG_LENGTH = 16;
/** Answers that come later are not believed; Galène's bound as well. */
const MAX_RTT_US = 8_000_000;

/** The last sender reports of a track: middle 32 bits of their NTP time, and when they were sent. */
export interface ReportLog {
  count: number;
  readonly middle32: Uint32Array;
  readonly sentUs: Float64Array;
}

/** Reports on a track that come in quicker succession are not read. */
const MIN_REPORT_INTERVAL_US = 20_000;

/** How often packets leave is told by no longer a time than this between two reports, and by no fewer packets than one in such a time. */
const MAX_LAG_SPAN_US = 6_000_000;
const MAX_LAG_INTERVAL_US = 100_000;

/** How a receiver gets a track, by its last report. */
export interface ReceptionStats {
  /** Share of packets lost since the report before, in 1/256, as the receiver says. */
  fractionLost: number;
  /** The same from 0 to 1, of packets that were sent: what got lost before it came to us is not the receiver's network's fault. */
  lossShare: number;
  /** How many packets that is a share of. */
  expected: number;
  cumulativeLost: number;
  /** In ticks of the codec's clock. */
  jitter: number;
  /** Smoothed round trip; 0 before the first measurement. */
  rttUs: number;
  /** What the last report alone says of it; 0 if it says nothing new. */
  newestRttUs: number;
  /** Which of our reports that was about. */
  answeredSr: number;
  /** How long before the last report the newest packet had left that it tells of, about; 0 if it does not tell. */
  lagUs: number;
  /** How many packets had left then. */
  leftDown: number;
  /** What the receiver estimates that it can take (REMB); 0 if it did not say. */
  rembBps: number;
  /** The highest number that it has got, extended; NaN before the first report. */
  highestDown: number;
  reportedUs: number;
}

/** Makes an empty log. */
export function createReportLog(): ReportLog {
  return {
    count: 0,
    middle32: new Uint32Array(LOG_LENGTH),
    sentUs: new Float64Array(LOG_LENGTH),
  };
}

/** Makes the record of a receiver that has said nothing. */
export function createReceptionStats(): ReceptionStats {
  return {
    fractionLost: 0,
    lossShare: 0,
    expected: 0,
    cumulativeLost: 0,
    jitter: 0,
    rttUs: 0,
    newestRttUs: 0,
    answeredSr: 0,
    lagUs: 0,
    leftDown: NaN,
    rembBps: 0,
    highestDown: NaN,
    reportedUs: -Infinity,
  };
}

/**
 * A sender report for a track that is sent with `ssrc` from `source`, or null while the publisher has reported nothing.
 * @param timestampDelta what is added to the source's timestamps
 */
export function writeSenderReport(
  log: ReportLog,
  source: UpTrack,
  ssrc: number,
  timestampDelta: number,
  packetCount: number,
  octetCount: number,
  nowUs: number,
): SenderReport | null {
  const report = source.report;
  if (report === null) return null;
  const elapsedUs = nowUs - report.arrivalUs;
  const ntp = ntpOfUnixUs(unixUsOfNtp(report.ntpSeconds, report.ntpFraction) + elapsedUs);
  const at = log.count++ % LOG_LENGTH;
  log.middle32[at] = ntpMiddle32(ntp.seconds, ntp.fraction);
  log.sentUs[at] = nowUs;
  return {
    type: "sr",
    ssrc,
    ntpSeconds: ntp.seconds,
    ntpFraction: ntp.fraction,
    rtpTimestamp:
      (report.rtpTimestamp + timestampDelta + ticksOfUs(elapsedUs, source.clockRateHz)) >>> 0,
    packetCount: packetCount >>> 0,
    octetCount: octetCount >>> 0,
    reports: [],
  };
}

/** Takes what a receiver says of a track. False if it says that too often for it to be read. */
export function readReportBlock(track: DownTrack, block: ReportBlock, nowUs: number): boolean {
  const { reception: stats, reportLog: log } = track;
  if (nowUs - stats.reportedUs < MIN_REPORT_INTERVAL_US) return false;
  measureLag(track, block, nowUs);
  stats.reportedUs = nowUs;
  stats.fractionLost = block.fractionLost;
  stats.cumulativeLost = block.cumulativeLost;
  stats.jitter = block.jitter;
  measureLoss(track, block);
  measureRoundTrip(stats, log, block, nowUs);
  return true;
}

/**
 * A report tells which packet was the newest that had arrived, and those that have left since took some time to leave: so long is the way there, with its
 * queue, and that of the report back. That is newer than what its answer to a sender report says, and known before a queue is full.
 */
function measureLag({ reception: stats, map }: DownTrack, block: ReportBlock, nowUs: number): void {
  let left = map.highestDown;
  while (isMapped(map, left) && !hasLeft(map, left)) left--;
  const spanUs = nowUs - stats.reportedUs;
  const sent = left - stats.leftDown;
  const after = left - extendSeq(left, block.highestSeqExt & 0xffff);
  const known = sent > 0 && after >= 0 && spanUs < MAX_LAG_SPAN_US &&
    sent * MAX_LAG_INTERVAL_US >= spanUs;
  // The newest has left just now, or an interval ago.
  stats.lagUs = known ? ((after + 0.5) * spanUs) / sent : 0;
  stats.leftDown = left;
}

/** Takes from the loss that a receiver reports what was never sent to it. */
function measureLoss(track: DownTrack, block: ReportBlock): void {
  const { reception: stats, map } = track;
  const highest = extendSeq(map.highestDown, block.highestSeqExt & 0xffff);
  const before = stats.highestDown;
  stats.expected = 0;
  stats.lossShare = 0;
  if (highest > map.highestDown) return; // it never was
  stats.highestDown = highest;
  if (highest <= before) return;
  let sent = 0;
  const known = map.highestDown - SEQ_MAP_CAPACITY;
  const first = (Number.isNaN(before) ? known : Math.max(before, known)) + 1;
  if (first > highest) return;
  for (let down = first; down <= highest; down++) {
    if (isMapped(map, down) && hasLeft(map, down)) sent++;
  }
  // The first report speaks of all that was sent.
  const expected = Number.isNaN(before) ? sent : highest - first + 1;
  const lost = (block.fractionLost / 256) * expected - (expected - sent);
  stats.expected = sent;
  stats.lossShare = lost <= 0 || sent === 0 ? 0 : Math.min(1, lost / sent);
}

function measureRoundTrip(
  stats: ReceptionStats,
  log: ReportLog,
  block: ReportBlock,
  nowUs: number,
): void {
  stats.newestRttUs = 0;
  // About one that was answered before, it says what the round trip was then.
  if (block.lastSr === 0 || block.lastSr === stats.answeredSr) return;
  const kept = Math.min(log.count, LOG_LENGTH);
  for (let i = 1; i <= kept; i++) {
    const at = (log.count - i) % LOG_LENGTH;
    if (log.middle32[at] !== block.lastSr) continue;
    const rttUs = nowUs - log.sentUs[at]! - usOfShortNtp(block.delaySinceLastSr);
    if (rttUs < 0 || rttUs > MAX_RTT_US) return;
    stats.newestRttUs = rttUs;
    stats.answeredSr = block.lastSr;
    stats.rttUs = stats.rttUs === 0 ? rttUs : (stats.rttUs * 3 + rttUs) / 4;
    return;
  }
}

/** Reports fall due on a grid of time, so that however many sessions there are, the loop is woken seldom for them. */
const REPORT_GRID_US = 100_000;

/** The moment of the grid that is nearest to a time. */
export function onReportGrid(timeUs: number): number {
  return Math.round(timeUs / REPORT_GRID_US) * REPORT_GRID_US;
}
