/**
 * One list of cases for every backend of SRTP: published vectors, replay, rollover, and whatever a stranger may send.
 * @module
 */
import { assert, assertEquals, assertThrows } from "../../tests/assert.ts";
import { createRandom, fuzz, type Random } from "../../tests/random.ts";
import { createRtpHeader, parseRtpHeader } from "../packet/rtp.ts";
import {
  Drop,
  DROP_NAMES,
  MAX_SRTP_OVERHEAD,
  PROFILES,
  type SrtpKeys,
  type SrtpProfile,
  type SrtpReceiver,
  type SrtpSender,
} from "./srtp.ts";
import { type CipherSuite, createBackend, createReceiver, createSender } from "./srtp_context.ts";
import { deriveKeys, type SessionKeys, type StreamKeys } from "./srtp_keys.ts";
import { openOpenSsl } from "./srtp_openssl.ts";
import { createPortableSuite } from "./srtp_portable.ts";
import { MAX_STREAMS, REPLAY_WINDOW } from "./srtp_receive_state.ts";

const PROFILE_NAMES = ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"] as const;
const SSRC = 0xcafebabe;

const PORTABLE = createPortableSuite();
const OPENSSL = openOpenSsl();

/** Bytes written as hexadecimal digits, with spaces anywhere. */
function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replace(/\s/g, "").match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Master keys that differ by `seed`. */
function masterKeys(profile: SrtpProfile, seed = 1): SrtpKeys {
  const random = createRandom(seed);
  const { keyLength, saltLength } = PROFILES[profile];
  return {
    profile,
    key: random.fill(new Uint8Array(keyLength)),
    salt: random.fill(new Uint8Array(saltLength)),
  };
}

/** Session keys as the vectors of the RFCs give them, the same for SRTP and SRTCP. */
function sessionKeys(profile: SrtpProfile, key: string, salt: string): SessionKeys {
  const stream: StreamKeys = {
    key: hex(key),
    salt: hex(salt),
    authKey: new Uint8Array(PROFILES[profile].authKeyLength),
  };
  return { profile, rtp: stream, rtcp: stream };
}

/** A plaintext RTP packet of version 2 with a 12-byte header. */
function rtpPacket(seq16: number, payloadLength: number, ssrc = SSRC): Uint8Array {
  const packet = createRandom(seq16).fill(new Uint8Array(12 + payloadLength));
  const view = new DataView(packet.buffer);
  view.setUint16(0, 0x8060);
  view.setUint16(2, seq16);
  view.setUint32(8, ssrc);
  return packet;
}

/** A plaintext compound RTCP packet: a receiver report without blocks, and `extra` bytes. */
function rtcpPacket(extra: number, ssrc = SSRC): Uint8Array {
  const packet = createRandom(extra).fill(new Uint8Array(8 + extra));
  const view = new DataView(packet.buffer);
  view.setUint32(0, 0x80c90001);
  view.setUint32(4, ssrc);
  return packet;
}

/** The packet with room for tag and index. */
function withRoom(packet: Uint8Array): Uint8Array {
  const buf = new Uint8Array(packet.length + MAX_SRTP_OVERHEAD);
  buf.set(packet);
  return buf;
}

/** What a case has made, to be closed behind it. */
const made: { close(): void }[] = [];

function closeLater<T extends { close(): void }>(closable: T): T {
  made.push(closable);
  return closable;
}

function senderOf(suite: CipherSuite, keys: SrtpKeys): SrtpSender {
  return closeLater(createBackend(suite).sender(keys));
}

function receiverOf(suite: CipherSuite, keys: SrtpKeys): SrtpReceiver {
  return closeLater(createBackend(suite).receiver(keys));
}

interface Peer {
  /** The protected RTP packet. */
  rtp(packet: Uint8Array, roc?: number): Uint8Array;
  rtcp(packet: Uint8Array): Uint8Array;
}

