/**
 * A scripted browser that publishes: video of any codec in one or more encodings and Opus, made up but well-formed. It sends key frames
 * when asked, answers NACKs, reports its clock, and with congestion control obeys the feedback that it gets.
 * @module
 */
import { ntpOfUnixUs, ticksOfUs } from "../../media/packet/clock.ts";
import type { RtcpPacket } from "../../media/packet/rtcp.ts";
import { addSeq16 } from "../../media/packet/seq.ts";
import { removeUp, setUp } from "../../media/forward/router.ts";
import { createBody } from "./body.ts";
import { type DescriptorStream, writeDescriptor } from "./descriptors.ts";
import { createEncoder, encodePicture, type EncodingOptions, type Frame } from "./encoder.ts";
import {
  AUDIO_FRAME_MS,
  createMicrophone,
  type Microphone,
  type MicrophoneOptions,
  record,
} from "./microphone.ts";
import type { Path } from "./network.ts";
import { mediaOf } from "./offers.ts";
import {
  AUDIO_PAYLOAD_TYPE,
  DESCRIPTOR_EXTENSION,
  type Extension,
  LEVEL_EXTENSION,
  MAX_BODY,
  RED_PAYLOAD_TYPE,
  VIDEO_PAYLOAD_TYPE,
} from "./packets.ts";
import { PAYLOAD_ROOM, PAYLOADS, type VideoCodec } from "./payloads.ts";
import { connect, type Connection, sendRtcpUp, sendRtpUp, type SimServer, wake } from "./server.ts";
import {
  bytesOf,
  createStream,
  findPacket,
  type MadePacket,
  makePacket,
  retransmissionOf,
  type SentStream,
} from "./streams.ts";
import {
  createUplink,
  followEstimate,
  isClogged,
  sendPaced,
  takeUplinkFeedback,
  type Uplink,
  wakeUplink,
} from "./uplink.ts";
import { forkRandom, planIn } from "./world.ts";

const BODY_LEAST = 16;

/** What a publisher is like. */
export interface PublisherOptions {
  readonly group: string;
  readonly codec: VideoCodec;
  /** None: no video. One without a name: no simulcast. Several without names: simulcast by SSRC, least first. */
  readonly encodings: readonly EncodingOptions[];
  readonly temporalLayers: 1 | 2 | 3;
  /** More than one: SVC, of VP9 and AV1. */
  readonly spatialLayers: 1 | 2 | 3;
  readonly audio: boolean;
  readonly microphone: Partial<MicrophoneOptions>;
  /** Whether retransmissions have SSRCs of their own. */
  readonly rtx: boolean;
  /** Whether it gets transport-wide feedback, and obeys it; otherwise it sends what its encodings take. */
  readonly congestionControl: boolean;
  /** First sequence number of each stream, first timestamp, first picture id; drawn where not given. */
  readonly firstSeq16: number | undefined;
  readonly firstTimestamp: number | undefined;
  readonly firstPictureId: number | undefined;
  /** Share of video packets that are followed by one of padding alone. */
  readonly padding: number;
  readonly up?: Path;
  readonly down?: Path;
}

/** A publisher at work. */
export interface Publisher {
  readonly server: SimServer;
  readonly session: number;
  readonly options: PublisherOptions;
  readonly connection: Connection;
  readonly streams: SentStream[];
  readonly uplink: Uplink | null;
  readonly microphone: Microphone;
  readonly descriptor: DescriptorStream;
  /** Packets that were asked for. */
  nacked: number;
  /** The highest loss that a receiver report told, in 1/256. */
  worstLoss: number;
  rembBps: number;
  /** Packets of transport-wide feedback that came. */
  feedbacks: number;
  /** Frames that were not made as the pacer was full. */
  framesLeftOut: number;
  left: boolean;
}

/** A camera without simulcast. */
const CAMERA: EncodingOptions = { rid: "", rateBps: 700_000, fps: 30 };
const MICROPHONE: EncodingOptions = { rid: "", rateBps: 32_000, fps: 50 };

