/**
 * Congestion control of a simulated browser that publishes: an estimate from our transport-wide feedback, a pacer, and encodings
 * that follow the estimate, the least first and the best given up first, as libwebrtc's `video/../simulcast_rate_allocator.cc` shares it out.
 * The estimator is the one that the server uses towards receivers: both follow libwebrtc's goog_cc.
 * @module
 */
import {
  addPath,
  createEstimator,
  type Estimator,
  type EstimatorPath,
  handleReceiverReport,
  handleRemb,
  handleTransportFeedback,
  noteSent,
  onEstimatorTime,
  pacingBps,
  setWanted,
  takeProbe,
} from "../../media/bandwidth/estimator.ts";
import { ntpMiddle32, ntpOfUnixUs, roundTripUs } from "../../media/packet/clock.ts";
import type { ReportBlock, RtcpPacket } from "../../media/packet/rtcp.ts";
import {
  bytesOf,
  findPacket,
  type MadePacket,
  retransmissionOf,
  type SentStream,
} from "./streams.ts";
import { planAt, planIn, type World } from "./world.ts";

/** What an encoding needs beyond its least rate before it is switched on: libwebrtc's hysteresis for cameras. */
const SWITCH_ON_FACTOR = 1.2;
/** Headers and the like. */
const OVERHEAD_FACTOR = 1.05;
/** An encoder drops frames while more than this waits in the pacer. */
const MAX_WAIT_MS = 500;
/** Extension, header and RTX number of a packet, about. */
const HEADER_BYTES = 28;

interface Outgoing {
  readonly stream: SentStream;
  readonly made: MadePacket;
  readonly again: boolean;
}

/** State of one publisher's congestion control. */
export interface Uplink {
  readonly world: World;
  readonly estimator: Estimator;
  readonly path: EstimatorPath;
  readonly streams: readonly SentStream[];
  readonly send: (packet: Uint8Array) => void;
  /** By SSRC, as the last report told. */
  readonly highestSeqs: Map<number, number>;
  readonly repairs: Outgoing[];
  readonly media: Outgoing[];
  waitingBytes: number;
  freeUs: number;
  sendPlanned: boolean;
  wakeUs: number;
  probes: number;
  stopped: boolean;
}

/** Makes the congestion control of a publisher's streams, which may grow in number. */
export function createUplink(
  world: World,
  streams: readonly SentStream[],
  send: (packet: Uint8Array) => void,
): Uplink {
  const estimator = createEstimator(world.nowUs);
  return {
    world,
    estimator,
    path: addPath(estimator, world.nowUs),
    streams,
    send,
    highestSeqs: new Map(),
    repairs: [],
    media: [],
    waitingBytes: 0,
    freeUs: 0,
    sendPlanned: false,
    wakeUs: Infinity,
    probes: 0,
    stopped: false,
  };
}

/** Sends a packet when the pace allows: audio at once, retransmissions before the rest. */
export function sendPaced(
  uplink: Uplink,
  stream: SentStream,
  made: MadePacket,
  again: boolean,
): void {
  const outgoing = { stream, made, again };
  if (stream.kind === "audio") {
    transmit(uplink, outgoing, -1);
    return;
  }
  (again ? uplink.repairs : uplink.media).push(outgoing);
  uplink.waitingBytes += sizeOf(made);
  sendDue(uplink);
}

/** Whether so much waits that an encoder leaves out a frame. */
export function isClogged(uplink: Uplink): boolean {
  return uplink.waitingBytes * 8000 > pacingBps(uplink.estimator) * MAX_WAIT_MS;
}

function sizeOf(made: MadePacket): number {
  return made.payload.length + HEADER_BYTES;
}

function sendDue(uplink: Uplink): void {
  const { world } = uplink;
  for (;;) {
    const next = uplink.repairs[0] ?? uplink.media[0];
    if (next === undefined || uplink.stopped) return;
    if (uplink.freeUs > world.nowUs) break;
    (uplink.repairs.length > 0 ? uplink.repairs : uplink.media).shift();
    uplink.waitingBytes -= sizeOf(next.made);
    const us = (sizeOf(next.made) * 8_000_000) / pacingBps(uplink.estimator);
    uplink.freeUs = Math.max(world.nowUs, uplink.freeUs) + us;
    transmit(uplink, next, -1);
  }
  if (uplink.sendPlanned) return;
  uplink.sendPlanned = true;
  planAt(world, Math.ceil(uplink.freeUs), () => {
    uplink.sendPlanned = false;
    sendDue(uplink);
  });
}