/** A sender that works on whole packets. */
function createPeer(suite: CipherSuite, keys: SrtpKeys): Peer {
  const sender = senderOf(suite, keys);
  const header = createRtpHeader();
  return {
    rtp(packet, roc = 0) {
      const buf = withRoom(packet);
      assert(parseRtpHeader(packet, 0, packet.length, header));
      const end = sender.protectRtp(buf, 0, header.headerLength, packet.length, roc);
      assert(end > 0, DROP_NAMES[-end]);
      return buf.slice(0, end);
    },
    rtcp(packet) {
      const buf = withRoom(packet);
      const end = sender.protectRtcp(buf, 0, packet.length);
      assert(end > 0, DROP_NAMES[-end]);
      return buf.slice(0, end);
    },
  };
}

const scratch = new Uint8Array(2048);

/** Opens a whole SRTP packet, header fields as parsed: its length or a drop. A header that is none counts as too short. */
function openRtp(receiver: SrtpReceiver, packet: Uint8Array, dst = scratch): number {
  const header = createRtpHeader();
  if (!parseRtpHeader(packet, 0, packet.length, header)) return Drop.tooShort;
  const { headerLength, ssrc, seq16 } = header;
  return receiver.openRtp(packet, 0, packet.length, headerLength, ssrc, seq16, dst, 0);
}

function openRtcp(receiver: SrtpReceiver, packet: Uint8Array, dst = scratch): number {
  return receiver.openRtcp(packet, 0, packet.length, dst, 0);
}

interface Case {
  readonly name: string;
  readonly run: (suite: CipherSuite) => void;
}

/** A case that holds under both profiles. */
function both(name: string, run: (suite: CipherSuite, profile: SrtpProfile) => void): Case {
  return {
    name,
    run: (suite) => {
      for (const profile of PROFILE_NAMES) run(suite, profile);
    },
  };
}

/** Seals `plain` with an SRTP sender of these session keys, compares, opens it again and compares. */
function checkRtpVector(
  suite: CipherSuite,
  keys: SessionKeys,
  plain: Uint8Array,
  sealed: Uint8Array,
) {
  const buf = withRoom(plain);
  const sender = closeLater(createSender(suite, keys, 0));
  const end = sender.protectRtp(buf, 0, 12, plain.length, 0);
  assertEquals(buf.slice(0, end), sealed);
  const opened = openRtp(closeLater(createReceiver(suite, keys)), sealed);
  assertEquals(scratch.slice(0, opened), plain);
}

function checkRtcpVector(
  suite: CipherSuite,
  keys: SessionKeys,
  index: number,
  plain: Uint8Array,
  sealed: Uint8Array,
) {
  const buf = withRoom(plain);
  const sender = closeLater(createSender(suite, keys, index));
  const end = sender.protectRtcp(buf, 0, plain.length);
  assertEquals(buf.slice(0, end), sealed);
  const opened = openRtcp(closeLater(createReceiver(suite, keys)), sealed);
  assertEquals(scratch.slice(0, opened), plain);
}

const GCM_SESSION = sessionKeys(
  "AEAD_AES_128_GCM",
  "000102030405060708090a0b0c0d0e0f",
  "517569642070726f2071756f",
);

