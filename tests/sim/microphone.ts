/**
 * A simulated microphone: Opus of 20 ms a packet with its level, silence left out (DTX), and redundancy (RED, RFC 2198) as browsers
 * send them.
 * @module
 */
import {
  createRedBlocks,
  fitsRed,
  redHeaderLength,
  writeRedHeader,
} from "../../media/codec/red.ts";
import { BODY_HEADER, createBody, writeBody } from "./body.ts";
import { AUDIO_PAYLOAD_TYPE } from "./packets.ts";

export const AUDIO_FRAME_MS = 20;
/** Ticks of the audio clock in a frame. */
export const AUDIO_FRAME_TICKS = 960;
/** With DTX, silence is told every so many frames. */
const DTX_FRAMES = 20;
/** What goes on being sent after speech has ended. */
const HANGOVER_FRAMES = 10;

/** What a microphone is like. */
export interface MicrophoneOptions {
  readonly rateBps: number;
  readonly dtx: boolean;
  /** How many earlier packets each one repeats; 0 for plain Opus. */
  readonly redundancy: number;
  /** Whether its owner speaks at a time, in milliseconds since it was switched on. */
  readonly speaks: (ms: number) => boolean;
}

/** State of one microphone. */
export interface Microphone {
  readonly options: MicrophoneOptions;
  /** Frames since it was switched on, those that were left out included. */
  frames: number;
  silentFrames: number;
  /** The last payloads, oldest first, and which frames they were. */
  readonly last: { readonly frame: number; readonly payload: Uint8Array }[];
}

/** What a microphone made of 20 ms. */
export interface Sound {
  /** Opus, or with redundancy RED. */
  readonly payload: Uint8Array;
  /** As the header extension has it: bit 7 voice, then 0 loudest to 127 silence (RFC 6464). */
  readonly level: number;
  /** The first packet after silence. */
  readonly marker: boolean;
}

/** Makes a microphone that is switched on. */
export function createMicrophone(options: MicrophoneOptions): Microphone {
  return { options, frames: 0, silentFrames: 0, last: [] };
}

/** Records the next 20 ms; null if nothing is sent of them. */
export function record(microphone: Microphone, stream: number, nowUs: number): Sound | null {
  const { options, last } = microphone;
  const frame = ++microphone.frames;
  const voice = options.speaks(frame * AUDIO_FRAME_MS);
  const wasSilent = microphone.silentFrames > HANGOVER_FRAMES;
  microphone.silentFrames = voice ? 0 : microphone.silentFrames + 1;
  const level = voice ? 0x80 | 25 : 127;
  const left = options.dtx && microphone.silentFrames > HANGOVER_FRAMES;
  if (left && microphone.silentFrames % DTX_FRAMES !== 0) return null;
  const length = left ? BODY_HEADER : Math.round((options.rateBps / 8000) * AUDIO_FRAME_MS);
  const primary = new Uint8Array(Math.max(BODY_HEADER, length));
  const body = createBody();
  body.stream = stream;
  body.number = frame;
  body.captureMs = Math.floor(nowUs / 1000) % 0x1_0000_0000;
  writeBody(primary, 0, primary.length, 0x78, body);
  const payload = options.redundancy > 0 ? addRedundancy(microphone, primary, frame) : primary;
  last.push({ frame, payload: primary });
  if (last.length > options.redundancy) last.shift();
  return { payload, level, marker: voice && wasSilent };
}

function addRedundancy(
  microphone: Microphone,
  primary: Uint8Array,
  frame: number,
): Uint8Array {
  const blocks = createRedBlocks();
  const repeated = microphone.last.filter((entry) =>
    fitsRed((frame - entry.frame) * AUDIO_FRAME_TICKS, entry.payload.length)
  );
  blocks.redundantCount = repeated.length;
  repeated.forEach(({ frame: earlier, payload }, i) => {
    Object.assign(blocks.redundant[i]!, {
      payloadType: AUDIO_PAYLOAD_TYPE,
      timestampOffset: (frame - earlier) * AUDIO_FRAME_TICKS,
      start: 0,
      end: payload.length,
    });
  });
  blocks.primary.payloadType = AUDIO_PAYLOAD_TYPE;
  const parts = [...repeated.map((entry) => entry.payload), primary];
  const header = redHeaderLength(blocks);
  const packet = new Uint8Array(parts.reduce((sum, part) => sum + part.length, header));
  let at = writeRedHeader(packet, 0, blocks);
  for (const part of parts) {
    packet.set(part, at);
    at += part.length;
  }
  return packet;
}
