/**
 * The cryptographic contexts of SRTP: packet layout, nonces, indices, rollover and replay, the same for every backend. What
 * differs between backends is a `CipherSuite`, which knows nothing of these.
 *
 *     SRTP            header | ciphertext | tag
 *     SRTCP under GCM 8 bytes | ciphertext | tag | E, index      (RFC 7714 section 9)
 *     SRTCP under CM  8 bytes | ciphertext | E, index | tag      (RFC 3711 section 3.4)
 * @module
 */
import { readU16, readU32, writeU32 } from "../packet/bytes.ts";
import { RTP_FIXED_HEADER_LENGTH } from "../packet/rtp.ts";
import {
  type CipherBackend,
  Drop,
  PROFILES,
  SRTCP_INDEX_LENGTH,
  type SrtpProfile,
  type SrtpReceiver,
  type SrtpSender,
} from "./srtp.ts";
import { deriveKeys, type SessionKeys, type StreamKeys, wipeKeys } from "./srtp_keys.ts";
import {
  checkReplay,
  createStreamTable,
  estimateIndex,
  findStream,
  noteReceived,
} from "./srtp_receive_state.ts";

/** Instead of a word to authenticate: there is none. */
export const NO_WORD = -1;

/** Encrypts with one key. The suite's `iv` is to be set before each call. */
export interface Sealer {
  /**
   * Encrypts `buf[dataStart, dataEnd)` in place and writes the tag to `tagAt`. Authenticated are the clear bytes
   * `buf[start, dataStart)`, the data and `word`, unsigned 32 bits or `NO_WORD`. Ranges are trusted.
   */
  seal(
    buf: Uint8Array,
    start: number,
    dataStart: number,
    dataEnd: number,
    tagAt: number,
    word: number,
  ): void;
  close(): void;
}

/** Decrypts with one key. The suite's `iv` is to be set before each call. */
export interface Opener {
  /**
   * Decrypts `src[dataStart, dataEnd)` to `dst` from `dstData` on and checks the tag at `tagAt`. False if it is wrong; what
   * `dst` then holds is undefined. Ranges are trusted.
   */
  open(
    src: Uint8Array,
    start: number,
    dataStart: number,
    dataEnd: number,
    tagAt: number,
    word: number,
    dst: Uint8Array,
    dstData: number,
  ): boolean;
  close(): void;
}

/** The ciphers of one backend. */
export interface CipherSuite {
  readonly name: string;
  /** 16 bytes, of which GCM uses the first 12. Shared by all ciphers of the suite; the last 2 stay zero. */
  readonly iv: Uint8Array;
  /** The keys are copied if they are needed later on. */
  sealer(profile: SrtpProfile, keys: StreamKeys): Sealer;
  opener(profile: SrtpProfile, keys: StreamKeys): Opener;
}

/** RTCP's first header with the sender's SSRC stays clear. */
const RTCP_CLEAR_LENGTH = 8;
const E_FLAG = 0x8000_0000;
const MAX_RTCP_INDEX = 0x7fff_ffff;
const MAX_ROC = 0xffff_ffff;

/** The backend whose ciphers are those of `suite`. */
export function createBackend(suite: CipherSuite): CipherBackend {
  return {
    name: suite.name,
    sender: (keys) => {
      const session = deriveKeys(keys);
      const sender = createSender(suite, session, 0);
      wipeKeys(session);
      return sender;
    },
    receiver: (keys) => {
      const session = deriveKeys(keys);
      const receiver = createReceiver(suite, session);
      wipeKeys(session);
      return receiver;
    },
  };
}

/** A sender with these session keys, which it copies. Its first SRTCP packet has the index `firstRtcpIndex`. */
export function createSender(
  suite: CipherSuite,
  keys: SessionKeys,
  firstRtcpIndex: number,
): SrtpSender {
  const { iv } = suite;
  const aead = PROFILES[keys.profile].authKeyLength === 0;
  const tagLength = PROFILES[keys.profile].tagLength;
  const rtpSalt = keys.rtp.salt.slice();
  const rtcpSalt = keys.rtcp.salt.slice();
  const rtp = suite.sealer(keys.profile, keys.rtp);
  const rtcp = suite.sealer(keys.profile, keys.rtcp);
  let rtcpIndex = firstRtcpIndex;
  let closed = false;

  return {
    protectRtp(buf, start, headerLength, end, roc) {
      if (closed) return Drop.closed;
      const dataStart = start + headerLength;
      if (start < 0 || headerLength < RTP_FIXED_HEADER_LENGTH || dataStart > end) {
        return Drop.tooShort;
      }
      if (end + tagLength > buf.length) return Drop.noRoom;
      if (roc < 0 || roc > MAX_ROC) return Drop.indexExhausted;
      writeIv(iv, rtpSalt, readU32(buf, start + 8) | 0, roc, readU16(buf, start + 2));
      rtp.seal(buf, start, dataStart, end, end, aead ? NO_WORD : roc);
      return end + tagLength;
    },
    protectRtcp(buf, start, end) {
      if (closed) return Drop.closed;
      if (start < 0 || end - start < RTCP_CLEAR_LENGTH) return Drop.tooShort;
      const newEnd = end + tagLength + SRTCP_INDEX_LENGTH;
      if (newEnd > buf.length) return Drop.noRoom;
      if (rtcpIndex > MAX_RTCP_INDEX) return Drop.indexExhausted;
      const index = rtcpIndex++;
      const word = E_FLAG + index;
      writeIv(iv, rtcpSalt, readU32(buf, start + 4) | 0, index >>> 16, index & 0xffff);
      rtcp.seal(
        buf,
        start,
        start + RTCP_CLEAR_LENGTH,
        end,
        aead ? end : end + SRTCP_INDEX_LENGTH,
        word,
      );
      writeU32(buf, aead ? end + tagLength : end, word);
      return newEnd;
    },
    close() {
      if (closed) return;
      closed = true;
      rtp.close();
      rtcp.close();
      rtpSalt.fill(0);
      rtcpSalt.fill(0);
    },
  };
}