const VECTORS: readonly Case[] = [
  {
    name: "the SRTP packet of RFC 7714 section 16.1 is reproduced and opened",
    run: (suite) =>
      checkRtpVector(
        suite,
        GCM_SESSION,
        hex(`8040f17b 8041f8d3 5501a0b2 47616c6c 69612065 7374206f 6d6e6973 20646976 69736120
             696e2070 61727465 73207472 6573`),
        hex(`8040f17b 8041f8d3 5501a0b2 f24de3a3 fb34de6c acba861c 9d7e4bca be633bd5 0d294e6f
             42a5f47a 51c7d19b 36de3adf 8833899d 7f27beb1 6a9152cf 765ee439 0cce`),
      ),
  },
  {
    name: "the SRTCP packet of RFC 7714 section 17.1 is reproduced and opened",
    run: (suite) =>
      checkRtcpVector(
        suite,
        GCM_SESSION,
        0x5d4,
        hex(`81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61 deadbeef
             deadbeef deadbeef deadbeef deadbeef`),
        hex(`81c8000d 4d617273 63e94885 dcdab67c a727d766 2f6b7e99 7ff5c0f7 6c06f32d c676a5f1
             730d6fda 4ce09b46 86303ded 0bb9275b c84aa458 96cf4d2f c5abf872 45d9eade 800005d4`),
      ),
  },
  {
    name: "an SRTCP packet that is only tagged, as in RFC 7714 section 17, is refused",
    run: (suite) => {
      const tagged = hex(`81c8000d 4d617273 4e545031 4e545032 52545020 0000042a 0000e930 4c756e61
        deadbeef deadbeef deadbeef deadbeef deadbeef 841dd968 3dd78ec9 2ae58790 125f62b3 000005d4`);
      const receiver = closeLater(createReceiver(suite, GCM_SESSION));
      assertEquals(openRtcp(receiver, tagged), Drop.notEncrypted);
    },
  },
  {
    name: "the key stream of RFC 3711 section B.2 is reproduced up to its last block",
    run: (suite) => {
      const keys = sessionKeys(
        "AES_CM_128_HMAC_SHA1_80",
        "2B7E151628AED2A6ABF7158809CF4F3C",
        "F0F1F2F3F4F5F6F7F8F9FAFBFCFD",
      );
      const end = 12 + 1044512;
      const buf = new Uint8Array(end + MAX_SRTP_OVERHEAD);
      closeLater(createSender(suite, keys, 0)).protectRtp(buf, 0, 12, end, 0);
      assertEquals(
        buf.slice(12, 60),
        hex(`E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB
             41E95B3BB0A2E8DD477901E4FCA894C0`),
      );
      assertEquals(
        buf.slice(end - 48, end),
        hex(`EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE
             6A2CC3787889374FBEB4C81B17BA6C44`),
      );
    },
  },
  {
    // Key, salt and packets of libsrtp's test/srtp_driver.c (srtp_validate).
    name: "libsrtp's packets under AES_CM_128_HMAC_SHA1_80 are reproduced from the master key",
    run: (suite) => {
      const keys = deriveKeys({
        profile: "AES_CM_128_HMAC_SHA1_80",
        key: hex("e1f97a0d3e018be0d64fa32c06de4139"),
        salt: hex("0ec675ad498afeebb6960b3aabe6"),
      });
      checkRtpVector(
        suite,
        keys,
        hex("800f1234decafbadcafebabe abababababababababababababababab"),
        hex(`800f1234decafbadcafebabe 4e55dc4ce79978d88ca4d215949d2402 b78d6acc99ea179b8dbb`),
      );
      checkRtcpVector(
        suite,
        keys,
        1,
        hex("81c8000bcafebabe abababababababababababababababab"),
        hex("81c8000bcafebabe 7128035be487b9bdbef89041f977a5a8 80000001 993e08cd54d6c1230798"),
      );
    },
  },
  {
    // The same file, srtp_validate_gcm.
    name: "libsrtp's packets under AEAD_AES_128_GCM are reproduced from the master key",
    run: (suite) => {
      const keys = deriveKeys({
        profile: "AEAD_AES_128_GCM",
        key: hex("000102030405060708090a0b0c0d0e0f"),
        salt: hex("a0a1a2a3a4a5a6a7a8a9aaab"),
      });
      checkRtpVector(
        suite,
        keys,
        hex("800f1234decafbadcafebabe abababababababababababababababab"),
        hex(`800f1234decafbadcafebabe c5002ede04cfdd2eb91159e0880aa06e
             d2976826f796b201df3131a127e8a392`),
      );
      checkRtcpVector(
        suite,
        keys,
        1,
        hex("81c8000bcafebabe abababababababababababababababab"),
        hex(`81c8000bcafebabe c98b8b5df0392a55852b6c21ac8e7025
             c52c6fbea2b3b446ea31123ba88ce61e 80000001`),
      );
    },
  },
];

