/**
 * A scripted browser that publishes: VP8 in one or more encodings and Opus, made up but well-formed. It sends key frames when
 * asked, answers NACKs, and reports its clock. Each packet says what it is, so that a viewer can check what it gets.
 * @module
 */
import { ntpOfUnixUs, ticksOfUs } from "../../media/packet/clock.ts";
import { writeU16, writeU32 } from "../../media/packet/bytes.ts";
import type { RtcpPacket } from "../../media/packet/rtcp.ts";
import { addSeq16 } from "../../media/packet/seq.ts";
import type { UpMedia } from "../../media/sdp/negotiate.ts";
import { removeUp, setUp } from "../../media/forward/router.ts";
import type { Path } from "./network.ts";
import { connect, type Connection, sendRtcpUp, sendRtpUp, type SimServer, wake } from "./server.ts";
import { planIn } from "./world.ts";
import {
  AUDIO_PAYLOAD_TYPE,
  BODY_HEADER,
  DESCRIPTOR,
  type EncodingOptions,
  MAX_BODY,
  MID_EXTENSION,
  REPAIRED_RID_EXTENSION,
  RID_EXTENSION,
  RTX_PAYLOAD_TYPE,
  type SentStream,
  VIDEO_PAYLOAD_TYPE,
  writeBody,
  writeHeader,
} from "./media.ts";

const HISTORY = 2048;

/** What a publisher is like. */
export interface PublisherOptions {
  /** None: no video. One without a name: no simulcast. */
  readonly encodings: readonly EncodingOptions[];
  readonly audio: boolean;
  /** Whether retransmissions have SSRCs of their own. */
  readonly rtx: boolean;
  /** Whether frames have two temporal layers, every other one in the upper. */
  readonly temporal: boolean;
  /** First sequence number of each stream. */
  readonly firstSeq16: number;
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
  /** Packets that were asked for. */
  nacked: number;
  /** The highest loss that a receiver report told, in 1/256. */
  worstLoss: number;
  rembBps: number;
  left: boolean;
}

/** A camera without simulcast. */
const CAMERA: EncodingOptions = { rid: "", rateBps: 700_000, fps: 30 };

/** Lets a publisher join: its media is set, and it begins to send. */
export function publish(
  server: SimServer,
  session: number,
  options: Partial<PublisherOptions> = {},
): Publisher {
  const full: PublisherOptions = {
    encodings: [CAMERA],
    audio: true,
    rtx: true,
    temporal: false,
    firstSeq16: server.world.random.int(0x10000),
    padding: 0,
    ...options,
  };
  const receiver = {
    takeRtp: () => {
      throw new Error("a publisher got media");
    },
    takeRtcp: (packets: readonly RtcpPacket[]) => takeRtcp(publisher, packets),
  };
  const publisher: Publisher = {
    server,
    session,
    options: full,
    connection: connect(server, session, receiver, full.up, full.down),
    streams: [],
    nacked: 0,
    worstLoss: 0,
    rembBps: 0,
    left: false,
  };
  full.encodings.forEach((encoding) => addStream(publisher, "video", encoding));
  if (full.audio) addStream(publisher, "audio", { rid: "", rateBps: 32_000, fps: 50 });
  offer(publisher);
  for (const stream of publisher.streams) begin(publisher, stream);
  return publisher;
}

/** Adds the audio that a publisher began without, by a renegotiation. */
export function addAudio(publisher: Publisher): void {
  const stream = addStream(publisher, "audio", { rid: "", rateBps: 32_000, fps: 50 });
  offer(publisher);
  begin(publisher, stream);
}

/** Goes on with other numbers and timestamps under the same SSRCs, as after a device was changed. */
export function startAnew(publisher: Publisher): void {
  const { random } = publisher.server.world;
  for (const stream of publisher.streams) {
    stream.seq16 = addSeq16(stream.seq16, 10_000 + random.int(40_000));
    stream.timestampBase = random.int(0x1_0000_0000);
    stream.keyframeWanted = true;
  }
}

/** Stops sending and ends the session. */
export function leave(publisher: Publisher): void {
  publisher.left = true;
  removeUp(publisher.server.router, publisher.session);
}

