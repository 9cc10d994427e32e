/**
 * SRTP and SRTCP (RFC 3711) under the two profiles that browsers agree on: AEAD_AES_128_GCM (RFC 7714) and
 * AES_CM_128_HMAC_SHA1_80. This file holds what the rest of the media code sees: the types, the sizes of each profile and
 * the reasons for which a packet is dropped. `srtp_backend.ts` chooses an implementation.
 *
 * Not done, on purpose: MKI and re-keying (DTLS-SRTP in browsers uses neither), a key derivation rate other than zero
 * (RFC 3711 section 4.3.1 makes it optional), and unencrypted SRTP.
 * @module
 */

/** A protection profile by its name in RFC 5764 section 4.1.2 and RFC 7714 section 14.2, without the prefix `SRTP_`. */
export type SrtpProfile = "AEAD_AES_128_GCM" | "AES_CM_128_HMAC_SHA1_80";

/** The master key and salt of one direction, as the DTLS exporter gives them (RFC 5764 section 4.2). */
export interface SrtpKeys {
  readonly profile: SrtpProfile;
  /** 16 bytes. */
  readonly key: Uint8Array;
  /** 12 bytes under GCM, 14 bytes under CM. */
  readonly salt: Uint8Array;
}

/** Sizes in bytes that differ between the profiles. */
export interface ProfileParameters {
  readonly keyLength: number;
  readonly saltLength: number;
  /** Length of the authentication tag of SRTP and of SRTCP. */
  readonly tagLength: number;
  /** Length of the key of the message authentication; 0 where the cipher itself authenticates. */
  readonly authKeyLength: number;
}

/** The sizes of each profile: RFC 7714 section 12, RFC 3711 section 8.2. */
export const PROFILES: Readonly<Record<SrtpProfile, ProfileParameters>> = {
  AEAD_AES_128_GCM: { keyLength: 16, saltLength: 12, tagLength: 16, authKeyLength: 0 },
  AES_CM_128_HMAC_SHA1_80: { keyLength: 16, saltLength: 14, tagLength: 10, authKeyLength: 20 },
};

/** Length in bytes of the E flag and index at the end of an SRTCP packet. */
export const SRTCP_INDEX_LENGTH = 4;

/** Most bytes that `protectRtp` and `protectRtcp` append, whatever the profile. Leave this much room behind a packet. */
export const MAX_SRTP_OVERHEAD = 16 + SRTCP_INDEX_LENGTH;

/** Protects what one session sends. Made by a `CipherBackend`; its owner ends it with `close()`. */
export interface SrtpSender {
  /**
   * Encrypts the payload `buf[start + headerLength, end)` in place and appends the tag. The sequence number and SSRC are
   * read from the header, `roc` is bits 16 to 47 of the extended sequence number. Returns the new end, or a negative
   * `Drop` with `buf` unchanged: `tooShort` if the ranges make no packet, `noRoom` if the tag does not fit, `closed`.
   * The same SSRC, sequence number and `roc` must never be sent with two different payloads (RFC 7714 section 8.4).
   */
  protectRtp(
    buf: Uint8Array,
    start: number,
    headerLength: number,
    end: number,
    roc: number,
  ): number;
  /**
   * Encrypts the compound RTCP packet `buf[start, end)` in place, all but its first 8 bytes, and appends tag and index
   * (up to `MAX_SRTP_OVERHEAD` bytes). Returns as `protectRtp` does, and `indexExhausted` after 2^31 packets.
   */
  protectRtcp(buf: Uint8Array, start: number, end: number): number;
  /** Overwrites the keys and frees what belongs to them. May be called twice; afterwards every packet is dropped. */
  close(): void;
}

/** Opens what one session receives. Made by a `CipherBackend`; its owner ends it with `close()`. */
export interface SrtpReceiver {
  /**
   * Authenticates and decrypts the SRTP packet `src[start, end)`; `headerLength`, `ssrc` and `seq16` must be those that
   * `parseRtpHeader` read from it, for they are not read again. Writes header and plaintext to `dst` from `dstStart` and returns their length, or a negative `Drop`. `src` is never changed. The two
   * ranges must not overlap. After a drop the bytes of `dst` from `dstStart` on (as many as the packet has) are undefined.
   */
  openRtp(
    src: Uint8Array,
    start: number,
    end: number,
    headerLength: number,
    ssrc: number,
    seq16: number,
    dst: Uint8Array,
    dstStart: number,
  ): number;
  /** The same for the SRTCP packet `src[start, end)`. What is returned leaves out tag and index. */
  openRtcp(
    src: Uint8Array,
    start: number,
    end: number,
    dst: Uint8Array,
    dstStart: number,
  ): number;
  /** Overwrites the keys and frees what belongs to them. May be called twice; afterwards every packet is dropped. */
  close(): void;
}

/** One implementation of the ciphers. Stateless itself: all state is in the senders and receivers it makes. */
export interface CipherBackend {
  /** "openssl" or "portable". */
  readonly name: string;
  /** Throws `RangeError` if key or salt have not the profile's length. The keys are copied. */
  sender(keys: SrtpKeys): SrtpSender;
  /** Throws `RangeError` if key or salt have not the profile's length. The keys are copied. */
  receiver(keys: SrtpKeys): SrtpReceiver;
}

/** Why a packet went no further: what senders and receivers return instead of a length. */
export const Drop = {
  /** Too few bytes for header, tag and index, or ranges outside of the buffer. */
  tooShort: -1,
  /** The result does not fit into the buffer that it is to be written to. */
  noRoom: -2,
  /** The tag is wrong: the packet was changed, made up or protected by other keys. */
  badTag: -3,
  /** A packet with this index was opened before (RFC 3711 section 3.3.2). */
  replayed: -4,
  /** The index lies before the replay window. */
  tooOld: -5,
  /** SRTCP without the E flag: RTCP is always encrypted here (RFC 3711 section 3.4). */
  notEncrypted: -6,
  /** The index would wrap, which would repeat a nonce: new keys are due (RFC 3711 section 9.2). */
  indexExhausted: -7,
  /** The sender or receiver was closed. */
  closed: -8,
} as const;

/** A negative number out of `Drop`. */
export type Drop = typeof Drop[keyof typeof Drop];

/** Names for counters, by drop reason: `DROP_NAMES[-drop]`; the entry at 0 is not in use. */
export const DROP_NAMES: readonly string[] = [
  "",
  "srtp-too-short",
  "srtp-no-room",
  "srtp-bad-tag",
  "srtp-replayed",
  "srtp-too-old",
  "srtp-not-encrypted",
  "srtp-index-exhausted",
  "srtp-closed",
];