const LAYOUT: readonly Case[] = [
  both("packets in the middle of shared memory are opened without touching their surroundings", (
    suite,
    profile,
  ) => {
    const keys = masterKeys(profile);
    const sender = senderOf(suite, keys);
    const receiver = receiverOf(suite, keys);
    const arena: Uint8Array = new Uint8Array(new SharedArrayBuffer(4096), 96).fill(0xee);
    const ring = new Uint8Array(new SharedArrayBuffer(4096), 31).fill(0xdd);
    const plain = rtpPacket(7, 1001);
    arena.set(plain, 503);
    const end = sender.protectRtp(arena, 503, 12, 503 + plain.length, 0);
    assertEquals(end, 503 + plain.length + PROFILES[profile].tagLength);
    const sealed: Uint8Array = arena.slice();
    assert(sealed.subarray(0, 503).every((byte) => byte === 0xee));
    assert(sealed.subarray(end).every((byte) => byte === 0xee));
    assertEquals(
      receiver.openRtp(arena, 503, end, 12, SSRC, 7, ring, 77),
      plain.length,
    );
    assertEquals(arena, sealed); // what was received is never changed
    assertEquals(ring.slice(77, 77 + plain.length), plain);
    assert(ring.subarray(0, 77).every((byte) => byte === 0xdd));
    assert(ring.subarray(77 + plain.length).every((byte) => byte === 0xdd));
  }),
  both("CSRCs and extensions stay clear and are authenticated", (suite, profile) => {
    const keys = masterKeys(profile);
    const plain = hex(`92600102 00000003 cafebabe 11111111 22222222 bede0001 10ff0000 68656c6c6f`);
    const sealed = createPeer(suite, keys).rtp(plain);
    assertEquals(sealed.slice(0, 28), plain.slice(0, 28));
    assertEquals(openRtp(receiverOf(suite, keys), sealed), plain.length);
    assertEquals(scratch.slice(0, plain.length), plain);
  }),
  both("payloads of every length from 0 to 100 and of a whole datagram survive", (
    suite,
    profile,
  ) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const lengths = [...Array(101).keys(), 1500, 1535, 1536, 1537, 1900];
    for (const [seq16, length] of lengths.entries()) {
      const plain = rtpPacket(seq16, length);
      assertEquals(openRtp(receiver, peer.rtp(plain)), plain.length);
      assertEquals(scratch.slice(0, plain.length), plain);
      const report = rtcpPacket(length);
      assertEquals(openRtcp(receiver, peer.rtcp(report)), report.length);
      assertEquals(scratch.slice(0, report.length), report);
    }
  }),
  both("more buffers than have remembered addresses are told apart", (suite, profile) => {
    const keys = masterKeys(profile);
    const sender = senderOf(suite, keys);
    const receiver = receiverOf(suite, keys);
    const arenas = Array.from({ length: 9 }, () => new Uint8Array(256));
    const slots = Array.from({ length: 7 }, () => new Uint8Array(256));
    for (let seq16 = 0; seq16 < 100; seq16++) {
      const plain = rtpPacket(seq16, 50);
      const arena = arenas[seq16 % arenas.length]!;
      const slot = slots[seq16 % slots.length]!;
      arena.set(plain);
      const end = sender.protectRtp(arena, 0, 12, plain.length, 0);
      const length = receiver.openRtp(arena, 0, end, 12, SSRC, seq16, slot, 0);
      assertEquals(slot.slice(0, length), plain);
    }
  }),
  both("SRTCP indices begin at 0 and count all packets of a sender", (suite, profile) => {
    const peer = createPeer(suite, masterKeys(profile));
    for (let index = 0; index < 5; index++) {
      const sealed = peer.rtcp(rtcpPacket(20, SSRC + (index & 1)));
      const at = sealed.length - (profile === "AEAD_AES_128_GCM" ? 4 : 14);
      assertEquals(new DataView(sealed.buffer).getUint32(at), 0x80000000 + index);
    }
  }),
  both("packets under another rollover counter differ and are not opened", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const sealed = peer.rtp(rtpPacket(1, 40), 1);
    assert(sealed.some((byte, i) => byte !== peer.rtp(rtpPacket(1, 40), 0)[i]));
    assertEquals(openRtp(receiverOf(suite, keys), sealed), Drop.badTag);
  }),
];