/** Lets a publisher join: its media is set, and it begins to send. */
export function publish(
  server: SimServer,
  session: number,
  options: Partial<PublisherOptions> = {},
): Publisher {
  const full: PublisherOptions = {
    group: "",
    codec: "vp8",
    encodings: [CAMERA],
    temporalLayers: 1,
    spatialLayers: 1,
    audio: true,
    microphone: {},
    rtx: true,
    congestionControl: false,
    firstSeq16: undefined,
    firstTimestamp: undefined,
    firstPictureId: undefined,
    padding: 0,
    ...options,
  };
  const receiver = {
    takeRtp: () => {
      throw new Error("a publisher got media");
    },
    takeRtcp: (packets: readonly RtcpPacket[]) => takeRtcp(publisher, packets),
  };
  const streams: SentStream[] = [];
  const connection = connect(server, session, receiver, full.up, full.down);
  const send = (packet: Uint8Array) => sendRtpUp(server, connection, packet);
  const publisher: Publisher = {
    server,
    session,
    options: full,
    connection,
    streams,
    uplink: full.congestionControl ? createUplink(server.world, streams, send) : null,
    microphone: createMicrophone({
      rateBps: MICROPHONE.rateBps,
      dtx: false,
      redundancy: 0,
      speaks: () => true,
      ...full.microphone,
    }),
    descriptor: { ...full, frameNumber: 0 },
    nacked: 0,
    worstLoss: 0,
    rembBps: 0,
    feedbacks: 0,
    framesLeftOut: 0,
    left: false,
  };
  full.encodings.forEach((encoding) => addStream(publisher, "video", encoding));
  if (full.audio) addStream(publisher, "audio", MICROPHONE);
  offer(publisher);
  const { uplink } = publisher;
  if (uplink !== null) {
    followEstimate(uplink);
    wakeUplink(uplink);
  }
  for (const stream of publisher.streams) begin(publisher, stream);
  return publisher;
}

/** Adds the audio that a publisher began without, by a renegotiation. */
export function addAudio(publisher: Publisher): void {
  const stream = addStream(publisher, "audio", MICROPHONE);
  offer(publisher);
  begin(publisher, stream);
}

/** Goes on with other numbers and timestamps, and other SSRCs if told, as after a device was changed. */
export function startAnew(publisher: Publisher, ssrcStep = 0): void {
  const { random } = publisher.server.world;
  for (const stream of publisher.streams) {
    stream.seq16 = addSeq16(stream.seq16, 10_000 + random.int(40_000));
    stream.timestampBase = random.int(0x1_0000_0000);
    stream.ssrc += ssrcStep;
    stream.rtxSsrc += ssrcStep;
    if (stream.encoder !== null) stream.encoder.keyframeWanted = true;
  }
}

/** Stops sending and ends the session. */
export function leave(publisher: Publisher): void {
  publisher.left = true;
  if (publisher.uplink !== null) publisher.uplink.stopped = true;
  publisher.server.connections.delete(publisher.session);
  removeUp(publisher.server.router, publisher.session);
}

function addStream(
  publisher: Publisher,
  kind: "audio" | "video",
  encoding: EncodingOptions,
): SentStream {
  const { server: { world }, options, session } = publisher;
  const index = publisher.streams.length;
  const random = forkRandom(world, `stream ${session} ${index}`);
  const encoder = kind === "video"
    ? createEncoder(encoding, options.temporalLayers, options.spatialLayers, random)
    : null;
  if (encoder !== null && options.firstPictureId !== undefined) {
    encoder.pictureId = options.firstPictureId;
    encoder.tl0PicIdx = options.firstPictureId & 0xff;
  }
  const clockRateHz = kind === "video" ? 90_000 : 48_000;
  const { firstTimestamp } = options;
  const stream = createStream({
    index,
    encoding,
    kind,
    ssrc: session * 1000 + index * 2 + 1,
    encoder,
    timestampBase: firstTimestamp === undefined
      ? random.int(0x1_0000_0000)
      : (firstTimestamp - ticksOfUs(world.nowUs, clockRateHz)) >>> 0,
    seq16: options.firstSeq16 ?? random.int(0x10000),
    rtxSeq16: random.int(0x10000),
  });
  publisher.streams.push(stream);
  return stream;
}

/** Tells the server what the publisher's SDP comes to. */
export function offer(publisher: Publisher): void {
  const { server, session, options } = publisher;
  setUp(server.router, session, options.group, mediaOf(publisher), server.world.nowUs);
  wake(server);
}

function begin(publisher: Publisher, stream: SentStream): void {
  const { world } = publisher.server;
  const random = forkRandom(world, `clock ${publisher.session} ${stream.index}`);
  const tick = () => {
    if (publisher.left) return;
    if (stream.kind === "audio") sendSound(publisher, stream);
    else if (stream.sending && stream.affordable) sendPicture(publisher, stream);
    planIn(world, stream.kind === "audio" ? AUDIO_FRAME_MS : 1000 / stream.encoding.fps, tick);
  };
  const report = () => {
    if (publisher.left) return;
    sendReport(publisher, stream);
    planIn(world, 1000, report);
  };
  planIn(world, random.next() * 30, tick);
  planIn(world, 200 + random.next() * 100, report);
}

function timestampNow(publisher: Publisher, stream: SentStream): number {
  const { nowUs } = publisher.server.world;
  return (stream.timestampBase + ticksOfUs(nowUs, stream.clockRateHz)) >>> 0;
}

function sendReport(publisher: Publisher, stream: SentStream): void {
  if (!stream.sending || stream.packets === 0) return;
  const ntp = ntpOfUnixUs(publisher.server.world.nowUs);
  sendRtcpUp(publisher.server, publisher.connection, [{
    type: "sr",
    ssrc: stream.ssrc,
    ntpSeconds: ntp.seconds,
    ntpFraction: ntp.fraction,
    rtpTimestamp: timestampNow(publisher, stream),
    packetCount: stream.packets,
    octetCount: stream.octets,
    reports: [],
  }]);
}

