/**
 * A sender that follows its bandwidth estimate over a simulated bottleneck: link with queue, latency, loss and outages; receivers that report. Steps
 * of a millisecond, seeded.
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
} from "../media/bandwidth/estimator.ts";
import {
  createFeedbackRecorder,
  type FeedbackRecorder,
  noteArrival,
  takeFeedback,
} from "../media/bandwidth/feedback_recorder.ts";
import { TRANSPORT_TICK_US, TRANSPORT_TIME_PERIOD_US } from "../media/packet/twcc.ts";
import { createRandom, type Random } from "./random.ts";

const STEP_US = 1_000;
const FRAME_US = 33_333;
const AUDIO_US = 20_000;
const AUDIO_BYTES = 100;
const PACKET_BYTES = 1_200;
const PROBE_BYTES = 700;
/** The sender's loop wakes this often. */
const WAKE_US = 10_000;

/** A bottleneck and its way. Functions are of the time since the start. */
export interface LinkOptions {
  readonly seed: number;
  readonly capacityBps: (us: number) => number;
  /** Packets that would wait longer are dropped. Default 1 s. */
  readonly queueUs?: number;
  /** One way; default 25 ms. */
  readonly latencyUs?: number;
  readonly jitterUs?: number;
  /** Share of packets lost at random. */
  readonly loss?: number;
  /** Whether nothing gets through now: what is in the queue waits. */
  readonly stalled?: (us: number) => boolean;
  /** Whether all that comes out is lost now. */
  readonly cut?: (us: number) => boolean;
}

/** What is sent. */
export interface SenderOptions {
  /** Paths that share the link; default 1. */
  readonly paths?: number;
  /** Bit rates to choose from; without them the sender follows the estimate up to `wantedBps`. */
  readonly layers?: readonly number[];
  readonly wantedBps: (us: number) => number;
  /** What receivers tell; default "twcc". */
  readonly feedback?: "twcc" | "remb" | "reports";
  /** Transport-wide number of the first packet. */
  readonly firstSeq?: number;
  /** Receivers' clock minus ours. */
  readonly clockUs?: number;
  readonly probes?: boolean;
}

/** What was seen every 100 ms. */
export interface Sample {
  readonly us: number;
  readonly bps: number;
  readonly undrainedBps: number;
  readonly sentBps: number;
  readonly queueUs: number;
  readonly layer: number;
  readonly reason: string;
}

interface Packet {
  readonly path: SimPath;
  readonly seq16: number;
  readonly bytes: number;
}

interface Flight extends Packet {
  readonly arrivalUs: number;
}

interface SimPath {
  readonly path: EstimatorPath;
  readonly recorder: FeedbackRecorder;
  nextFrameUs: number;
  received: number;
  receivedBytes: number;
  expected: number;
  reportUs: number;
  rembBps: number;
}

/** A simulated call. */
export interface Bottleneck {
  readonly link: LinkOptions;
  readonly sender: SenderOptions;
  readonly estimator: Estimator;
  readonly random: Random;
  readonly paths: SimPath[];
  readonly startUs: number;
  nowUs: number;
  /** Bytes waiting, and the packets in order. */
  queuedBytes: number;
  readonly queue: Packet[];
  served: number;
  flights: Flight[];
  readonly answers: { us: number; give: () => void }[];
  /** The pacer: frames' bytes by path, in order. */
  readonly pending: { path: SimPath; bytes: number }[];
  budget: number;
  sentBytes: number;
  layer: number;
  switches: number;
  readonly samples: Sample[];
  /** For how long the queue has been longer than 200 ms, in total. */
  longQueueUs: number;
  probes: number;
}

/** Makes a call that has not begun. */
export function createBottleneck(link: LinkOptions, sender: SenderOptions): Bottleneck {
  const startUs = 1_700_000_000_000_000;
  const estimator = createEstimator(startUs);
  const paths = Array.from({ length: sender.paths ?? 1 }, (_, index): SimPath => {
    const path = addPath(estimator, startUs);
    path.history.nextSeq = path.toldSeq = path.reportedPackets = sender.firstSeq ?? 0;
    return {
      path,
      recorder: createFeedbackRecorder(),
      nextFrameUs: startUs + index * 7_000,
      received: 0,
      receivedBytes: 0,
      expected: 0,
      reportUs: startUs + 1_000_000,
      rembBps: 0,
    };
  });
  return {
    link,
    sender,
    estimator,
    random: createRandom(link.seed),
    paths,
    startUs,
    nowUs: startUs,
    queuedBytes: 0,
    queue: [],
    served: 0,
    flights: [],
    answers: [],
    pending: [],
    budget: 0,
    sentBytes: 0,
    layer: 0,
    switches: 0,
    samples: [],
    longQueueUs: 0,
    probes: 0,
  };
}