const RECEIVING: readonly Case[] = [
  both("a packet is opened once", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const [rtp, rtcp] = [peer.rtp(rtpPacket(5, 20)), peer.rtcp(rtcpPacket(20))];
    assertEquals(openRtp(receiver, rtp), 32);
    assertEquals(openRtp(receiver, rtp), Drop.replayed);
    assertEquals(openRtcp(receiver, rtcp), 28);
    assertEquals(openRtcp(receiver, rtcp), Drop.replayed);
  }),
  both("late packets are opened within the replay window and not behind it", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const top = 20000;
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top, 4))), 16);
    for (const back of [1, 2, 100, REPLAY_WINDOW - 1]) {
      assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top - back, 4))), 16, `${back}`);
      assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top - back, 4))), Drop.replayed);
    }
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top - REPLAY_WINDOW, 4))), Drop.tooOld);
    // After a jump of more than the window nothing in it counts as received.
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top + 5000, 4))), 16);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top + 4990, 4))), 16);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(top, 4))), Drop.tooOld);
  }),
  both("numbers roll over, and late packets from before are opened after", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    let opened = 0;
    const late: Uint8Array[] = [];
    for (let seqExt = 30000; seqExt < 3 * 65536 + 50; seqExt += seqExt % 65536 < 65500 ? 500 : 1) {
      const sealed = peer.rtp(rtpPacket(seqExt % 65536, 30), Math.floor(seqExt / 65536));
      if (seqExt % 65536 >= 65530) {
        late.push(sealed);
        continue;
      }
      assert(openRtp(receiver, sealed) === 42, `number ${seqExt}`);
      opened++;
      if (seqExt % 65536 < 500 && seqExt >= 65536) {
        for (const packet of late) assertEquals(openRtp(receiver, packet), 42);
        for (const packet of late) assertEquals(openRtp(receiver, packet), Drop.replayed);
        late.length = 0;
      }
    }
    assert(opened > 300 && late.length === 0);
  }),
  both("a packet from before the first one's cycle is too old", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(3, 4))), 16);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(65530, 4))), Drop.tooOld);
  }),
  both("forged packets leave no trace", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const stranger = createPeer(suite, masterKeys(profile, 2));
    const receiver = receiverOf(suite, keys);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(100, 4))), 16);
    for (let i = 0; i < 500; i++) {
      assertEquals(openRtp(receiver, stranger.rtp(rtpPacket(101 + 60 * i, 4))), Drop.badTag);
      assertEquals(openRtp(receiver, stranger.rtp(rtpPacket(1, 4, i))), Drop.badTag);
      assertEquals(openRtcp(receiver, stranger.rtcp(rtcpPacket(4, i))), Drop.badTag);
    }
    // Neither was the window moved nor the known stream forgotten.
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(99, 4))), 16);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(100, 4))), Drop.replayed);
  }),
  both("SSRCs are kept apart, and the most silent one is forgotten beyond the bound", (
    suite,
    profile,
  ) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const packets = Array.from(
      { length: MAX_STREAMS },
      (_, i) => peer.rtp(rtpPacket(i, 4, SSRC + i)),
    );
    const reports = Array.from({ length: MAX_STREAMS }, (_, i) => peer.rtcp(rtcpPacket(4, i)));
    for (const packet of packets) assertEquals(openRtp(receiver, packet), 16);
    for (const report of reports) assertEquals(openRtcp(receiver, report), 12);
    for (const packet of packets) assertEquals(openRtp(receiver, packet), Drop.replayed);
    for (const report of reports) assertEquals(openRtcp(receiver, report), Drop.replayed);
    // The first one speaks again, so the second is the most silent when another comes.
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(1000, 4, SSRC))), 16);
    assertEquals(openRtp(receiver, peer.rtp(rtpPacket(9, 4, 1))), 16);
    assertEquals(openRtp(receiver, packets[0]!), Drop.replayed);
    assertEquals(openRtp(receiver, packets[2]!), Drop.replayed);
    assertEquals(openRtp(receiver, packets[1]!), 16);
  }),
  both("a packet with any one bit changed is dropped", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const rtp = peer.rtp(rtpPacket(1234, 60));
    const rtcp = peer.rtcp(rtcpPacket(60));
    for (const [sealed, open] of [[rtp, openRtp], [rtcp, openRtcp]] as const) {
      for (let i = 0; i < sealed.length * 8; i++) {
        const changed = sealed.slice();
        changed[i >> 3] = changed[i >> 3]! ^ (0x80 >> (i & 7));
        const drop = open(receiver, changed);
        const dropped = drop === Drop.badTag || drop === Drop.notEncrypted ||
          drop === Drop.tooShort;
        assert(dropped, `bit ${i}: ${drop}`);
      }
      assert(open(receiver, sealed) > 0);
    }
  }),
  both("a packet cut short anywhere is dropped", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const receiver = receiverOf(suite, keys);
    const rtp = peer.rtp(rtpPacket(1234, 30));
    const rtcp = peer.rtcp(rtcpPacket(30));
    const { tagLength } = PROFILES[profile];
    for (let length = 0; length < rtp.length; length++) {
      const drop = openRtp(receiver, rtp.subarray(0, length));
      assertEquals(drop, length < 12 + tagLength ? Drop.tooShort : Drop.badTag, `${length}`);
    }
    for (let length = 0; length < rtcp.length; length++) {
      const drop = openRtcp(receiver, rtcp.subarray(0, length));
      const tooShort = length < 8 + 4 + tagLength;
      assert(tooShort ? drop === Drop.tooShort : drop < 0, `${length}`);
    }
    assertEquals(openRtp(receiver, rtp), 42);
    assertEquals(openRtcp(receiver, rtcp), 38);
  }),
];

