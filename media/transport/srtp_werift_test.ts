/**
 * SRTP with werift at the other end, in both directions and both profiles.
 * @module
 */
import { Buffer } from "node:buffer";
import { createCipheriv } from "node:crypto";
import { RtpPacket, SrtcpSession, SrtpSession } from "werift";
import { assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { readU16, readU32 } from "../packet/bytes.ts";
import { seq16Of } from "../packet/seq.ts";
import { type CipherBackend, MAX_SRTP_OVERHEAD, PROFILES, type SrtpKeys } from "./srtp.ts";
import { chooseBackend } from "./srtp_backend.ts";

/** Our profiles and the numbers that werift knows them by, which are those of DTLS. */
const PROFILE_NUMBERS = { AEAD_AES_128_GCM: 7, AES_CM_128_HMAC_SHA1_80: 1 } as const;
const PROFILE_NAMES = ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"] as const;

/** Numbers to send: through the first rollover. */
const FIRST_SEQ = 65_400;
const LAST_SEQ = 65_700;

const HEADER_LENGTH = 12;

interface Ends {
  readonly backend: CipherBackend;
  /** What we send with. */
  readonly ours: SrtpKeys;
  /** What werift sends with. */
  readonly theirs: SrtpKeys;
  readonly srtp: SrtpSession;
  readonly srtcp: SrtcpSession;
}

function createEnds(backend: CipherBackend, profile: SrtpKeys["profile"]): Ends {
  const random = createRandom(11);
  const { keyLength, saltLength } = PROFILES[profile];
  const keys = (): SrtpKeys => ({
    profile,
    key: random.fill(new Uint8Array(keyLength)),
    salt: random.fill(new Uint8Array(saltLength)),
  });
  const [ours, theirs] = [keys(), keys()];
  const config = {
    profile: PROFILE_NUMBERS[profile],
    keys: {
      localMasterKey: Buffer.from(theirs.key),
      localMasterSalt: Buffer.from(theirs.salt),
      remoteMasterKey: Buffer.from(ours.key),
      remoteMasterSalt: Buffer.from(ours.salt),
    },
  };
  return { backend, ours, theirs, srtp: new SrtpSession(config), srtcp: new SrtcpSession(config) };
}

/** A plain RTP packet with a random payload. */
function rtpPacket(seqExt: number): Uint8Array {
  const packet = createRandom(seqExt).fill(new Uint8Array(HEADER_LENGTH + 1 + seqExt % 900));
  const view = new DataView(packet.buffer);
  view.setUint16(0, 0x80e0);
  view.setUint16(2, seq16Of(seqExt));
  view.setUint32(8, 0x89abcdef);
  return packet;
}

/** A sender report without blocks. */
function rtcpPacket(seed: number): Uint8Array {
  const packet = createRandom(seed).fill(new Uint8Array(28));
  const view = new DataView(packet.buffer);
  view.setUint32(0, 0x80c80006);
  view.setUint32(4, 0x89abcdef);
  return packet;
}

function weriftOpensOurs({ backend, ours, srtp, srtcp }: Ends): void {
  const sender = backend.sender(ours);
  for (let seqExt = FIRST_SEQ; seqExt <= LAST_SEQ; seqExt++) {
    const plain = rtpPacket(seqExt);
    const buf = new Uint8Array(plain.length + MAX_SRTP_OVERHEAD);
    buf.set(plain);
    const end = sender.protectRtp(buf, 0, HEADER_LENGTH, plain.length, Math.floor(seqExt / 65536));
    assertEquals(new Uint8Array(srtp.decrypt(Buffer.from(buf.subarray(0, end)))), plain);
  }
  for (let seed = 0; seed < 20; seed++) {
    const plain = rtcpPacket(seed);
    const buf = new Uint8Array(plain.length + MAX_SRTP_OVERHEAD);
    buf.set(plain);
    const end = sender.protectRtcp(buf, 0, plain.length);
    assertEquals(new Uint8Array(srtcp.decrypt(Buffer.from(buf.subarray(0, end)))), plain);
  }
  sender.close();
}

function weOpenWerifts({ backend, theirs, srtp, srtcp }: Ends): void {
  const receiver = backend.receiver(theirs);
  const dst = new Uint8Array(2048);
  for (let seqExt = FIRST_SEQ; seqExt <= LAST_SEQ; seqExt++) {
    const plain = rtpPacket(seqExt);
    const { payload, header } = RtpPacket.deSerialize(Buffer.from(plain));
    const src = new Uint8Array(srtp.encrypt(payload, header));
    const [ssrc, seq16] = [readU32(src, 8), readU16(src, 2)];
    const length = receiver.openRtp(src, 0, src.length, HEADER_LENGTH, ssrc, seq16, dst, 0);
    assertEquals(dst.slice(0, Math.max(length, 0)), plain, `number ${seqExt}: ${length}`);
  }
  for (let seed = 0; seed < 20; seed++) {
    const plain = rtcpPacket(seed);
    const src = new Uint8Array(srtcp.encrypt(Buffer.from(plain)));
    const length = receiver.openRtcp(src, 0, src.length, dst, 0);
    assertEquals(dst.slice(0, Math.max(length, 0)), plain, `report ${seed}: ${length}`);
  }
  receiver.close();
}

/** Why werift cannot be the other end here, or null: its key derivation wants a cipher that old versions of Deno lack. */
function faultOfWerift(): string | null {
  try {
    createCipheriv("aes-128-ecb", new Uint8Array(16), null).final();
    return null;
  } catch {
    return "werift's own SRTP needs Deno 2.7.4 or later";
  }
}

/** werift leaves ciphers of its own unfinished. */
const OPTIONS = { sanitizeResources: false };

for (const name of ["openssl", "portable"] as const) {
  const { backend, reason } = chooseBackend(name);
  const fault = faultOfWerift() ?? (backend === null ? reason : null);
  if (backend === null || fault !== null) {
    Deno.test({ name: `SRTP with werift, ${name}: skipped, ${fault}`, ignore: true, fn() {} });
    continue;
  }
  for (const profile of PROFILE_NAMES) {
    Deno.test(`werift opens what we send under ${profile}, ${name}`, OPTIONS, () => {
      weriftOpensOurs(createEnds(backend, profile));
    });
    Deno.test(`we open what werift sends under ${profile}, ${name}`, OPTIONS, () => {
      weOpenWerifts(createEnds(backend, profile));
    });
  }
}