function addStream(
  publisher: Publisher,
  kind: "audio" | "video",
  encoding: EncodingOptions,
): SentStream {
  const { random } = publisher.server.world;
  const index = publisher.streams.length;
  const ssrc = publisher.session * 1000 + index * 2 + 1;
  const stream: SentStream = {
    index,
    encoding,
    kind,
    mid: kind === "video" ? "0" : "1",
    ssrc,
    rtxSsrc: ssrc + 1,
    clockRateHz: kind === "video" ? 90_000 : 48_000,
    timestampBase: random.int(0x1_0000_0000),
    history: new Array<Uint8Array | undefined>(HISTORY).fill(undefined),
    seq16: publisher.options.firstSeq16,
    rtxSeq16: random.int(0x10000),
    sending: true,
    frame: 0,
    pictureId: random.int(0x8000),
    tl0PicIdx: random.int(0x100),
    keyframeWanted: true,
    keyframes: 0,
    packets: 0,
    octets: 0,
    asked: 0,
  };
  publisher.streams.push(stream);
  return stream;
}

/** What the SDP of the publisher comes to. */
function offer(publisher: Publisher): void {
  const { server, options, streams } = publisher;
  const videos = streams.filter((stream) => stream.kind === "video");
  const named = videos.some((stream) => stream.encoding.rid !== "");
  const media: UpMedia[] = [];
  if (videos.length > 0) {
    media.push({
      kind: "video",
      mid: "0",
      codecs: [{
        name: "vp8",
        payloadType: VIDEO_PAYLOAD_TYPE,
        rtxPayloadType: options.rtx ? RTX_PAYLOAD_TYPE : -1,
        clockRateHz: 90_000,
        channels: 0,
        fmtp: "",
      }],
      midExtensionId: MID_EXTENSION,
      ridExtensionId: RID_EXTENSION,
      repairedRidExtensionId: REPAIRED_RID_EXTENSION,
      transportCcExtensionId: 0,
      audioLevelExtensionId: 0,
      dependencyDescriptorExtensionId: 0,
      redPayloadType: -1,
      rids: named ? videos.map((stream) => stream.encoding.rid) : [],
      ssrcs: named
        ? []
        : videos.map(({ ssrc, rtxSsrc }) => ({ ssrc, rtxSsrc: options.rtx ? rtxSsrc : 0 })),
      cname: "publisher",
      nack: true,
      pli: true,
      fir: true,
      remb: true,
      transportCc: false,
    });
  }
  if (streams.some((stream) => stream.kind === "audio")) {
    media.push({
      kind: "audio",
      mid: "1",
      codecs: [{
        name: "opus",
        payloadType: AUDIO_PAYLOAD_TYPE,
        rtxPayloadType: -1,
        clockRateHz: 48_000,
        channels: 2,
        fmtp: "",
      }],
      midExtensionId: MID_EXTENSION,
      ridExtensionId: 0,
      repairedRidExtensionId: 0,
      transportCcExtensionId: 0,
      audioLevelExtensionId: 0,
      dependencyDescriptorExtensionId: 0,
      redPayloadType: -1,
      rids: [],
      ssrcs: [],
      cname: "publisher",
      nack: false,
      pli: false,
      fir: false,
      remb: false,
      transportCc: false,
    });
  }
  setUp(server.router, publisher.session, "", media, server.world.nowUs);
  wake(server);
}

function begin(publisher: Publisher, stream: SentStream): void {
  const { world } = publisher.server;
  const tick = () => {
    if (publisher.left) return;
    if (stream.sending) sendFrame(publisher, stream);
    planIn(world, 1000 / stream.encoding.fps, tick);
  };
  const report = () => {
    if (publisher.left) return;
    sendReport(publisher, stream);
    planIn(world, 1000, report);
  };
  planIn(world, world.random.next() * 30, tick);
  planIn(world, 200 + world.random.next() * 100, report);
}

function timestampNow(publisher: Publisher, stream: SentStream): number {
  const { nowUs } = publisher.server.world;
  return (stream.timestampBase + ticksOfUs(nowUs, stream.clockRateHz)) >>> 0;
}