const LIMITS: readonly Case[] = [
  both("what does not fit is dropped and changes nothing", (suite, profile) => {
    const keys = masterKeys(profile);
    const sender = senderOf(suite, keys);
    const receiver = receiverOf(suite, keys);
    const { tagLength } = PROFILES[profile];
    const plain = rtpPacket(1, 20);
    const narrow = new Uint8Array(plain.length + tagLength - 1);
    narrow.set(plain);
    const before = narrow.slice();
    assertEquals(sender.protectRtp(narrow, 0, 12, 32, 0), Drop.noRoom);
    assertEquals(sender.protectRtcp(narrow, 0, 32), Drop.noRoom);
    assertEquals(sender.protectRtp(narrow, 0, 11, 32, 0), Drop.tooShort);
    assertEquals(sender.protectRtp(narrow, 0, 12, 11, 0), Drop.tooShort);
    assertEquals(sender.protectRtp(narrow, -1, 12, 20, 0), Drop.tooShort);
    assertEquals(sender.protectRtcp(narrow, 0, 7), Drop.tooShort);
    assertEquals(narrow, before);
    const peer = createPeer(suite, keys);
    const [rtp, rtcp] = [peer.rtp(plain), peer.rtcp(rtcpPacket(20))];
    assertEquals(openRtp(receiver, rtp, new Uint8Array(31)), Drop.noRoom);
    assertEquals(openRtcp(receiver, rtcp, new Uint8Array(27)), Drop.noRoom);
    assertEquals(receiver.openRtp(rtp, 0, rtp.length + 1, 12, SSRC, 1, scratch, 0), Drop.tooShort);
    assertEquals(receiver.openRtp(rtp, 0, rtp.length, 12, SSRC, 1, scratch, -1), Drop.noRoom);
    assertEquals(openRtp(receiver, rtp, new Uint8Array(32)), 32);
    assertEquals(openRtcp(receiver, rtcp, new Uint8Array(28)), 28);
  }),
  both("no nonce is used twice: indices end instead of wrapping", (suite, profile) => {
    const keys = deriveKeys(masterKeys(profile));
    const sender = closeLater(createSender(suite, keys, 0x7fffffff));
    const buf = withRoom(rtcpPacket(20));
    assert(sender.protectRtcp(buf, 0, 28) > 0);
    assertEquals(sender.protectRtcp(buf, 0, 28), Drop.indexExhausted);
    const packet = withRoom(rtpPacket(1, 20));
    assert(sender.protectRtp(packet, 0, 12, 32, 0xffffffff) > 0);
    assertEquals(sender.protectRtp(packet, 0, 12, 32, 0x1_0000_0000), Drop.indexExhausted);
    assertEquals(sender.protectRtp(packet, 0, 12, 32, -1), Drop.indexExhausted);
  }),
  both("nothing passes after the close, which may be repeated", (suite, profile) => {
    const keys = masterKeys(profile);
    const peer = createPeer(suite, keys);
    const sender = senderOf(suite, keys);
    const receiver = receiverOf(suite, keys);
    const [rtp, rtcp] = [peer.rtp(rtpPacket(1, 20)), peer.rtcp(rtcpPacket(20))];
    for (let i = 0; i < 2; i++) {
      sender.close();
      receiver.close();
      assertEquals(sender.protectRtp(withRoom(rtpPacket(1, 20)), 0, 12, 32, 0), Drop.closed);
      assertEquals(sender.protectRtcp(withRoom(rtcpPacket(20)), 0, 28), Drop.closed);
      assertEquals(openRtp(receiver, rtp), Drop.closed);
      assertEquals(openRtcp(receiver, rtcp), Drop.closed);
    }
  }),
  both("keys of a wrong length are refused", (suite, profile) => {
    const backend = createBackend(suite);
    const { key, salt } = masterKeys(profile);
    for (const length of [0, 15, 17, 32]) {
      const keys = { profile, key: new Uint8Array(length), salt };
      assertThrows(() => backend.sender(keys), RangeError, "key has");
      assertThrows(() => backend.receiver(keys), RangeError, "key has");
    }
    for (const length of [0, 11, 13, 16]) {
      const keys = { profile, key, salt: new Uint8Array(length) };
      assertThrows(() => backend.sender(keys), RangeError, "salt has");
    }
  }),
  both("the caller's keys are copied and stay as they are", (suite, profile) => {
    const keys = masterKeys(profile);
    const before = masterKeys(profile);
    const sender = senderOf(suite, keys);
    keys.key.fill(0);
    keys.salt.fill(0);
    const packet = withRoom(rtpPacket(1, 20));
    const end = sender.protectRtp(packet, 0, 12, 32, 0);
    const receiver = receiverOf(suite, before);
    assertEquals(openRtp(receiver, packet.subarray(0, end)), 32);
    receiver.close();
    assertEquals(before, masterKeys(profile));
  }),
];