/** A receiver with these session keys, which it copies. */
export function createReceiver(suite: CipherSuite, keys: SessionKeys): SrtpReceiver {
  const { iv } = suite;
  const aead = PROFILES[keys.profile].authKeyLength === 0;
  const tagLength = PROFILES[keys.profile].tagLength;
  const rtpSalt = keys.rtp.salt.slice();
  const rtcpSalt = keys.rtcp.salt.slice();
  const rtp = suite.opener(keys.profile, keys.rtp);
  const rtcp = suite.opener(keys.profile, keys.rtcp);
  const rtpStreams = createStreamTable();
  const rtcpStreams = createStreamTable();
  let closed = false;

  return {
    openRtp(src, start, end, headerLength, ssrc, seq16, dst, dstStart) {
      if (closed) return Drop.closed;
      const dataStart = start + headerLength;
      const dataEnd = end - tagLength;
      if (
        start < 0 || end > src.length || headerLength < RTP_FIXED_HEADER_LENGTH ||
        dataStart > dataEnd
      ) return Drop.tooShort;
      const length = dataEnd - start;
      if (dstStart < 0 || dstStart + length > dst.length) return Drop.noRoom;
      const stream = findStream(rtpStreams, ssrc);
      const index = estimateIndex(stream, seq16);
      const verdict = checkReplay(stream, index);
      if (verdict !== 0) return verdict;
      const roc = Math.floor(index / 0x1_0000);
      const dstData = dstStart + headerLength;
      writeIv(iv, rtpSalt, ssrc | 0, roc, seq16);
      const word = aead ? NO_WORD : roc;
      if (!rtp.open(src, start, dataStart, dataEnd, dataEnd, word, dst, dstData)) {
        return Drop.badTag;
      }
      for (let i = 0; i < headerLength; i++) dst[dstStart + i] = src[start + i]!;
      noteReceived(rtpStreams, stream, ssrc, index);
      return length;
    },
    openRtcp(src, start, end, dst, dstStart) {
      if (closed) return Drop.closed;
      const dataStart = start + RTCP_CLEAR_LENGTH;
      const dataEnd = end - tagLength - SRTCP_INDEX_LENGTH;
      if (start < 0 || end > src.length || dataStart > dataEnd) return Drop.tooShort;
      const length = dataEnd - start;
      if (dstStart < 0 || dstStart + length > dst.length) return Drop.noRoom;
      const word = readU32(src, aead ? end - SRTCP_INDEX_LENGTH : dataEnd);
      if (word < E_FLAG) return Drop.notEncrypted;
      const index = word - E_FLAG;
      const ssrc = readU32(src, start + 4);
      const stream = findStream(rtcpStreams, ssrc);
      const verdict = checkReplay(stream, index);
      if (verdict !== 0) return verdict;
      const tagAt = aead ? dataEnd : dataEnd + SRTCP_INDEX_LENGTH;
      const dstData = dstStart + RTCP_CLEAR_LENGTH;
      writeIv(iv, rtcpSalt, ssrc | 0, index >>> 16, index & 0xffff);
      if (!rtcp.open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData)) {
        return Drop.badTag;
      }
      for (let i = 0; i < RTCP_CLEAR_LENGTH; i++) dst[dstStart + i] = src[start + i]!;
      noteReceived(rtcpStreams, stream, ssrc, index);
      return length;
    },
    close() {
      if (closed) return;
      closed = true;
      rtp.close();
      rtcp.close();
      rtpSalt.fill(0);
      rtcpSalt.fill(0);
    },
  };
}

/**
 * The salt combined with SSRC and the index of 48 bits. The two profiles agree but for two leading bytes: RFC 3711
 * section 4.1.1 with a salt of 14 bytes, RFC 7714 sections 8.1 and 9.1 with one of 12. The SSRC is taken as a signed number,
 * which the engine need not box.
 */
function writeIv(
  iv: Uint8Array,
  salt: Uint8Array,
  ssrc: number,
  indexHigh32: number,
  indexLow16: number,
): void {
  const ssrcAt = salt.length - 10;
  for (let i = 0; i < ssrcAt; i++) iv[i] = salt[i]!;
  writeU32(iv, ssrcAt, readU32(salt, ssrcAt) ^ ssrc);
  writeU32(iv, ssrcAt + 4, readU32(salt, ssrcAt + 4) ^ indexHigh32);
  iv[ssrcAt + 8] = salt[ssrcAt + 8]! ^ (indexLow16 >>> 8);
  iv[ssrcAt + 9] = salt[ssrcAt + 9]! ^ indexLow16;
}