function sendReport(publisher: Publisher, stream: SentStream): void {
  if (!stream.sending) return;
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

function sendFrame(publisher: Publisher, stream: SentStream): void {
  const { random } = publisher.server.world;
  const { rateBps, fps } = stream.encoding;
  const keyframe = stream.keyframeWanted && stream.kind === "video";
  const upper = publisher.options.temporal && !keyframe && stream.frame % 2 === 1;
  if (keyframe) stream.keyframes++;
  stream.keyframeWanted = false;
  stream.frame++;
  stream.pictureId = (stream.pictureId + 1) & 0x7fff;
  if (!upper) stream.tl0PicIdx = (stream.tl0PicIdx + 1) & 0xff;
  const mean = rateBps / fps / 8;
  const size = Math.max(BODY_HEADER, Math.round(mean * (0.5 + random.next()) * (keyframe ? 4 : 1)));
  const count = Math.ceil(size / MAX_BODY);
  const timestamp = timestampNow(publisher, stream);
  for (let i = 0; i < count; i++) {
    const length = Math.max(BODY_HEADER, Math.floor(size / count));
    sendPacket(publisher, stream, timestamp, keyframe, upper, i, count, length);
    if (stream.kind === "video" && random.next() < publisher.options.padding) {
      sendPadding(publisher, stream, timestamp);
    }
  }
}

function sendPacket(
  publisher: Publisher,
  stream: SentStream,
  timestamp: number,
  keyframe: boolean,
  upper: boolean,
  i: number,
  count: number,
  length: number,
): void {
  const video = stream.kind === "video";
  const marker = video && i === count - 1;
  const packet = new Uint8Array(64 + DESCRIPTOR + length);
  let at = writeHeader(packet, stream, marker, timestamp);
  if (video) {
    packet[at] = 0x80 | (i === 0 ? 0x10 : 0);
    packet[at + 1] = 0xe0; // picture id, TL0PICIDX, TID
    writeU16(packet, at + 2, 0x8000 | stream.pictureId);
    packet[at + 4] = stream.tl0PicIdx;
    packet[at + 5] = upper ? 0x40 | 0x20 : 0;
    at += DESCRIPTOR;
  }
  writeBody(packet, at, length, stream, keyframe, upper, i, count, publisher.server.world.nowUs);
  stream.octets += length;
  transmit(publisher, stream, packet.slice(0, at + length));
}

function sendPadding(publisher: Publisher, stream: SentStream, timestamp: number): void {
  const packet = new Uint8Array(20 + 200);
  writeHeader(packet, stream, false, timestamp);
  packet[0] = packet[0]! | 0x20;
  packet[packet.length - 1] = 200;
  transmit(publisher, stream, packet);
}

function transmit(publisher: Publisher, stream: SentStream, packet: Uint8Array): void {
  stream.history[stream.seq16 % HISTORY] = packet;
  stream.seq16 = addSeq16(stream.seq16, 1);
  stream.packets++;
  sendRtpUp(publisher.server, publisher.connection, packet);
}

function takeRtcp(publisher: Publisher, packets: readonly RtcpPacket[]): void {
  for (const packet of packets) {
    if (packet.type === "pli") {
      const stream = publisher.streams.find(({ ssrc }) => ssrc === packet.mediaSsrc);
      if (stream === undefined) continue;
      stream.keyframeWanted = true;
      stream.asked++;
    } else if (packet.type === "nack") {
      const stream = publisher.streams.find(({ ssrc }) => ssrc === packet.mediaSsrc);
      if (stream === undefined) continue;
      for (const seq16 of packet.seq16s) answerNack(publisher, stream, seq16);
    } else if (packet.type === "rr") {
      for (const report of packet.reports) {
        publisher.worstLoss = Math.max(publisher.worstLoss, report.fractionLost);
      }
    } else if (packet.type === "remb") {
      publisher.rembBps = packet.bitrateBps;
    }
  }
}

function answerNack(publisher: Publisher, stream: SentStream, seq16: number): void {
  publisher.nacked++;
  const packet = stream.history[seq16 % HISTORY];
  if (packet === undefined || ((packet[2]! << 8) | packet[3]!) !== seq16) return;
  if (!publisher.options.rtx) {
    sendRtpUp(publisher.server, publisher.connection, packet);
    return;
  }
  const again = new Uint8Array(packet.length + 2);
  again.set(packet.subarray(0, 20));
  again[1] = (packet[1]! & 0x80) | RTX_PAYLOAD_TYPE;
  writeU16(again, 2, stream.rtxSeq16);
  writeU32(again, 8, stream.rtxSsrc);
  if (stream.encoding.rid !== "") again[18] = REPAIRED_RID_EXTENSION << 4;
  writeU16(again, 20, seq16);
  again.set(packet.subarray(20), 22);
  stream.rtxSeq16 = addSeq16(stream.rtxSeq16, 1);
  sendRtpUp(publisher.server, publisher.connection, again);
}