/** Both profiles in turn; a packet that passes must be one that was really sent. */
function fuzzOpener(
  suite: CipherSuite,
  seed: number,
  seal: (peer: Peer, i: number) => Uint8Array,
  open: (
    receiver: SrtpReceiver,
    buf: Uint8Array,
    start: number,
    end: number,
    dst: Uint8Array,
    random: Random,
  ) => number,
): void {
  const receivers = PROFILE_NAMES.map((profile) => receiverOf(suite, masterKeys(profile)));
  const samples = PROFILE_NAMES.flatMap((profile) => {
    const peer = createPeer(suite, masterKeys(profile));
    return Array.from({ length: 20 }, (_, i) => seal(peer, i));
  });
  const genuine = new Set(samples.map((sample) => sample.join()));
  const dst = new Uint8Array(256);
  const results = new Map<number, number>();
  fuzz(seed, 120, samples, (buf, start, end, random) => {
    dst[15] = 0xa1;
    dst[16 + end - start] = 0xa2;
    const result = open(receivers[random.int(2)]!, buf, start, end, dst, random);
    results.set(Math.min(result, 0), (results.get(Math.min(result, 0)) ?? 0) + 1);
    assert(dst[15] === 0xa1 && dst[16 + end - start] === 0xa2, "wrote out of bounds");
    if (result >= 0) assert(genuine.has(buf.slice(start, end).join()), "opened a forgery");
  });
  // The inputs went deep: some were genuine, some of them repeated, and many failed at the tag.
  assertEquals(results.get(0), samples.length);
  assert((results.get(Drop.badTag) ?? 0) > 1000);
  assert((results.get(Drop.replayed) ?? 0) > 1000);
  assert((results.get(Drop.tooShort) ?? 0) > 1000);
}

