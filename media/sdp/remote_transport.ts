/**
 * The other side's end of the one transport that a description speaks of.
 * @module
 */
import type { Fingerprint, Refusal, RemoteTransport } from "./negotiate.ts";
import type { MediaSection, SessionDescription, Setup } from "./sdp.ts";

/** Hash functions that vouch for a certificate: RFC 8122 forbids MD5, and SHA-1 is broken. */
const HASHES = ["sha-256", "sha-384", "sha-512"];

/** What a description says of the transport. */
export interface DescribedTransport {
  readonly ok: true;
  readonly remote: RemoteTransport;
  /** Null if it does not say. */
  readonly setup: Setup | null;
}

/** Makes a refusal. */
export function refusal(reason: string): Refusal {
  return { ok: false, reason };
}

/** The section that stands for the transport of all: the first of the BUNDLE group that is not rejected (RFC 9143). */
export function taggedSection(description: SessionDescription): MediaSection | undefined {
  const { bundle, media } = description;
  if (bundle === null) return media.find((section) => section.port !== 0);
  const byMid = new Map(media.map((section) => [section.mid, section]));
  for (const mid of bundle) {
    const section = byMid.get(mid);
    if (section !== undefined && section.port !== 0) return section;
  }
  return undefined;
}

/** Reads ICE credentials, fingerprint and DTLS role; what the section does not say counts for the session. */
export function describedTransport(
  description: SessionDescription,
  section: MediaSection,
): DescribedTransport | Refusal {
  const session = description.transport;
  const own = section.transport;
  if (description.iceLite) return refusal("both sides are ICE-lite, so nobody would make checks");
  const ufrag = own.iceUfrag ?? session.iceUfrag;
  const pwd = own.icePwd ?? session.icePwd;
  if (ufrag === null || pwd === null) return refusal("the description has no ICE credentials");
  const fingerprints = own.fingerprints.length > 0 ? own.fingerprints : session.fingerprints;
  const fingerprint = fingerprints.find(isStrong);
  if (fingerprint === undefined) {
    return refusal(`the description has no certificate fingerprint by ${HASHES.join(", ")}`);
  }
  const setup = own.setup ?? session.setup;
  return { ok: true, remote: { ice: { ufrag, pwd }, fingerprint }, setup };
}

function isStrong(fingerprint: Fingerprint): boolean {
  return HASHES.includes(fingerprint.algorithm);
}