/** Lets the call go on for some seconds. Returns it. */
export function run(call: Bottleneck, seconds: number): Bottleneck {
  const endUs = call.nowUs + seconds * 1_000_000;
  while (call.nowUs < endUs) {
    call.nowUs += STEP_US;
    const us = call.nowUs - call.startUs;
    produce(call, us);
    if (us % WAKE_US === 0) wake(call);
    serve(call, us);
    arrive(call);
    while (call.answers.length > 0 && call.answers[0]!.us <= call.nowUs) {
      call.answers.shift()!.give();
    }
    const queueUs = queueUsOf(call, us);
    if (queueUs > 200_000) call.longQueueUs += STEP_US;
    if (us % 100_000 === 0) sample(call, us, queueUs);
  }
  return call;
}

function queueUsOf(call: Bottleneck, us: number): number {
  return call.queuedBytes * 8_000_000 / call.link.capacityBps(us);
}

/** Frames and audio of all paths, at the rate that the estimate allows now. */
function produce(call: Bottleneck, us: number): void {
  const { estimator, sender } = call;
  const wantedBps = sender.wantedBps(us);
  setWanted(estimator, wantedBps, call.nowUs);
  const audioBps = AUDIO_BYTES * 8_000_000 / AUDIO_US * call.paths.length;
  const allowedBps = estimator.bps - audioBps;
  const keyframe = chooseLayer(call, allowedBps);
  const videoBps = sender.layers === undefined
    ? Math.min(allowedBps, wantedBps - audioBps)
    : sender.layers[call.layer] ?? 0;
  for (const path of call.paths) {
    if (us % AUDIO_US === 0) transmit(call, path, AUDIO_BYTES, -1);
    if (call.nowUs < path.nextFrameUs) continue;
    path.nextFrameUs += FRAME_US;
    const perFrame = videoBps * FRAME_US / 8_000_000 / call.paths.length;
    let bytes = Math.round(perFrame * (keyframe ? 4 : 0.8 + 0.4 * call.random.next()));
    for (; bytes > 0; bytes -= PACKET_BYTES) {
      call.pending.push({ path, bytes: Math.min(bytes, PACKET_BYTES) });
    }
  }
}

/** The highest layer that fits; a rise needs some room. Returns whether it changed. */
function chooseLayer(call: Bottleneck, allowedBps: number): boolean {
  const { layers } = call.sender;
  if (layers === undefined) return false;
  let layer = 0;
  for (let i = 1; i < layers.length; i++) {
    if (layers[i]! <= allowedBps / (i > call.layer ? 1.1 : 1)) layer = i;
  }
  if (layer === call.layer) return false;
  if (layer < call.layer) call.pending.length = 0;
  call.layer = layer;
  call.switches++;
  return true;
}

function wake(call: Bottleneck): void {
  const { estimator, nowUs, pending, sender } = call;
  onEstimatorTime(estimator, nowUs);
  const paceBps = Math.min(pacingBps(estimator), 1e9);
  call.budget = Math.min(call.budget, 0) + paceBps * WAKE_US / 8_000_000;
  while (pending.length > 0 && call.budget > 0) {
    const { path, bytes } = pending.shift()!;
    call.budget -= bytes;
    transmit(call, path, bytes, -1);
  }
  const probe = sender.probes === false ? null : takeProbe(estimator, nowUs);
  if (probe === null) return;
  call.probes++;
  for (let bytes = 0, i = 0; bytes < probe.bytes || i < probe.packets; bytes += PROBE_BYTES, i++) {
    transmit(call, call.paths[0]!, PROBE_BYTES, probe.cluster);
  }
}

function transmit(call: Bottleneck, path: SimPath, bytes: number, cluster: number): void {
  const { link, nowUs } = call;
  const seq16 = noteSent(path.path, bytes, nowUs, cluster);
  path.expected++;
  call.sentBytes += bytes;
  if (queueUsOf(call, nowUs - call.startUs) > (link.queueUs ?? 1_000_000)) return;
  call.queue.push({ path, seq16, bytes });
  call.queuedBytes += bytes;
}