const FUZZING: readonly Case[] = [
  {
    name: "openRtp survives 100,000 inputs and opens none but the genuine",
    run: (suite) => {
      const header = createRtpHeader();
      fuzzOpener(
        suite,
        7714,
        (peer, i) => peer.rtp(rtpPacket(500 + i, i * 3)),
        (receiver, buf, start, end, dst, random) => {
          // What is no RTP packet never gets here from the network; it must do no harm all the same.
          const parsed = parseRtpHeader(buf, start, end, header);
          const headerLength = parsed ? header.headerLength : 12 + random.int(60);
          const seq16 = parsed ? header.seq16 : random.int(65536);
          const ssrc = parsed ? header.ssrc : SSRC;
          return receiver.openRtp(buf, start, end, headerLength, ssrc, seq16, dst, 16);
        },
      );
    },
  },
  {
    name: "openRtcp survives 100,000 inputs and opens none but the genuine",
    run: (suite) =>
      fuzzOpener(
        suite,
        3711,
        (peer, i) => peer.rtcp(rtcpPacket(i * 4)),
        (receiver, buf, start, end, dst) => receiver.openRtcp(buf, start, end, dst, 16),
      ),
  },
];

/** Runs a case and closes what it made; Deno's own check then finds what `close()` forgets. */
function runAndClose(run: () => void): void {
  try {
    run();
  } finally {
    for (const closable of made.splice(0)) closable.close();
  }
}

const CASES = [...VECTORS, ...LAYOUT, ...RECEIVING, ...LIMITS, ...FUZZING];

for (const { name, run } of CASES) {
  Deno.test(`SRTP by WebAssembly: ${name}`, () => runAndClose(() => run(PORTABLE)));
}

if (OPENSSL.suite === null) {
  Deno.test({ name: `SRTP by libcrypto: skipped, ${OPENSSL.reason}`, ignore: true, fn() {} });
} else {
  const { suite } = OPENSSL;
  for (const { name, run } of CASES) {
    Deno.test(`SRTP by libcrypto: ${name}`, () => runAndClose(() => run(suite)));
  }

  const compareBackends = (): void => {
    const random = createRandom(42);
    for (const profile of PROFILE_NAMES) {
      const keys = masterKeys(profile, 3);
      const peers = [createPeer(suite, keys), createPeer(PORTABLE, keys)] as const;
      const receivers = [PORTABLE, suite].map((other) => receiverOf(other, keys));
      for (let seqExt = 65000; seqExt < 66000; seqExt++) {
        const plain = rtpPacket(seqExt % 65536, random.int(1400), random.int(3) + SSRC);
        const roc = Math.floor(seqExt / 65536);
        const report = rtcpPacket(random.int(300));
        const sealed = peers.map((peer) => [peer.rtp(plain, roc), peer.rtcp(report)] as const);
        assertEquals(sealed[0]![0], sealed[1]![0]);
        assertEquals(sealed[0]![1], sealed[1]![1]);
        for (const receiver of receivers) {
          assertEquals(openRtp(receiver, sealed[0]![0]), plain.length);
          assertEquals(scratch.slice(0, plain.length), plain);
          assertEquals(openRtcp(receiver, sealed[0]![1]), report.length);
          assertEquals(scratch.slice(0, report.length), report);
        }
      }
    }
  };
  Deno.test(
    "both backends of SRTP make the same bytes and open each other's",
    () => runAndClose(compareBackends),
  );
}

Deno.test("every drop of SRTP has a name of its own", () => {
  const names = Object.values(Drop).map((drop) => DROP_NAMES[-drop]);
  assert(names.every((name) => name !== undefined && name.startsWith("srtp-")));
  assertEquals(new Set(names).size, names.length);
  assertEquals(DROP_NAMES.length, names.length + 1);
});