function sendSound(publisher: Publisher, stream: SentStream): void {
  const { microphone, server } = publisher;
  const sound = record(microphone, stream.index, server.world.nowUs);
  if (sound === null || !stream.sending) return;
  const made = makePacket(stream, {
    marker: sound.marker,
    payloadType: microphone.options.redundancy > 0 ? RED_PAYLOAD_TYPE : AUDIO_PAYLOAD_TYPE,
    timestamp: timestampNow(publisher, stream),
    payload: sound.payload,
    padding: 0,
    extensions: [{ id: LEVEL_EXTENSION, data: [sound.level] }],
  });
  send(publisher, stream, made, false);
}

function sendPicture(publisher: Publisher, stream: SentStream): void {
  if (publisher.uplink !== null && isClogged(publisher.uplink)) {
    publisher.framesLeftOut++;
    return;
  }
  const timestamp = timestampNow(publisher, stream);
  for (const frame of encodePicture(stream.encoder!)) {
    publisher.descriptor.frameNumber = (publisher.descriptor.frameNumber + 1) & 0xffff;
    sendFrame(publisher, stream, timestamp, frame);
  }
}

function sendFrame(
  publisher: Publisher,
  stream: SentStream,
  timestamp: number,
  frame: Frame,
): void {
  const { options, server, descriptor } = publisher;
  const { random } = stream.encoder!;
  const count = Math.min(255, Math.max(1, Math.ceil(frame.bytes / MAX_BODY)));
  const length = Math.max(BODY_LEAST, Math.min(MAX_BODY, Math.floor(frame.bytes / count)));
  const body = createBody();
  Object.assign(body, {
    stream: stream.index,
    number: frame.number,
    count,
    spatialId: frame.spatialId,
    temporalId: frame.temporalId,
    keyframe: frame.keyframe,
    interLayer: frame.interLayer,
    reference: frame.reference,
    captureMs: Math.floor(server.world.nowUs / 1000) % 0x1_0000_0000,
  });
  for (let place = 0; place < count; place++) {
    body.place = place;
    const payload = new Uint8Array(PAYLOAD_ROOM + length);
    const end = PAYLOADS[options.codec].write(payload, 0, length, frame, body);
    const extensions: Extension[] = options.codec === "av1"
      ? [{ id: DESCRIPTOR_EXTENSION, data: writeDescriptor(descriptor, frame, place, count) }]
      : [];
    const packet = {
      payloadType: VIDEO_PAYLOAD_TYPE,
      timestamp,
      payload: payload.subarray(0, end),
      padding: 0,
      extensions,
    };
    const marker = frame.last && place === count - 1;
    send(publisher, stream, makePacket(stream, { ...packet, marker }), false);
    if (random.next() < options.padding) {
      const padding = { payload: new Uint8Array(0), padding: 200, marker: false };
      send(publisher, stream, makePacket(stream, { ...packet, ...padding }), false);
    }
  }
}

function send(publisher: Publisher, stream: SentStream, made: MadePacket, again: boolean): void {
  const { uplink, server, connection, options } = publisher;
  if (uplink !== null) {
    sendPaced(uplink, stream, made, again && options.rtx);
    return;
  }
  const bytes = again && options.rtx
    ? retransmissionOf(stream, made, -1)
    : bytesOf(stream, made, -1);
  sendRtpUp(server, connection, bytes);
}

function takeRtcp(publisher: Publisher, packets: readonly RtcpPacket[]): void {
  const find = (ssrc: number) => publisher.streams.find((stream) => stream.ssrc === ssrc);
  for (const packet of packets) {
    if (packet.type === "pli") {
      const stream = find(packet.mediaSsrc);
      if (stream === undefined || stream.encoder === null) continue;
      stream.encoder.keyframeWanted = true;
      stream.asked++;
    } else if (packet.type === "nack") {
      const stream = find(packet.mediaSsrc);
      if (stream === undefined) continue;
      for (const seq16 of packet.seq16s) answerNack(publisher, stream, seq16);
    } else if (packet.type === "rr") {
      for (const report of packet.reports) {
        publisher.worstLoss = Math.max(publisher.worstLoss, report.fractionLost);
      }
    } else if (packet.type === "remb") {
      publisher.rembBps = packet.bitrateBps;
    } else if (packet.type === "twcc") publisher.feedbacks++;
    if (publisher.uplink !== null) takeUplinkFeedback(publisher.uplink, packet);
  }
}

function answerNack(publisher: Publisher, stream: SentStream, seq16: number): void {
  publisher.nacked++;
  const made = findPacket(stream, seq16);
  if (made !== null) send(publisher, stream, made, true);
}
