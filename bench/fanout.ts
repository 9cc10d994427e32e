/**
 * One publisher and its receivers around the real router: packets come in as they leave the publisher's SRTP, and go to a
 * `ForwardOut`: one that throws them away where they would go to the UDP port, or a real one.
 * @module
 */
import type { ForwardOut } from "../media/forward/output.ts";
import {
  activateDown,
  createRouter,
  deadline,
  handleRtp,
  onTime,
  type Router,
  setDown,
  setUp,
} from "../media/forward/router.ts";
import { createRtpHeader, parseRtpHeader, writeRtpHeader } from "../media/packet/rtp.ts";
import { cycleOf, seq16Of } from "../media/packet/seq.ts";
import type { UpMedia } from "../media/sdp/negotiate.ts";
import {
  type CipherBackend,
  MAX_SRTP_OVERHEAD,
  PROFILES,
  type SrtpKeys,
  type SrtpProfile,
  type SrtpReceiver,
  type SrtpSender,
} from "../media/transport/srtp.ts";

const UP = 0;
const UP_SSRC = 0x1234;
const PAYLOAD_TYPE = 96;
const ARENA_BYTES = 640 * 1024;
const HEADER_LENGTH = 12;
/** A frame of eight packets at 30 frames a second, as video of 2.1 Mb/s has. */
const PACKETS_PER_FRAME = 8;
const FRAME_TICKS = 3000;
const FRAME_US = 33_333;
const FRAMES_PER_KEYFRAME = 300;

/** A stream on its way to its receivers. */
export interface Fanout {
  readonly router: Router;
  readonly out: ForwardOut;
  readonly publisher: SrtpSender;
  readonly receiver: SrtpReceiver;
  /** The publisher's packet as it is sent, and as it is opened. */
  readonly sealed: Uint8Array;
  readonly plain: Uint8Array;
  readonly packetLength: number;
  seqExt: number;
  nowUs: number;
}

/** A codec that passes packets as they are: what remains is the router alone. */
const CLEAR_SENDER: SrtpSender = {
  protectRtp: (_buf, _start, _headerLength, end) => end,
  protectRtcp: (_buf, _start, end) => end,
  close: () => {},
};

/** What protects the packets of receivers 1, 2, and so on; `protect: false` leaves out the cipher. */
export function createSenders(
  backend: CipherBackend,
  profile: SrtpProfile,
  receivers: number,
  protect = true,
): SrtpSender[] {
  return Array.from(
    { length: receivers },
    (_, i) => protect ? backend.sender(keysOf(profile, i)) : CLEAR_SENDER,
  );
}

/** Makes a fan-out to receivers 1 to `receivers` of `out`. */
export function createFanout(
  backend: CipherBackend,
  profile: SrtpProfile,
  receivers: number,
  packetLength: number,
  out: ForwardOut,
): Fanout {
  const router = createRouter({ random32: () => 1 });
  const fanout: Fanout = {
    router,
    out,
    publisher: backend.sender(keysOf(profile, 255)),
    receiver: backend.receiver(keysOf(profile, 255)),
    sealed: new Uint8Array(packetLength + MAX_SRTP_OVERHEAD),
    plain: new Uint8Array(packetLength),
    packetLength,
    seqExt: 1000,
    nowUs: 1_000_000,
  };
  setUp(router, UP, "", [createMedia()], fanout.nowUs);
  for (let session = 1; session <= receivers; session++) {
    setDown(router, session, UP, session, [createTrack(session)], fanout.nowUs, out);
    activateDown(router, session, fanout.nowUs, out);
  }
  return fanout;
}

/** Sends packets until `count` have been forwarded. */
export function forward(fanout: Fanout, count: number): void {
  const { counters } = fanout.router;
  const goal = counters.packetsOut + count;
  while (counters.packetsOut < goal) forwardOne(fanout);
}

/** Frees the keys. */
export function closeFanout(fanout: Fanout): void {
  fanout.publisher.close();
  fanout.receiver.close();
}

const header = createRtpHeader();

