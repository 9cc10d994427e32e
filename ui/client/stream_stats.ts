/**
 * From a peer connection's statistics (W3C WebRTC Statistics) to what is worth knowing of a stream.
 * @module
 */

/** The fields that we read; others exist, and browsers leave many out. */
interface Report {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Sums of one direction of one kind of media, or of one encoding of it. Counts go from the beginning. */
export interface MediaReading {
  readonly kind: "audio" | "video";
  readonly rid: string;
  readonly bytes: number;
  readonly packets: number;
  /** Packets that are missing; negative when some came twice. */
  readonly lost: number;
  /** Of the picture at this moment; 0 without one. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Pictures received and not necessarily shown, and how often and for how many milliseconds what is shown stood still. */
  readonly frames: number;
  readonly freezes: number;
  readonly freezeMs: number;
  /** Energy of sound and its duration in seconds. */
  readonly energy: number;
  readonly seconds: number;
}

/** All of a peer connection at one moment. */
export interface Reading {
  readonly atMs: number;
  readonly media: readonly MediaReading[];
  /** Share of the packets that the other side misses, for what we send; null if it has not said. */
  readonly remoteLoss: number | null;
  readonly rttMs: number | null;
}

/** One video as it flows. */
export interface VideoFacts {
  /** Name of the encoding, "" where there is only one. */
  readonly rid: string;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bps: number;
}

/** What flows in a stream now. */
export interface StreamFacts {
  /** Those that flow, the least encoding first. */
  readonly videos: readonly VideoFacts[];
  /** Bits per second of sound; null without any. */
  readonly audioBps: number | null;
  /** Share of packets that got lost, 0 to 1; null if that is not known. */
  readonly lossShare: number | null;
  readonly rttMs: number | null;
  /** There is a video, but none of it came since the reading before. */
  readonly stalled: boolean;
  /** Root mean square of the sound since the reading before, 0 to 1; null if it was not measured. */
  readonly level: number | null;
}

/** Reads the statistics of a connection that only receives, or only sends. */
export function readReports(reports: Iterable<Report>, atMs: number): Reading {
  const media: MediaReading[] = [];
  let remoteLoss: number | null = null;
  let rttMs: number | null = null;
  for (const report of reports) {
    if (report.type === "inbound-rtp" || report.type === "outbound-rtp") {
      const reading = readMedia(report);
      if (reading !== null) media.push(reading);
    } else if (report.type === "remote-inbound-rtp") {
      const loss = report["fractionLost"];
      if (typeof loss === "number") remoteLoss = Math.max(remoteLoss ?? 0, loss);
      rttMs ??= secondsToMs(report["roundTripTime"]);
    } else if (report.type === "candidate-pair" && report["nominated"] === true) {
      rttMs = secondsToMs(report["currentRoundTripTime"]) ?? rttMs;
    }
  }
  return { atMs, media, remoteLoss, rttMs };
}

function readMedia(report: Report): MediaReading | null {
  const { kind } = report;
  if (kind !== "audio" && kind !== "video") return null;
  const received = report.type === "inbound-rtp";
  return {
    kind,
    rid: typeof report["rid"] === "string" ? report["rid"] : "",
    bytes: numberOf(report[received ? "bytesReceived" : "bytesSent"]),
    packets: numberOf(report[received ? "packetsReceived" : "packetsSent"]),
    lost: numberOf(report["packetsLost"]),
    width: numberOf(report["frameWidth"]),
    height: numberOf(report["frameHeight"]),
    framesPerSecond: numberOf(report["framesPerSecond"]),
    frames: numberOf(
      report[received ? "framesReceived" : "framesEncoded"] ?? report["framesDecoded"],
    ),
    freezes: numberOf(report["freezeCount"]),
    freezeMs: Math.round(numberOf(report["totalFreezesDuration"]) * 1000),
    energy: numberOf(report["totalAudioEnergy"]),
    seconds: numberOf(report["totalSamplesDuration"]),
  };
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function secondsToMs(value: unknown): number | null {
  return typeof value === "number" ? Math.round(value * 1000) : null;
}

/** What has flowed between two readings of one connection. */
export function compareReadings(before: Reading, after: Reading): StreamFacts {
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1000);
  const pairs = after.media.map((now) => {
    const then = before.media.find(({ kind, rid }) => kind === now.kind && rid === now.rid);
    return { now, then, bps: bytesBetween(then, now) * 8 / seconds };
  });
  const videos = pairs.filter(({ now }) => now.kind === "video");
  const audio = pairs.find(({ now }) => now.kind === "audio");
  return {
    videos: videos.filter(({ now, bps }) => bps > 0 && now.width > 0)
      .map(({ now: { rid, width, height, framesPerSecond }, bps }) => ({
        rid,
        width,
        height,
        framesPerSecond,
        bps,
      }))
      .sort((a, b) => a.width - b.width),
    audioBps: audio?.bps ?? null,
    lossShare: after.remoteLoss ?? lossBetween(pairs),
    rttMs: after.rttMs,
    stalled: videos.length > 0 &&
      videos.every(({ now, then }) => then !== undefined && now.frames === then.frames),
    level: levelBetween(audio?.then, audio?.now),
  };
}

interface Pair {
  readonly now: MediaReading;
  readonly then: MediaReading | undefined;
}

function bytesBetween(then: MediaReading | undefined, now: MediaReading): number {
  return Math.max(0, now.bytes - (then?.bytes ?? 0));
}

function lossBetween(pairs: readonly Pair[]): number | null {
  let packets = 0;
  let lost = 0;
  for (const { now, then } of pairs) {
    packets += now.packets - (then?.packets ?? 0);
    lost += Math.max(0, now.lost - (then?.lost ?? 0));
  }
  return packets + lost > 0 ? lost / (packets + lost) : null;
}

/** Energy over duration is the mean square. */
function levelBetween(
  then: MediaReading | undefined,
  now: MediaReading | undefined,
): number | null {
  if (then === undefined || now === undefined) return null;
  const seconds = now.seconds - then.seconds;
  const energy = now.energy - then.energy;
  return seconds > 0 && energy >= 0 ? Math.sqrt(energy / seconds) : null;
}
