/**
 * From statistics of peer connections (W3C WebRTC Statistics) to figures of the way to the server and back.
 * @module
 */

/** The fields that we read; others exist, and browsers leave many out. */
export interface Report {
  readonly type: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

/** Both connections at one moment. Counts go from the beginning. */
export interface Sample {
  readonly atMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Packets of ours that the server has said it misses, and those that it had of us when it said so, or we had sent by now. */
  readonly sentPackets: number;
  readonly sentLost: number;
  readonly receivedPackets: number;
  readonly receivedLost: number;
  /** Null if unknown. */
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  /** Pictures that were encoded, and whether the encoder has complained of the machine. */
  readonly sentFrames: number;
  readonly tooSlow: boolean;
}

/** What the samples come down to. */
export interface Figures {
  /** Rate in the best window, in bits per second. */
  readonly upBps: number;
  readonly downBps: number;
  /** Share of packets lost after the first moments, 0 to 1; null if nothing flowed. */
  readonly upLoss: number | null;
  readonly downLoss: number | null;
  /** Medians; null if unknown. */
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  /** The machine could not encode all pictures, so that the rates say less of the network. */
  readonly machineBusy: boolean;
}

/** The way that media takes, by the pair of candidates in use. */
export interface Path {
  readonly protocol: "udp" | "tcp";
  /** Through a relay (TURN). */
  readonly relayed: boolean;
  /** Type of our candidate: host, srflx, prflx or relay. */
  readonly localType: string;
  /** Of the server, such as `192.0.2.1:8443`. */
  readonly remote: string;
}

/** Rates are those of the best window of so many samples: the first seconds only feel their way. */
const WINDOW = 3;

/** Of all pictures that were drawn, as many at least must have been encoded. */
const MIN_FRAME_SHARE = 0.6;

/** Reads the reports of the connection that sends and of the one that receives. */
export function readSample(
  up: Iterable<Report>,
  down: Iterable<Report>,
  atMs: number,
): Sample {
  const sent = [...up];
  const received = [...down];
  const sum = (reports: readonly Report[], type: string, field: string) =>
    reports.filter((report) => report.type === type)
      .reduce((total, report) => total + numberOf(report[field]), 0);
  const jitter = jitterOf(received);
  const roundTrip = selectedPair(sent)?.["currentRoundTripTime"];
  return {
    atMs,
    sentBytes: sum(sent, "outbound-rtp", "bytesSent"),
    receivedBytes: sum(received, "inbound-rtp", "bytesReceived"),
    sentPackets: sum(sent, "outbound-rtp", "packetsSent"),
    sentLost: sum(sent, "remote-inbound-rtp", "packetsLost"),
    receivedPackets: sum(received, "inbound-rtp", "packetsReceived"),
    receivedLost: sum(received, "inbound-rtp", "packetsLost"),
    jitterMs: typeof jitter === "number" ? jitter * 1000 : null,
    roundTripMs: typeof roundTrip === "number" ? roundTrip * 1000 : null,
    sentFrames: sum(sent, "outbound-rtp", "framesEncoded"),
    tooSlow: sent.some((report) => report["qualityLimitationReason"] === "cpu"),
  };
}

/** What all samples of a test say together, the oldest first. So many pictures a second were to be sent. */
export function figuresOf(samples: readonly Sample[], framesPerSecond: number): Figures {
  // What is lost before the connection is up is no loss of the network.
  const first = samples[Math.min(1, samples.length - 1)];
  const last = samples.at(-1);
  const loss = (packets: "sentPackets" | "receivedPackets", lost: "sentLost" | "receivedLost") => {
    if (first === undefined || last === undefined) return null;
    const missing = Math.max(0, last[lost] - first[lost]);
    const counted = last[packets] - first[packets];
    // What was sent includes what got lost; what was received does not.
    const all = packets === "sentPackets" ? counted : counted + missing;
    return all > 0 ? Math.min(1, missing / all) : null;
  };
  return {
    upBps: bestRate(samples, "sentBytes"),
    downBps: bestRate(samples, "receivedBytes"),
    upLoss: loss("sentPackets", "sentLost"),
    downLoss: loss("receivedPackets", "receivedLost"),
    jitterMs: median(samples.map((sample) => sample.jitterMs)),
    roundTripMs: median(samples.map((sample) => sample.roundTripMs)),
    machineBusy: (last?.tooSlow ?? false) ||
      frameShare(first, last, framesPerSecond) < MIN_FRAME_SHARE,
  };
}

/** The way that media takes; null while there is none. */
export function pathOf(reports: Iterable<Report>): Path | null {
  const all = [...reports];
  const pair = selectedPair(all);
  const find = (id: unknown) => all.find((report) => report.id === id);
  const local = find(pair?.["localCandidateId"]);
  const remote = find(pair?.["remoteCandidateId"]);
  if (local === undefined || remote === undefined) return null;
  const address = textOf(remote["address"] ?? remote["ip"]);
  const localType = textOf(local["candidateType"]);
  return {
    protocol: textOf(local["protocol"]) === "tcp" ? "tcp" : "udp",
    relayed: localType === "relay",
    localType,
    remote: address.includes(":") && !address.startsWith("[")
      ? `[${address}]:${numberOf(remote["port"])}`
      : `${address}:${numberOf(remote["port"])}`,
  };
}

/** Of sound: pictures leave in bursts, which is no fault of the network. */
function jitterOf(reports: readonly Report[]): unknown {
  const inbound = reports.filter((report) => report.type === "inbound-rtp");
  return (inbound.find(({ kind }) => kind === "audio") ?? inbound[0])?.["jitter"];
}

function frameShare(
  first: Sample | undefined,
  last: Sample | undefined,
  framesPerSecond: number,
): number {
  const seconds = ((last?.atMs ?? 0) - (first?.atMs ?? 0)) / 1000;
  if (first === undefined || last === undefined || seconds <= 0) return 1;
  return (last.sentFrames - first.sentFrames) / (seconds * framesPerSecond);
}

/** Chromium and Safari name it in the transport, Firefox marks it. */
function selectedPair(reports: readonly Report[]): Report | undefined {
  const transport = reports.find((report) =>
    report.type === "transport" && typeof report["selectedCandidatePairId"] === "string"
  );
  const pairs = reports.filter((report) => report.type === "candidate-pair");
  return pairs.find((pair) => pair.id === transport?.["selectedCandidatePairId"]) ??
    pairs.find((pair) => pair["selected"] === true) ??
    pairs.find((pair) => pair["nominated"] === true && pair["state"] === "succeeded");
}

function bestRate(samples: readonly Sample[], field: "sentBytes" | "receivedBytes"): number {
  const width = Math.min(WINDOW, samples.length - 1);
  let best = 0;
  for (let end = width; width > 0 && end < samples.length; end++) {
    const from = samples[end - width]!;
    const to = samples[end]!;
    const seconds = (to.atMs - from.atMs) / 1000;
    if (seconds > 0) best = Math.max(best, (to[field] - from[field]) * 8 / seconds);
  }
  return best;
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
