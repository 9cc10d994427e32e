/**
 * Synthetic media of a publisher: VP8 (RFC 7741) and Opus in RTP, made when they are due. Pictures and sound are filling; what
 * a server looks at (descriptors, key frames, timestamps, markers) is real.
 * @module
 */
import { writeU16 } from "../../media/packet/bytes.ts";
import { writeRtpHeader } from "../../media/packet/rtp.ts";
import { cycleOf, seq16Of } from "../../media/packet/seq.ts";

/** What a publisher sends. */
export interface MediaPlan {
  /** Video with RTP headers, without SRTP, UDP and IP, in bits per second. */
  readonly videoBps: number;
  /** Length of a full video packet with its RTP header. */
  readonly packetBytes: number;
  /** Frames leave in one burst, as from browsers without a pacer's help; or their packets are spread over the frame's time. */
  readonly pacing: "burst" | "even";
  /** Every packet is full; or a frame is cut into parts that differ by a byte at most, as libwebrtc does. */
  readonly sizes: "full" | "split";
}

/** Payload types of our offers. */
export const VIDEO_PAYLOAD_TYPE = 96;
export const AUDIO_PAYLOAD_TYPE = 111;

/** How often the source makes a frame and a packet of sound. */
export const FRAMES_PER_SECOND = 30;
export const AUDIO_PACKETS_PER_SECOND = 50;

/** A key frame has this many times the bytes of another. */
const KEYFRAME_FACTOR = 4;
const FIRST_AUDIO_SEQ = 5000;
/** 32 kb/s of Opus. */
const AUDIO_PAYLOAD_BYTES = 80;
const FRAME_US = 1e6 / FRAMES_PER_SECOND;
const AUDIO_US = 1e6 / AUDIO_PACKETS_PER_SECOND;
const VIDEO_TICKS = 90_000 / FRAMES_PER_SECOND;
const AUDIO_TICKS = 48_000 / AUDIO_PACKETS_PER_SECOND;
const HEADER_BYTES = 12;
/** Descriptor with a picture id of 15 bits, and the longer of the two frame headers. */
const LEAST_PAYLOAD = 4 + 10 + 16;

/** The last bytes of a video packet: this mark, then when it was sent. */
const STAMP_MARK = 0x4c454354;
const STAMP_BYTES = 12;

/** A source that runs. Made by `createMediaSource`. */
export interface MediaSource {
  readonly plan: MediaPlan;
  readonly videoSsrc: number;
  readonly audioSsrc: number;
  /** The next frame is to be a key frame. */
  keyframeWanted: boolean;
  readonly startUs: number;
  /** Unix time in microseconds at which the current frame, or the next, begins. */
  frameUs: number;
  audioUs: number;
  frame: number;
  isKeyframe: boolean;
  /** Lengths of the packets of the current frame, and how many of them have left. */
  sizes: number[];
  sent: number;
  /** Bytes that rounding kept back from earlier frames. */
  owedBytes: number;
  videoSeqExt: number;
  audioSeqExt: number;
  /** Of the packet written last: bits 16 and up of its extended sequence number, and whether it is video. */
  roc: number;
  isVideo: boolean;
}

/** Makes a source that begins at `startUs`. The SSRCs are not 0. */
export function createMediaSource(
  plan: MediaPlan,
  videoSsrc: number,
  audioSsrc: number,
  startUs: number,
): MediaSource {
  return {
    plan,
    videoSsrc,
    audioSsrc,
    keyframeWanted: true,
    startUs,
    frameUs: startUs,
    audioUs: startUs,
    frame: 0,
    isKeyframe: false,
    sizes: [],
    sent: 0,
    owedBytes: 0,
    videoSeqExt: 1000,
    audioSeqExt: FIRST_AUDIO_SEQ,
    roc: 0,
    isVideo: false,
  };
}

/** Unix time in microseconds at which the next packet is due. */
export function nextDueUs(source: MediaSource): number {
  return Math.min(videoDueUs(source), source.audioUs);
}

/** Writes the next packet to the start of `buf`, with `nowUs` in it if it is video. Returns its length. */
export function writeNextPacket(source: MediaSource, buf: Uint8Array, nowUs: number): number {
  source.isVideo = videoDueUs(source) <= source.audioUs;
  return source.isVideo ? writeVideo(source, buf, nowUs) : writeAudio(source, buf);
}

/**
 * Reads when the plaintext video packet in `buf[0, length)` was written: Unix time in microseconds, or NaN if it has no
 * stamp.
 */