/** The link takes from its queue what it can carry in one step. */
function serve(call: Bottleneck, us: number): void {
  const { link, queue, random } = call;
  if (link.stalled?.(us)) return;
  const share = link.capacityBps(us) * STEP_US / 8_000_000;
  call.served = queue.length === 0 ? 0 : call.served + share;
  while (queue.length > 0 && call.served >= queue[0]!.bytes) {
    const packet = queue.shift()!;
    call.served -= packet.bytes;
    call.queuedBytes -= packet.bytes;
    if (random.next() < (link.loss ?? 0) || link.cut?.(us)) continue;
    const latencyUs = (link.latencyUs ?? 25_000) + random.next() * (link.jitterUs ?? 0);
    call.flights.push({ ...packet, arrivalUs: call.nowUs + latencyUs });
  }
}

function arrive(call: Bottleneck): void {
  const { nowUs } = call;
  for (const flight of call.flights) {
    if (flight.arrivalUs > nowUs) continue;
    flight.path.received++;
    flight.path.receivedBytes += flight.bytes;
    noteArrival(flight.path.recorder, flight.seq16, flight.arrivalUs);
  }
  call.flights = call.flights.filter((flight) => flight.arrivalUs > nowUs);
  for (const path of call.paths) {
    if ((call.sender.feedback ?? "twcc") === "twcc") report(call, path);
    else if (nowUs >= path.reportUs) reportCoarsely(call, path);
  }
}

/** Transport-wide feedback, as it is after its way over the wire. */
function report(call: Bottleneck, path: SimPath): void {
  const { estimator, link, nowUs, sender } = call;
  for (;;) {
    const feedback = takeFeedback(path.recorder, 1, 2, nowUs);
    if (feedback === null) return;
    const ticks = feedback.arrivalsUs.map((us) =>
      Math.floor((us + (sender.clockUs ?? 0)) / TRANSPORT_TICK_US) * TRANSPORT_TICK_US
    );
    const first = ticks.find((us) => !Number.isNaN(us))!;
    const periodUs = Math.floor(first / TRANSPORT_TIME_PERIOD_US) * TRANSPORT_TIME_PERIOD_US;
    const arrivalsUs = ticks.map((us) => us - periodUs);
    if (link.cut?.(nowUs - call.startUs)) continue;
    answer(call, () => {
      handleTransportFeedback(estimator, path.path, { ...feedback, arrivalsUs }, call.nowUs);
    });
  }
}

/** A receiver report each second, and REMB as libwebrtc's receivers say it. */
function reportCoarsely(call: Bottleneck, path: SimPath): void {
  const { estimator, sender } = call;
  path.reportUs += 1_000_000;
  const { expected, received } = path;
  const incomingBps = path.receivedBytes * 8;
  path.expected = path.received = path.receivedBytes = 0;
  const fractionLost = expected === 0 ? 0 : Math.max(0, (expected - received) / expected);
  const queueUs = queueUsOf(call, call.nowUs - call.startUs);
  const rttUs = 2 * (call.link.latencyUs ?? 25_000) + queueUs;
  const limitBps = incomingBps * (queueUs > 50_000 ? 0.85 : 1.5) + 10_000;
  path.rembBps = Math.min(limitBps, Math.max(path.rembBps, incomingBps) * 1.08);
  const { rembBps } = path;
  answer(call, () => {
    handleReceiverReport(
      estimator,
      path.path,
      { fractionLost, expected, rttUs, lagUs: rttUs },
      call.nowUs,
    );
    if (sender.feedback === "remb") handleRemb(estimator, path.path, rembBps, call.nowUs);
  });
}

function answer(call: Bottleneck, give: () => void): void {
  call.answers.push({ us: call.nowUs + (call.link.latencyUs ?? 25_000), give });
}

function sample(call: Bottleneck, us: number, queueUs: number): void {
  const { bps, undrainedBps, reason } = call.estimator;
  const sentBps = call.sentBytes * 80;
  call.sentBytes = 0;
  call.samples.push({ us, bps, undrainedBps, sentBps, queueUs, layer: call.layer, reason });
}

/** Mean of a figure between two times in seconds. */
export function meanOf(
  call: Bottleneck,
  from: number,
  to: number,
  figure: (sample: Sample) => number,
): number {
  const samples = call.samples.filter(({ us }) => us > from * 1e6 && us <= to * 1e6);
  return samples.reduce((sum, sample) => sum + figure(sample), 0) / samples.length;
}

/** The first time in seconds, not before `from`, at which something is so; Infinity if it never is. */
export function firstTime(call: Bottleneck, from: number, is: (sample: Sample) => boolean): number {
  const found = call.samples.find((sample) => sample.us >= from * 1e6 && is(sample));
  return found === undefined ? Infinity : found.us / 1e6;
}