/** One packet of the publisher: sealed by it, opened here, handed to the router. */
function forwardOne(fanout: Fanout): void {
  const { router, sealed, plain, packetLength, out } = fanout;
  const sealedEnd = writePacket(fanout);
  fanout.nowUs += FRAME_US / PACKETS_PER_FRAME;
  if (!parseRtpHeader(sealed, 0, sealedEnd, header)) throw new Error("not RTP");
  const { headerLength, ssrc, seq16 } = header;
  const length = fanout.receiver.openRtp(sealed, 0, sealedEnd, headerLength, ssrc, seq16, plain, 0);
  if (length !== packetLength) throw new Error(`not opened: ${length}`);
  handleRtp(router, UP, plain, 0, length, fanout.nowUs, out);
  if (fanout.nowUs >= deadline(router)) onTime(router, fanout.nowUs, out);
}

/** Writes the publisher's next packet (RFC 7741) and seals it; returns its end. */
function writePacket(fanout: Fanout): number {
  const { sealed, packetLength, seqExt } = fanout;
  fanout.seqExt++;
  const place = seqExt % PACKETS_PER_FRAME;
  const frame = Math.floor(seqExt / PACKETS_PER_FRAME);
  const marker = place === PACKETS_PER_FRAME - 1;
  const timestamp = (frame * FRAME_TICKS) >>> 0;
  writeRtpHeader(sealed, 0, marker, PAYLOAD_TYPE, seq16Of(seqExt), timestamp, UP_SSRC);
  sealed.fill(frame, HEADER_LENGTH, packetLength);
  sealed[HEADER_LENGTH] = place === 0 ? 0x90 : 0x80;
  sealed[HEADER_LENGTH + 1] = 0x80;
  sealed[HEADER_LENGTH + 2] = 0x80 | (frame >> 8) & 0x7f;
  sealed[HEADER_LENGTH + 3] = frame & 0xff;
  sealed[HEADER_LENGTH + 4] = frame % FRAMES_PER_KEYFRAME === 0 ? 0 : 1;
  return fanout.publisher.protectRtp(sealed, 0, HEADER_LENGTH, packetLength, cycleOf(seqExt));
}

/** Protects packets and throws them away. */
export function createSocketlessOut(senders: readonly SrtpSender[]): ForwardOut {
  const arena = new Uint8Array(ARENA_BYTES);
  let end = 0;
  return {
    arena,
    reserve(size: number): number {
      if (end + size + MAX_SRTP_OVERHEAD > ARENA_BYTES) end = 0;
      return end;
    },
    sendRtp(session: number, offset: number, headerLength: number, packetEnd: number, roc: number) {
      end = senders[session - 1]!.protectRtp(arena, offset, headerLength, packetEnd, roc);
      if (end < packetEnd) throw new Error(`not protected: ${end}`);
    },
    sendRtcp() {},
  };
}

function keysOf(profile: SrtpProfile, seed: number): SrtpKeys {
  const { keyLength, saltLength } = PROFILES[profile];
  return {
    profile,
    key: new Uint8Array(keyLength).fill(seed),
    salt: new Uint8Array(saltLength).fill(seed),
  };
}

function createMedia(): UpMedia {
  return {
    kind: "video",
    mid: "0",
    codecs: [{
      name: "vp8",
      payloadType: PAYLOAD_TYPE,
      rtxPayloadType: -1,
      clockRateHz: 90_000,
      channels: 0,
      fmtp: "",
    }],
    midExtensionId: 0,
    ridExtensionId: 0,
    repairedRidExtensionId: 0,
    transportCcExtensionId: 0,
    audioLevelExtensionId: 0,
    dependencyDescriptorExtensionId: 0,
    redPayloadType: -1,
    rids: [],
    ssrcs: [{ ssrc: UP_SSRC, rtxSsrc: 0 }],
    cname: "bench",
    nack: true,
    pli: true,
    fir: true,
    remb: true,
    transportCc: false,
  };
}

function createTrack(session: number) {
  return {
    kind: "video",
    mid: "0",
    codec: "vp8",
    ssrc: 0x1000 + session,
    rtxSsrc: 0x2000 + session,
    payloadType: PAYLOAD_TYPE,
    rtxPayloadType: 97,
    redPayloadType: -1,
    transportCcId: 0,
    clockRateHz: 90_000,
    cname: "bench",
  } as const;
}