export function readStamp(buf: Uint8Array, length: number): number {
  if (length < HEADER_BYTES + STAMP_BYTES) return NaN;
  const view = new DataView(buf.buffer, buf.byteOffset + length - STAMP_BYTES, STAMP_BYTES);
  return view.getUint32(0) === STAMP_MARK ? view.getFloat64(4) : NaN;
}

function videoDueUs(source: MediaSource): number {
  const { plan, sizes, sent, frameUs } = source;
  if (plan.pacing === "burst" || sizes.length === 0) return frameUs;
  return frameUs + FRAME_US * sent / sizes.length;
}

function writeVideo(source: MediaSource, buf: Uint8Array, nowUs: number): number {
  if (source.sent === 0) beginFrame(source);
  const isFirst = source.sent === 0;
  const length = source.sizes[source.sent++]!;
  const isLast = source.sent === source.sizes.length;
  const seqExt = source.videoSeqExt++;
  const timestamp = (source.frame * VIDEO_TICKS) >>> 0;
  writeRtpHeader(
    buf,
    0,
    isLast,
    VIDEO_PAYLOAD_TYPE,
    seq16Of(seqExt),
    timestamp,
    source.videoSsrc,
  );
  writeVp8(source, buf, isFirst);
  const stamp = new DataView(buf.buffer, buf.byteOffset + length - STAMP_BYTES, STAMP_BYTES);
  stamp.setUint32(0, STAMP_MARK);
  stamp.setFloat64(4, nowUs);
  source.roc = cycleOf(seqExt);
  if (isLast) {
    source.frame++;
    source.frameUs = source.startUs + source.frame * FRAME_US;
    source.sent = 0;
    source.sizes = [];
  }
  return length;
}

/** The descriptor of RFC 7741, and at the start of a frame its header (RFC 6386, section 9.1), for 640 by 360 pixels. */
function writeVp8(source: MediaSource, buf: Uint8Array, isFirst: boolean): void {
  buf[12] = isFirst ? 0x90 : 0x80;
  buf[13] = 0x80;
  writeU16(buf, 14, 0x8000 | (source.frame & 0x7fff));
  if (!isFirst) return;
  const header = source.isKeyframe
    ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]
    : [0x11, 0x02, 0x00];
  buf.set(header, 16);
}

function writeAudio(source: MediaSource, buf: Uint8Array): number {
  const seqExt = source.audioSeqExt++;
  const timestamp = (seqExt * AUDIO_TICKS) >>> 0;
  writeRtpHeader(buf, 0, false, AUDIO_PAYLOAD_TYPE, seq16Of(seqExt), timestamp, source.audioSsrc);
  buf.fill(0xfc, HEADER_BYTES, HEADER_BYTES + AUDIO_PAYLOAD_BYTES);
  source.roc = cycleOf(seqExt);
  source.audioUs = source.startUs + (source.audioSeqExt - FIRST_AUDIO_SEQ) * AUDIO_US;
  return HEADER_BYTES + AUDIO_PAYLOAD_BYTES;
}

/** Decides on the next frame: whether it is a key frame, and its packets. */
function beginFrame(source: MediaSource): void {
  const { plan } = source;
  source.isKeyframe = source.keyframeWanted;
  source.keyframeWanted = false;
  const usual = plan.videoBps / 8 / FRAMES_PER_SECOND;
  const bytes = source.owedBytes + usual * (source.isKeyframe ? KEYFRAME_FACTOR : 1);
  source.sizes = plan.sizes === "full"
    ? fullPackets(bytes, plan.packetBytes)
    : splitPackets(bytes, plan.packetBytes);
  const used = source.sizes.reduce((sum, size) => sum + size, 0);
  source.owedBytes = bytes - used;
}

/** As many packets of the full length as fit, one at least. */
function fullPackets(bytes: number, packetBytes: number): number[] {
  return new Array<number>(Math.max(1, Math.floor(bytes / packetBytes))).fill(packetBytes);
}

/**
 * The fewest packets that hold `bytes`, of lengths that differ by one at most, the shorter first (libwebrtc,
 * rtp_packetizer, SplitAboutEqually).
 */
export function splitPackets(bytes: number, packetBytes: number): number[] {
  const total = Math.max(HEADER_BYTES + LEAST_PAYLOAD, Math.floor(bytes));
  const count = Math.ceil(total / packetBytes);
  const least = Math.floor(total / count);
  const longer = total - least * count;
  return Array.from({ length: count }, (_, i) => i < count - longer ? least : least + 1);
}
