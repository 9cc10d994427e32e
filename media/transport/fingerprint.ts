/**
 * Fingerprints of certificates as SDP carries them (RFC 8122, section 5).
 * @module
 */
import { createHash } from "node:crypto";
import type { Fingerprint } from "../sdp/negotiate.ts";

/** Hash functions that we accept, by their names in SDP; RFC 8122 forbids MD5 and SHA-1 is broken. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ["sha-256", "sha256"],
  ["sha-384", "sha384"],
  ["sha-512", "sha512"],
]);

/** The SHA-256 fingerprint of a certificate in DER. */
export function fingerprintOf(der: Uint8Array): Fingerprint {
  return { algorithm: "sha-256", value: digest(der, "sha256") };
}

/** Whether a certificate in DER is the one that a fingerprint from SDP speaks of. False for unknown hash functions. */
export function matchesFingerprint(der: Uint8Array, fingerprint: Fingerprint): boolean {
  const hash = HASHES.get(fingerprint.algorithm.toLowerCase());
  return hash !== undefined && digest(der, hash) === fingerprint.value.toUpperCase();
}

/** Pairs of upper-case hex digits with colons between. */
function digest(der: Uint8Array, hash: string): string {
  const hex = createHash(hash).update(der).digest("hex").toUpperCase();
  return hex.replaceAll(/(..)(?=.)/g, "$1:");
}