function transmit(uplink: Uplink, outgoing: Outgoing, cluster: number): void {
  const { stream, made, again } = outgoing;
  const bytes = sizeOf(made);
  const seq16 = noteSent(uplink.path, bytes, uplink.world.nowUs, cluster);
  uplink.send(again ? retransmissionOf(stream, made, seq16) : bytesOf(stream, made, seq16));
}

/** Takes what the server reports. */
export function takeUplinkFeedback(uplink: Uplink, packet: RtcpPacket): void {
  const { world, estimator, path } = uplink;
  if (packet.type === "twcc") handleTransportFeedback(estimator, path, packet, world.nowUs);
  else if (packet.type === "remb") handleRemb(estimator, path, packet.bitrateBps, world.nowUs);
  else if (packet.type === "rr") packet.reports.forEach((block) => takeBlock(uplink, block));
  else return;
  followEstimate(uplink);
  wakeUplink(uplink);
}

function takeBlock(uplink: Uplink, block: ReportBlock): void {
  const { world, estimator, path } = uplink;
  const now = ntpOfUnixUs(world.nowUs);
  const rttUs = block.lastSr === 0 ? 0 : Math.max(
    0,
    roundTripUs(ntpMiddle32(now.seconds, now.fraction), block.lastSr, block.delaySinceLastSr),
  );
  const expected = block.highestSeqExt -
    (uplink.highestSeqs.get(block.ssrc) ?? block.highestSeqExt);
  uplink.highestSeqs.set(block.ssrc, block.highestSeqExt);
  if (expected <= 0) return;
  const report = { fractionLost: block.fractionLost / 256, expected, rttUs, lagUs: 0 };
  handleReceiverReport(estimator, path, report, world.nowUs);
}

/** Shares the estimate out among the encodings. */
export function followEstimate(uplink: Uplink): void {
  const { estimator, world } = uplink;
  let left = estimator.bps / OVERHEAD_FACTOR;
  let wanted = 0;
  const videos: SentStream[] = [];
  for (const stream of uplink.streams) {
    wanted += stream.encoding.rateBps * OVERHEAD_FACTOR;
    if (stream.kind === "audio") left -= stream.encoding.rateBps;
    else videos.push(stream);
  }
  videos.sort((a, b) => a.encoding.rateBps - b.encoding.rateBps);
  videos.forEach((stream, i) => {
    const { rateBps, leastBps = rateBps / 5 } = stream.encoding;
    const needed = stream.affordable ? leastBps : leastBps * SWITCH_ON_FACTOR;
    const affordable = i === 0 || left >= needed;
    const encoder = stream.encoder!;
    if (affordable && !stream.affordable) encoder.keyframeWanted = true;
    stream.affordable = affordable;
    encoder.rateBps = affordable
      ? Math.max(Math.min(leastBps, rateBps), Math.min(rateBps, left))
      : 0;
    left = affordable ? Math.max(0, left - encoder.rateBps) : 0;
  });
  setWanted(estimator, wanted, world.nowUs);
}

/** Plans what the estimator has to do next, and does it then. */
export function wakeUplink(uplink: Uplink): void {
  const { world, estimator } = uplink;
  const { dueUs } = estimator;
  if (uplink.stopped || dueUs >= uplink.wakeUs || dueUs === Infinity) return;
  uplink.wakeUs = dueUs;
  planAt(world, dueUs, () => {
    if (uplink.stopped || uplink.wakeUs > world.nowUs) return;
    uplink.wakeUs = Infinity;
    onEstimatorTime(estimator, world.nowUs);
    sendProbes(uplink);
    followEstimate(uplink);
    wakeUplink(uplink);
  });
}

/** Probes with packets that were sent before, as browsers do, at the pace that is asked for. */
function sendProbes(uplink: Uplink): void {
  const { estimator, world } = uplink;
  for (let probe = takeProbe(estimator, world.nowUs); probe !== null;) {
    const stream = uplink.streams.findLast((one) => one.kind === "video" && one.packets > 0);
    if (stream === undefined) return;
    const { cluster, bps, bytes } = probe;
    for (let sent = 0, back = 1; sent < bytes; back = back % 20 + 1) {
      const made = findPacket(stream, (stream.seq16 - back) & 0xffff);
      if (made === null) continue;
      planIn(world, (sent * 8000) / bps, () => {
        if (!uplink.stopped) transmit(uplink, { stream, made, again: true }, cluster);
      });
      sent += sizeOf(made);
      uplink.probes++;
    }
    probe = takeProbe(estimator, world.nowUs);
  }
}
