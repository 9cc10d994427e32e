/**
 * Derivation of session keys from the master key and salt of one direction: RFC 3711 section 4.3, which RFC 7714 section 11
 * keeps for GCM. The key derivation rate is zero, so it happens once.
 * @module
 */
import { createCipheriv } from "node:crypto";
import { PROFILES, type SrtpKeys, type SrtpProfile } from "./srtp.ts";

/** The secrets of SRTP or of SRTCP, in one direction. */
export interface StreamKeys {
  readonly key: Uint8Array;
  /** As long as the master salt. */
  readonly salt: Uint8Array;
  /** Empty under GCM. */
  readonly authKey: Uint8Array;
}

/** Everything that one direction needs. Whoever made it wipes it. */
export interface SessionKeys {
  readonly profile: SrtpProfile;
  readonly rtp: StreamKeys;
  readonly rtcp: StreamKeys;
}

/** First of the three labels (encryption, authentication, salt) of SRTP and of SRTCP: RFC 3711 section 4.3.2. */
const RTP_LABELS = 0;
const RTCP_LABELS = 3;

/** Where the label is combined with the master salt of 14 bytes: in front of 6 bytes for the index. */
const LABEL_OFFSET = 7;

/**
 * `length` bytes of the key stream for one label: AES-CM with the master key (RFC 3711 section 4.3.3). A salt of 12
 * bytes is continued with zeros.
 */
export function deriveKey(
  masterKey: Uint8Array,
  masterSalt: Uint8Array,
  label: number,
  length: number,
): Uint8Array {
  const iv = new Uint8Array(16);
  iv.set(masterSalt);
  iv[LABEL_OFFSET] = iv[LABEL_OFFSET]! ^ label;
  const cipher = createCipheriv("aes-128-ctr", masterKey, iv);
  const stream = cipher.update(new Uint8Array(length));
  cipher.final();
  const derived = new Uint8Array(stream);
  stream.fill(0);
  return derived;
}

/** All session keys of one direction. Throws `RangeError` if key or salt have not the profile's length. */
export function deriveKeys(keys: SrtpKeys): SessionKeys {
  const { keyLength, saltLength, authKeyLength } = PROFILES[keys.profile];
  checkLength("key", keys.key, keyLength);
  checkLength("salt", keys.salt, saltLength);
  const derive = (label: number, length: number) => deriveKey(keys.key, keys.salt, label, length);
  const stream = (labels: number): StreamKeys => ({
    key: derive(labels, keyLength),
    authKey: derive(labels + 1, authKeyLength),
    salt: derive(labels + 2, saltLength),
  });
  return { profile: keys.profile, rtp: stream(RTP_LABELS), rtcp: stream(RTCP_LABELS) };
}

/** Overwrites every secret in `keys` with zeros. */
export function wipeKeys(keys: SessionKeys): void {
  for (const stream of [keys.rtp, keys.rtcp]) {
    stream.key.fill(0);
    stream.authKey.fill(0);
    stream.salt.fill(0);
  }
}

function checkLength(what: string, bytes: Uint8Array, length: number): void {
  if (bytes.length === length) return;
  throw new RangeError(`the SRTP master ${what} has ${bytes.length} bytes instead of ${length}`);
}
